import {
  approveChange,
  budgetAmounts,
  budgetToSave,
  buildBudget,
  issueBudget,
  listBudgets,
  prepareChange,
  proposeBudget,
  saveBudget,
} from '#budgets/setting'
import type { Ctx } from '#platform'
import { type Pence, type Result, toFinancialYear, toPence, toPlainDate } from '#shared'

/** The issued budgets of the two commissioners, and a change of each that was approved. */
export const issuedBy: Readonly<Record<string, number>> = { C01: 1, C02: 2 }
export const changedBy: Readonly<Record<string, number>> = { C01: 1, C02: 2 }

const year = toFinancialYear('2008/09')
const as = (ctx: Ctx, name: string): Ctx => ({ ...ctx, actor: { name } })

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const firstOf: Readonly<Record<string, string>> = { C01: 'A99001', C02: 'Z99001' }

/** A budget of each commissioner by fair share, issued, and changed once by two people. */
export async function plantBudgets(ctx: Ctx): Promise<void> {
  for (const commissioner of ['C01', 'C02']) {
    const way = { method: 'fair-share', weightMicro: 0, lineWeights: {} } as const
    const built = await must(buildBudget(ctx, { commissioner, year, way }))
    const { budgetNo } = await must(saveBudget(ctx, budgetToSave(built, 'By fair share')))
    await must(proposeBudget(as(ctx, 'A Setter'), budgetNo))
    await must(issueBudget(as(ctx, 'A Setter'), { budgetNo, words: 'In time for the year.' }))
    const practice = firstOf[commissioner]!
    const { changeNo } = await must(
      prepareChange(as(ctx, 'A Setter'), {
        budgetNo,
        effectiveFrom: toPlainDate('2008-07-01'),
        words: 'Prices.',
        spec: {
          kind: 'virement',
          from: { practice, line: 'planned' },
          to: { practice: commissioner === 'C01' ? 'A99002' : 'Q99002', line: 'planned' },
          pence: toPence(101),
        },
      }),
    )
    await must(approveChange(as(ctx, 'An Approver'), { budgetNo, changeNo }))
  }
}

/** What was issued, read back: whoever walks may have found the world filled by somebody else. */
export interface IssuedBudgets {
  /** What each practice has of its last line: no two alike. */
  readonly ofPractice: ReadonlyMap<string, Pence>
  readonly controlTotals: ReadonlyMap<string, Pence>
}

export async function readBudgets(ctx: Ctx): Promise<IssuedBudgets> {
  const heads = await listBudgets(ctx)
  const numbers = Object.values(issuedBy)
  const amounts = await Promise.all(numbers.map((budgetNo) => budgetAmounts(ctx, budgetNo, 2)))
  const issued = heads.filter(({ budgetNo }) => numbers.includes(budgetNo))
  return {
    ofPractice: new Map(amounts.flat().map(({ practice, pence }) => [practice, pence])),
    controlTotals: new Map(
      issued.map(({ commissioner, versions }) => [commissioner, versions.at(-1)!.controlTotalPence]),
    ),
  }
}
