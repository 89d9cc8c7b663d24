import type { TopSlice } from '#budgets/envelope'
import { type FinancialYear, financialYearOf, toMonth, toPence } from '#shared'
import { chance } from '../chance.ts'
import type { Money } from '../reference.ts'
import type { World } from '../world/world.ts'
import { csvText } from './csv.ts'

/** The year that budgets are set for: the one of the last month that is billed. */
export const budgetYear = ({ size }: World): FinancialYear => financialYearOf(toMonth(size.last))

const poundsOf = ({ size }: World, perHead: number): number => Math.round((size.patients * perHead) / 100) * 100

/** A year's money by service line, in hundreds of pounds: so much a head. */
export const envelopeFile = (world: World, { lines }: Money): string =>
  csvText(
    'line,amount,scope',
    Object.entries(lines).map(([line, { pounds, scope }]) => [line, poundsOf(world, pounds).toFixed(2), scope]),
  )

/** How much more, or less, each practice's patients need than their age and sex tell. */
export function needIndexFile({ seed, practices }: World, { needSpread }: Money): string {
  const draw = chance(seed + 17)
  return csvText(
    'practice,index',
    practices.map(({ code }) => [code, (1 + needSpread * (2 * draw() - 1)).toFixed(4)]),
  )
}

/** What is held back before anything is shared out. */
export const topSlicesOf = (world: World, { slices }: Money): TopSlice[] =>
  slices.map(({ kind, line, pounds, words }) => ({
    kind,
    line,
    amountPence: toPence(poundsOf(world, pounds) * 100),
    words,
  }))
