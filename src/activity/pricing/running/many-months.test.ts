import { currentActivity, importActivity } from '#activity/import'
import { lakeFiles } from '#lake'
import { type Month, toFinancialYear, toMonth } from '#shared'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { loadTariff } from '../loading/load-tariff.command.ts'
import { pricedFiles } from '../stores/priced-files.view.ts'
import { batchesOf } from './months-to-price.ts'
import { priceMonth, priceMonths } from './price-months.command.ts'

const workbench = useWorkbench()
const [october, november] = [toMonth('2007-10'), toMonth('2007-11')]
const header = 'line_id,provider,practice,pod,spell_id,start_date,end_date,hrg,units,price,month,snapshot'
let folder: string

async function given(month: Month, rows: readonly string[], snapshot = 'freeze'): Promise<void> {
  const path = join(folder, `${month}-${snapshot}-${rows.length}.csv`)
  await writeFile(path, [header, ...rows.map((row) => `${row},${month},${snapshot}`), ''].join('\n'))
  const taken = await importActivity(workbench().ctx, { files: [{ path }] })
  if (!taken.ok) throw new Error(taken.message)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'many-months-'))
  const tariff = join(folder, 'tariff')
  await mkdir(tariff)
  await writeFile(
    join(tariff, 'tariff-apc.csv'),
    'hrg,combined,elective_trim_days,non_elective,non_elective_trim_days,per_day,short_stay_applies,short_stay_percent\n' +
      'AA22C,1000,5,2406,23,219,N,\n',
  )
  await writeFile(join(tariff, 'mff.csv'), 'provider,mff\nRAL,1.0634\n')
  const { ctx } = workbench()
  await loadTariff(ctx, { source: tariff, year: toFinancialYear('2007/08') })
  // Flex of two providers, then the freeze of one: some of October's lines are replaced, November's all count.
  await given(
    october,
    ['A1,RAL,E84001,EL,S1,2007-10-01,2007-10-31,AA22C,1,100', 'A2,RBB,E84002,EL,S2,2007-10-01,2007-10-04,AA22C,1,90'],
    'flex',
  )
  await given(october, ['A1,RAL,E84001,EL,S1,2007-10-01,2007-10-31,AA22C,1,101'])
  await given(november, [
    'B1,RAL,E84001,ELXBD,S1,2007-11-01,2007-11-08,AA22C,7,50',
    'B2,RAL,E84001,EL,S3,2007-11-01,2007-11-20,AA22C,1,60',
  ])
})
afterAll(() => rm(folder, { recursive: true }))

/** The prices of a month as its newest files hold them. */
async function pricesOf(month: Month): Promise<unknown[]> {
  const { ctx } = workbench()
  const counting = new Set((await currentActivity(ctx, month)).files.map(({ lakeFileId }) => lakeFileId))
  const latest = (await pricedFiles(ctx, month)).filter(({ lakeFileId }) => counting.has(lakeFileId))
  const paths = latest.map(({ pricePath }) => pricePath)
  return ctx.lake.read(`SELECT * FROM ${lakeFiles(ctx.lake, paths)} ORDER BY import_no, line_no`)
}

describe('many months priced together', () => {
  test('have the very prices and sums that each has alone', async () => {
    const { ctx } = workbench()
    const alone = [await priceMonth(ctx, { month: october }), await priceMonth(ctx, { month: november })]
    const before = [await pricesOf(october), await pricesOf(november)]
    const together = await priceMonths(ctx, { months: [november, october] })
    expect(together.ok && together.value.map(({ seconds: _seconds, ...one }) => one)).toEqual(
      alone.map((one) => one.ok && (({ seconds: _seconds, ...rest }) => rest)(one.value)),
    )
    expect([await pricesOf(october), await pricesOf(november)]).toEqual(before)
    expect(before.map((rows) => rows.length)).toEqual([2, 2])
  })

  test('do not lend each other their excess bed days: a day line of November leaves October’s stay its own', async () => {
    const rows = (await pricesOf(october)) as { price_basis: string; excess_days: number; price_pence: number }[]
    // 30 nights, trim point 5: (1,000 + 25 × 219) × 1.0634 = 6,885.515, half up.
    expect(rows).toContainEqual(expect.objectContaining({ excess_days: 25, price_pence: 688552 }))
  })

  test('are refused together, and none priced, when one has no lines', async () => {
    const { ctx } = workbench()
    const runs = (await pricedFiles(ctx, october)).map(({ priceRunId }) => priceRunId)
    const refused = await priceMonths(ctx, { months: [october, toMonth('2009-01')] })
    expect(refused).toMatchObject({ ok: false, code: 'no-activity' })
    expect((await pricedFiles(ctx, october)).map(({ priceRunId }) => priceRunId)).toEqual(runs)
  })

  test('go in passes of 600,000 lines; a larger month goes alone', () => {
    const monthOf = (lines: number) => ({
      month: october,
      current: { files: [{ lines }], counted: [], whole: true },
    })
    const sizes = (lines: number[]) =>
      batchesOf(lines.map(monthOf) as unknown as Parameters<typeof batchesOf>[0]).map((batch) => batch.length)
    expect(sizes([200_000, 200_000, 200_000, 1])).toEqual([3, 1])
    expect(sizes([900_000, 100_000, 500_000])).toEqual([1, 2])
    expect(sizes([])).toEqual([])
  })
})
