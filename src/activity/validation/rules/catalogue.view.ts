import { readFileSync, readdirSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type Rule, type RuleSpec, ruleSpec } from './rule.ts'

const folder = (): string => packagePath('reference', 'rules')

const specOf = (file: string): RuleSpec => {
  const read = ruleSpec.safeParse(parse(readFileSync(`${folder()}/${file}`, 'utf8')))
  if (!read.success) throw new Error(`reference/rules/${file}: ${read.error.message}`)
  return read.data
}

/** Comments and a last semicolon are for people. */
const sqlOf = ({ code, name, kind }: RuleSpec): string =>
  kind === 'practice'
    ? ''
    : readFileSync(new URL(`./${code.toLowerCase()}-${name}.lake.sql`, import.meta.url), 'utf8')
        .replaceAll(/^\s*--.*$/gm, '')
        .trim()
        .replace(/;$/, '')

const read = (): readonly Rule[] =>
  readdirSync(folder())
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => specOf(file))
    .map((spec) => ({ ...spec, sql: sqlOf(spec) }))

let kept: readonly Rule[] | undefined

/** Every rule that ships, in the order of their codes; read when first needed. */
export const shippedRules = (): readonly Rule[] => (kept ??= read())
