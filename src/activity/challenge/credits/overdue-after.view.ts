import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { PlainDate } from '#shared'
import { parse } from 'yaml'
import { z } from 'zod'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const schema = z.strictObject({
  overdue: z.array(z.strictObject({ from: day, months: z.number().int().positive(), source: z.string() })).min(1),
})

let kept: z.output<typeof schema> | undefined

/** After how many months a credit that was settled on a day is overdue, by `reference/challenges/credits.yaml`. */
export function overdueAfter(settledOn: PlainDate): number {
  kept ??= schema.parse(parse(readFileSync(packagePath('reference', 'challenges', 'credits.yaml'), 'utf8')))
  const latestFirst = kept.overdue.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  return (latestFirst.find(({ from }) => from <= settledOn) ?? latestFirst.at(-1)!).months
}
