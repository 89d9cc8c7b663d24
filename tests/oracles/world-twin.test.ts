import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#db'
import { loadDemonstration } from '../../src/demonstration/load-demonstration.command.ts'
import { writeDemonstration } from '#demonstration'
import { currentActivity, monthsWithActivity } from '#activity/import'
import { priceMonth } from '#activity/pricing'
import { lakeFiles } from '#lake'
import type { Ctx, Job } from '#platform'
import type { Month } from '#shared'
import { pricedFiles } from '../../src/activity/pricing/stores/priced-files.view.ts'
import { checkMonthsUnder } from '../../src/activity/validation/checking/check-months.command.ts'
import { ruleBook } from '../../src/activity/validation/rule-settings/rule-book.view.ts'
import type { RuleBook } from '../../src/activity/validation/rule-settings/rules-in-force.ts'
import { accounts } from '../support/people.ts'
import { useWorkbench } from '../support/workbench.ts'

const workbench = useWorkbench()
const quiet: Job = { runId: 0, report: () => undefined, signal: new AbortController().signal }
let months: Month[]

// A commissioner of two thousand lines, whose months were priced together and checked together.
beforeAll(async () => {
  const { ctx, data } = workbench()
  const folder = join(data, 'demonstration')
  const written = await writeDemonstration({ size: 'small', seed: 3, lines: 2_000, folder })
  const { makeAccount } = accounts
  const loaded = await loadDemonstration({ ctx, folder, makeAccount, onlyBills: true }, written, () => undefined)
  expect(loaded).toMatchObject({ ok: true })
  months = await monthsWithActivity(ctx)
}, 240_000)

/** Every rule is shown all lines around the month, whatever it says that it needs of them. */
const showingAll = (book: RuleBook): RuleBook => ({
  ...book,
  shipped: book.shipped.map(({ around: _around, ...rule }) => rule),
})

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

/** All that can be seen of the findings of each month, but for the numbers that checks and findings are given. */
async function findingsByMonth({ db }: Ctx): Promise<Record<string, string>> {
  const { rows } = await sql<{ month: Month; found: unknown }>`
    SELECT v.month, to_jsonb(v) - 'finding_id' - 'check_run_id' - 'first_raised_at' AS found FROM validation.v_finding AS v
     ORDER BY v.month, v.provider, v.line_id, v.about, v.rule`.execute(db)
  return Object.fromEntries(
    months.map((month) => [month, digest(rows.filter((row) => row.month === month).map(({ found }) => found))]),
  )
}

async function pricesByMonth(ctx: Ctx): Promise<Record<string, string>> {
  const prices: Record<string, string> = {}
  for (const month of months) {
    const counting = new Set((await currentActivity(ctx, month)).files.map(({ lakeFileId }) => lakeFileId))
    const files = (await pricedFiles(ctx, month)).filter(({ lakeFileId }) => counting.has(lakeFileId))
    const kinds = [files.map(({ pricePath }) => pricePath), files.map(({ rollupPath }) => rollupPath)]
    const rows = kinds.map((paths) => ctx.lake.read(`SELECT * FROM ${lakeFiles(ctx.lake, paths)} ORDER BY ALL`))
    prices[month] = digest([await Promise.all(rows), files.map(({ lines, pricePence }) => [lines, pricePence])])
  }
  return prices
}

describe('the months of a commissioner, priced and checked together', () => {
  test('have the prices and roll-ups that each has alone', async () => {
    const { ctx } = workbench()
    const together = await pricesByMonth(ctx)
    for (const month of months) expect(await priceMonth(ctx, { month })).toMatchObject({ ok: true })
    expect(await pricesByMonth(ctx)).toEqual(together)
  }, 240_000)

  test('have the findings that each has alone, when every rule is shown every line around it', async () => {
    const { ctx } = workbench()
    const together = await findingsByMonth(ctx)
    expect(new Set(Object.values(together)).size).toBe(months.length)
    for (const month of months) {
      const alone = await checkMonthsUnder(ctx, [month], quiet, showingAll(await ruleBook(ctx)))
      expect(alone).toMatchObject({ ok: true, value: [{ month, made: 0, changed: 0, gone: 0 }] })
    }
    expect(await findingsByMonth(ctx)).toEqual(together)
  }, 240_000)

  test('have them again when all are checked again', async () => {
    const again = await checkMonthsUnder(workbench().ctx, months, quiet)
    expect(again).toMatchObject({ ok: true, value: months.map((month) => ({ month, made: 0, changed: 0, gone: 0 })) })
  }, 240_000)
})
