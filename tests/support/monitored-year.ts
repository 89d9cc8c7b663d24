import { issueBudget, proposeBudget, saveBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Month,
  addMonths,
  monthsThrough,
  toFinancialYear,
  toMonth,
  toPence,
  toPlainDate,
} from '#shared'
import { type BilledLine, billMonth } from './billed-month.ts'
import { addOrganisations } from './people.ts'

export const monitoredYear: FinancialYear = toFinancialYear('2007/08')
export const monitoredCommissioner = '5ZZ'

/** What the three practices of `addOrganisations` have for each line of 2007/08, in pence; no group stands for practices in none. */
export const yearAmounts = [
  { practice: 'P99001', group: 'ZG1', line: 'planned', pence: 1_200_001 },
  { practice: 'P99001', group: 'ZG1', line: 'emergency', pence: 600_000 },
  { practice: 'P99001', group: 'ZG1', line: 'mental-health', pence: 120_000 },
  { practice: 'P99002', group: 'ZG2', line: 'planned', pence: 800_000 },
  { practice: 'P99002', group: 'ZG2', line: 'emergency', pence: 400_000 },
  { practice: 'P99003', group: null, line: 'planned', pence: 300_000 },
] as const

const line = (month: Month, at: number, practice: string | null, pod: string, pence: number): BilledLine => ({
  lineId: `${month}-${at}`,
  practice,
  pod,
  hrg: pod === 'EL' ? 'E01' : 'E02',
  provider: pod === 'NEL' ? 'ZA2' : 'ZA1',
  billedPence: pence,
})

/** A month of a year before: what is planned is dearest in March, and emergencies in January. */
export const monthOfLines = (month: Month): BilledLine[] => {
  const season = month.endsWith('-03') ? 2 : 1
  const winter = month.endsWith('-01') ? 2 : 1
  return [
    ...Array.from({ length: 2 * season }, (_, at) => line(month, at, 'P99001', 'EL', 50_000)),
    ...Array.from({ length: winter }, (_, at) => line(month, 10 + at, 'P99001', 'NEL', 45_000)),
    line(month, 20, 'P99002', 'EL', 60_000),
    line(month, 21, 'P99002', 'NEL', 30_000),
    line(month, 22, 'P99003', 'EL', 25_000),
  ]
}

/** Issues a budget with these amounts, as they are, whatever a method would have made of them. */
export async function issueAmounts(ctx: Ctx, year: FinancialYear = monitoredYear): Promise<number> {
  const amounts = yearAmounts.map((amount) => ({
    ...amount,
    pence: toPence(amount.pence),
    historicPence: toPence(amount.pence),
    fairSharePence: toPence(amount.pence + 1000),
    historyOfMoneyPence: toPence(amount.pence),
    fairOfMoneyPence: toPence(amount.pence + 1000),
    patients: 5000,
    baseLines: 30,
    ageIndex: 1,
    needIndex: 1,
    mffIndex: 1,
  }))
  const total = toPence(amounts.reduce((sum, { pence }) => sum + pence, 0))
  const saved = await saveBudget(ctx, {
    commissioner: monitoredCommissioner,
    year,
    from: toPlainDate(`${year.slice(0, 4)}-04-01`),
    name: 'The year watched',
    method: 'historic',
    parameters: {},
    envelopeLoadNo: 1,
    controlTotalPence: total,
    amounts,
    steps: [],
  })
  if (!saved.ok) throw new Error(saved.message)
  const { budgetNo } = saved.value
  for (const done of [await proposeBudget(ctx, budgetNo), await issueBudget(ctx, { budgetNo, words: 'For a test' })])
    if (!done.ok) throw new Error(done.message)
  return budgetNo
}

/** April 2006 to June 2007 billed, June as flex and without the hospital of emergencies; no budget yet. */
export async function fillMonitoredYear(ctx: Ctx): Promise<void> {
  await addOrganisations(ctx)
  const [first, last] = [toMonth('2006-04'), toMonth('2007-05')]
  for (const month of monthsThrough(first, last))
    await billMonth(ctx, { month, commissioner: monitoredCommissioner, lines: monthOfLines(month) })
  const open = addMonths(last, 1)
  await billMonth(ctx, {
    month: open,
    commissioner: monitoredCommissioner,
    snapshot: 'flex',
    lines: [
      ...monthOfLines(open).filter(({ pod }) => pod !== 'NEL'),
      line(open, 30, 'P99001', 'EL', 70_000),
      line(open, 31, null, 'EL', 12_345),
      line(open, 32, 'P99001', 'UNBACC', 99_000),
    ],
  })
}
