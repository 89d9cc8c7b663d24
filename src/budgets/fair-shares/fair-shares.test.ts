import { addPence, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { budgetCommissioner, budgetYear, takeBudgetFiles, threePractices } from '../../../tests/support/budget-files.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { type FairShares, fairShares, markAtypical, workOutFairShares } from './index.ts'
import { keptFairShares } from './calculation/kept.view.ts'

const workbench = useWorkbench()
const of = { commissioner: budgetCommissioner, year: budgetYear }

async function must(more: Partial<Parameters<typeof fairShares>[1]> = {}): Promise<FairShares> {
  const shares = await fairShares(workbench().ctx, { ...of, ...more })
  if (!shares.ok) throw new Error(shares.message)
  return shares.value
}
const refusal = async (more: Partial<Parameters<typeof fairShares>[1]> = {}) => {
  const shares = await fairShares(workbench().ctx, { ...of, ...more })
  return shares.ok ? 'none' : `${shares.code}: ${shares.message}`
}
const pence = ({ lines }: FairShares, line: string) =>
  lines.find((each) => each.line === line)!.practices.map(({ sharePence }) => Number(sharePence))

beforeAll(() => takeBudgetFiles(workbench().ctx, threePractices))

describe('fair shares', () => {
  test('of lists alone are by head, and of prescribing by ASTRO-PU; lines that practices do not hold are not shared', async () => {
    const shares = await must()
    expect(shares).toMatchObject({ needFrom: 'none', listsOn: '2008-04-01', months: null })
    expect(shares.lines.map(({ line, weightsFrom }) => [line, weightsFrom])).toEqual([
      ['planned', 'patients'],
      ['prescribing', 'astro-pu'],
    ])
    // 850, 1,100 and 114 of 2,064 patients, of 10,000,001 pence: the odd pennies to the largest remainders.
    expect(pence(shares, 'planned')).toEqual([4_118_217, 5_329_458, 552_326])
    expect(shares.lines[0]!.practices).toMatchObject([{ group: 'G1' }, { group: 'G1' }, { group: 'G2' }])
    expect(addPence(...shares.lines[1]!.practices.map(({ sharePence }) => sharePence))).toBe(5_432_199)
  })

  test('are patients × cost × need over the same for all, to the last digit of what was written', async () => {
    const { ctx } = workbench()
    await takeBudgetFiles(ctx, {
      'need-index.csv': 'practice,index\nP1,1.1\nP2,0.95\nP3,1.2345\n',
      'age-weights.csv':
        'line,sex,age_band,cost_per_head\nplanned,1,0-4,10.25\nplanned,2,0-4,9.5\nplanned,1,65-69,100.125\nplanned,2,65-69,90\n',
    })
    // The slow twin: whole numbers of thousandths of a pound times ten-thousandths of need, doubled.
    const aged = [
      400n * 20_500n + 350n * 19_000n + 100n * 200_250n,
      200n * 20_500n + 900n * 180_000n,
      50n * 200_250n + 61n * 180_000n + 3n * 19_750n,
    ]
    const weights = [aged[0]! * 11_000n, aged[1]! * 9_500n, aged[2]! * 12_345n]
    const total = weights.reduce((a, b) => a + b)
    const shares = await must()
    const planned = shares.lines[0]!
    expect(planned.weightsFrom).toBe('uploaded')
    expect(shares.needFrom).toBe('uploaded')
    for (const [at, { sharePence }] of planned.practices.entries()) {
      const floor = Number((10_000_001n * weights[at]!) / total)
      expect(sharePence - floor === 0 || sharePence - floor === 1).toBe(true)
    }
    const ageMean = planned.practices.reduce((sum, each) => sum + Number(each.ageIndex) * each.patients, 0)
    const needMean = planned.practices.reduce((sum, each) => sum + Number(each.needIndex) * each.patients, 0)
    expect(ageMean / planned.patients).toBeCloseTo(1, 6)
    expect(needMean / planned.patients).toBeCloseTo(1, 6)
  })

  test('take need as asked: a published weighted list weighs alone, deprivation is centred, none is none', async () => {
    const { ctx } = workbench()
    expect(await refusal({ need: 'deprivation' })).toMatch(/no-need: No score of deprivation was taken for 2008\/09/)
    await takeBudgetFiles(ctx, {
      'weighted-lists.csv': 'practice,weighted_patients\nP1,900.5\nP2,1000\nP3,99.5\n',
      'deprivation.csv': 'practice,score\nP1,40\nP2,20\nP3,30\n',
    })
    const weighted = await must({ need: 'weighted-lists' })
    expect(weighted.lines[0]).toMatchObject({ weightsFrom: 'weighted-lists', totalWeight: 20_000n })
    expect(pence(weighted, 'planned')).toEqual([4_502_500, 5_000_001, 497_500])
    const deprived = await must({ need: 'deprivation' })
    expect(Number(deprived.lines[0]!.practices[0]!.needIndex)).toBeGreaterThan(1)
    expect((await must({ need: 'none' })).lines[0]!.practices[0]!.needIndex).toBe('1.000000')
  })

  test('keep to a floor and a ceiling where they are asked for', async () => {
    const shares = await must({ floorPercent: 90, ceilingPercent: 110 })
    const planned = shares.lines[0]!
    for (const { patients, sharePence } of planned.practices) {
      const ofMean = (sharePence * planned.patients) / (planned.amountPence * patients)
      expect(ofMean).toBeGreaterThan(0.899_99)
      expect(ofMean).toBeLessThan(1.100_01)
    }
    expect(await refusal({ floorPercent: 120 })).toMatch(/^limits/)
  })

  test('are refused with whose need, list or band is missing', async () => {
    const { ctx } = workbench()
    await takeBudgetFiles(ctx, { 'need-index.csv': 'practice,index\nP1,1.1\nP2,0.95\n' })
    expect(await refusal()).toMatch(/no-need: “need-index.csv” has no need for P3/)
    expect(await refusal({ need: 'none', listsOn: toPlainDate('2008-03-31') })).toMatch(
      /no-list: P1, P2, P3 have no list/,
    )
    await takeBudgetFiles(ctx, {
      'age-weights.csv': 'line,sex,age_band,cost_per_head\nplanned,1,0-4,1\nplanned,1,65-69,1\nplanned,2,65-69,1\n',
    })
    expect(await refusal({ need: 'none' })).toMatch(
      /not-covered: .*practice P1: There is no cost for women and girls of 0-4/,
    )
    expect(await refusal({ lines: ['imaging'] })).toMatch(/^no-line/)
    expect(await refusal({ need: 'none', mff: true })).toMatch(/^no-activity/)
  })

  test('leave out who is out of the ordinary, with the reason, until it shares like others again', async () => {
    const { ctx } = workbench()
    const mark = { ...of, practice: 'P2', treatment: 'left-out', reason: 'A practice for students only' } as const
    expect(await markAtypical(ctx, { ...mark, practice: 'P9' })).toMatchObject({ code: 'no-practice' })
    expect(await markAtypical(ctx, { ...mark, reason: ' ' })).toMatchObject({ code: 'no-reason' })
    expect(await markAtypical(ctx, mark)).toMatchObject({ ok: true })
    const shares = await must({ need: 'none', lines: ['prescribing'] })
    expect(shares.lines[0]!.practices.map(({ practice }) => practice)).toEqual(['P1', 'P3'])
    await markAtypical(ctx, { ...mark, treatment: 'as-others' })
    expect((await must({ need: 'none', lines: ['prescribing'] })).lines[0]!.practices).toHaveLength(3)
  })

  test('are kept as they were worked out, whatever comes later', async () => {
    const { ctx } = workbench()
    const made = await workOutFairShares(ctx, { ...of, need: 'none', lines: ['prescribing'] })
    expect(made.ok).toBe(true)
    const before = await keptFairShares(ctx.db, of)
    expect(before).toMatchObject({ needFrom: 'none', lines: [{ line: 'prescribing', weightsFrom: 'astro-pu' }] })
    expect(before!.lines[0]!.practices).toEqual(made.ok && made.value.shares.lines[0]!.practices)
    await takeBudgetFiles(ctx, { 'envelope.csv': 'line,amount,scope\nplanned,1,in\n' })
    expect(await keptFairShares(ctx.db, of)).toEqual(before)
  })
})
