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

const textOf = ({ code, name }: RuleSpec): string =>
  readFileSync(new URL(`./${code.toLowerCase()}-${name}.lake.sql`, import.meta.url), 'utf8')

/** Comments and a last semicolon are for people. */
const sqlOf = (text: string): string =>
  text
    .replaceAll(/^\s*--.*$/gm, '')
    .trim()
    .replace(/;$/, '')

/** What the head says after “around”, over its lines. */
const aroundOf = (text: string): string | undefined =>
  /^-- around +(.*(?:\n-- {4,}.*)*)/m.exec(text)?.[1]?.replaceAll(/\n--\s+/g, ' ')

function withSql(spec: RuleSpec): Rule {
  if (spec.kind === 'practice') return { ...spec, sql: '' }
  const text = textOf(spec)
  const around = aroundOf(text)
  return { ...spec, sql: sqlOf(text), ...(around === undefined ? {} : { around }) }
}

const read = (): readonly Rule[] =>
  readdirSync(folder())
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => withSql(specOf(file)))

let kept: readonly Rule[] | undefined

/** Every rule that ships, in the order of their codes; read when first needed. */
export const shippedRules = (): readonly Rule[] => (kept ??= read())
