import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { z } from 'zod'
import { markOf } from '../words/normalise.ts'
import { type Responsibility, sides } from './responsibility.ts'

const schema = z.strictObject({
  responsibilities: z.array(z.strictObject({ side: z.enum(sides), title: z.string().min(1).max(300) })).nonempty(),
})

let kept: readonly Responsibility[] | undefined

/** The list that ships, for whoever has none of their own to send. */
export const usualResponsibilities = (): readonly Responsibility[] =>
  (kept ??= schema
    .parse(parse(readFileSync(packagePath('reference', 'frameworks', 'responsibilities.yaml'), 'utf8')))
    .responsibilities.map((each, at) => ({ position: at + 1, ...each, mark: markOf(each.title) })))
