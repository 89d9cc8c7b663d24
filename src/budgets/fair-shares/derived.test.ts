import { type Month, addMonths, toMonth } from '#shared'
import { beforeAll, expect, test } from 'vitest'
import { billMonth } from '../../../tests/support/billed-month.ts'
import { budgetCommissioner, budgetYear, takeBudgetFiles, threePractices } from '../../../tests/support/budget-files.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import type { PracticeList } from '#budgets/envelope'
import { fairShares, markAtypical } from './index.ts'
import { commonBands } from './weights/age-costs.view.ts'

const workbench = useWorkbench()
const of = { commissioner: budgetCommissioner, year: budgetYear, need: 'none' } as const

const stay = (lineId: string, practice: string, age: number, sex: string, pence: number) => ({
  lineId,
  practice,
  pod: 'EL',
  billedPence: pence,
  more: { age, sex },
})

async function billYear(): Promise<void> {
  const { ctx } = workbench()
  for (let month: Month = toMonth('2007-04'); month <= '2008-03'; month = addMonths(month, 1))
    await billMonth(ctx, {
      month,
      commissioner: budgetCommissioner,
      lines: [
        stay(`${month}-A`, 'P1', 2, '1', 10_000),
        stay(`${month}-B`, 'P2', 67, '2', 90_000),
        stay(`${month}-C`, 'P3', 66, '1', 40_000),
        ...(month === '2007-06' ? [stay('RARE', 'P1', 3, '2', 700_000)] : []),
        { ...stay(`${month}-X`, 'Z9', 66, '1', 5_000_000) },
      ],
    })
}

beforeAll(async () => {
  await takeBudgetFiles(workbench().ctx, threePractices)
  await billYear()
}, 120_000)

test('costs by age come out of twelve months of priced activity of the own practices, rare events pooled with their neighbours', async () => {
  const shares = await fairShares(workbench().ctx, of)
  if (!shares.ok) throw new Error(shares.message)
  expect(shares.value.months).toEqual({ first: '2007-04', last: '2008-03' })
  const planned = shares.value.lines.find(({ line }) => line === 'planned')!
  expect(planned.weightsFrom).toBe('activity')
  expect(planned.costs).toEqual([
    // Twelve stays of £100 over 600 boys and men, twelve of £400 over 150.
    { sex: '1', ageBand: '0-64', weight: '2.00000000', events: 12 },
    { sex: '1', ageBand: '65+', weight: '32.00000000', events: 12 },
    // One stay of £7,000 is pooled with twelve of £900, over 1,311 girls and women.
    { sex: '2', ageBand: '0-64', weight: '13.57742182', events: 13 },
    { sex: '2', ageBand: '65+', weight: '13.57742182', events: 13 },
  ])
  expect(planned.practices.map(({ practice }) => practice)).toEqual(['P1', 'P2', 'P3'])
})

test('bands are the narrowest into which every list can be put', () => {
  const list = (...bands: string[]): Pick<PracticeList, 'bands'> => ({
    bands: bands.map((ageBand) => ({ sex: '1', ageBand, patients: 1 })),
  })
  expect(commonBands([list('0-4', '5-9', '10-14', '95+'), list('0-9', '10-14')])).toEqual(['0-9', '10-94', '95+'])
})

test('market forces count where they are asked for, and a practice out of the ordinary gets what it cost before', async () => {
  const { ctx } = workbench()
  const forces = await fairShares(ctx, { ...of, mff: true })
  expect(forces).toMatchObject({ ok: true, value: { withMff: true } })
  await markAtypical(ctx, { ...of, practice: 'P3', treatment: 'as-before', reason: 'A nursing home' })
  const shares = await fairShares(ctx, of)
  if (!shares.ok) throw new Error(shares.message)
  const planned = shares.value.lines.find(({ line }) => line === 'planned')!
  // Twelve stays of £400.
  expect(planned).toMatchObject({ givenPence: 480_000 })
  expect(planned.practices.find(({ practice }) => practice === 'P3')).toMatchObject({
    isGiven: true,
    sharePence: 480_000,
  })
  expect(planned.practices.reduce((sum, { sharePence }) => sum + sharePence, 0)).toBe(10_000_001)
})
