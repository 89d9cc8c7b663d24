import { lineOfPod } from '#budgets/envelope'
import type { Ctx } from '#platform'
import type { Pence } from '#shared'
import { type BaseQuestion, spendBy } from './base.ts'
import { historicBase } from './base.view.ts'

/** What a practice’s activity of some months came to under one line. */
export interface HistoricSpend {
  readonly practice: string
  readonly line: string
  readonly lines: number
  readonly billedPence: Pence
  /** At the prices of the year asked for where they are to be had, else at its own. */
  readonly pricedPence: Pence
}

/** Some months of activity by practice and line, at the prices of a year. Lines of activity that name no practice are left out. */
export async function historicSpend(ctx: Ctx, question: BaseQuestion): Promise<HistoricSpend[]> {
  const { rows } = await historicBase(ctx, question)
  const sums = spendBy(
    rows.filter(({ practice }) => practice !== ''),
    ({ practice, pod }) => `${practice} ${lineOfPod(pod)}`,
  )
  return [...sums].map(([key, { lines, billedPence, yearPence }]) => {
    const [practice = '', line = ''] = key.split(' ')
    return { practice, line, lines, billedPence, pricedPence: yearPence }
  })
}
