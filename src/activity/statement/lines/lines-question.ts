import type { Month } from '#shared'
import type { Filters } from '../shape/dimension.ts'
import { textLiteral } from '../shape/lake-text.ts'

/** Orders of a list of lines; `difference` (most billed above our price first) is how a list starts. */
export const lineOrders = ['difference', 'under-billed', 'billed', 'date', 'line'] as const
export type LineOrder = (typeof lineOrders)[number]

export interface LinesQuestion extends Filters {
  readonly month: Month
  /** One price basis, or `unpriced` for every line that has no price, whatever the reason. */
  readonly basis?: string
  /** Part of a line's id, or the start of its HRG. */
  readonly search?: string
  readonly order?: LineOrder
}

export const orderWords: Readonly<Record<LineOrder, string>> = {
  difference: 'Billed most above our price first',
  'under-billed': 'Billed most below our price first',
  billed: 'Dearest first',
  date: 'Earliest first',
  line: 'By provider and line',
}

/** Every order ends in the line's own key, so that two pages never show one line twice; whole numbers sort soonest. */
const ties = 'import_no, line_no'

const orders: Readonly<Record<LineOrder, string>> = {
  difference: `difference_pence DESC NULLS LAST, billed_pence DESC NULLS LAST, ${ties}`,
  'under-billed': `difference_pence ASC NULLS LAST, billed_pence DESC NULLS LAST, ${ties}`,
  billed: `billed_pence DESC NULLS LAST, ${ties}`,
  date: `start_date ASC NULLS LAST, ${ties}`,
  line: `provider, line_id, ${ties}`,
}

export const orderClause = (order: LineOrder = 'difference'): string => `ORDER BY ${orders[order]}`

export const unpriced = 'unpriced'

function basisCondition(basis: string | undefined): string[] {
  if (basis === undefined) return []
  if (basis === unpriced) return ['p.price_pence IS NULL']
  return basis === 'not-priced' ? ['p.price_basis IS NULL'] : [`p.price_basis = ${textLiteral(basis)}`]
}

function searchCondition(search: string | undefined): string[] {
  const wanted = search?.trim().toUpperCase()
  if (!wanted) return []
  const text = textLiteral(wanted)
  return [`(contains(upper(x.line_id), ${text}) OR starts_with(upper(coalesce(x.hrg, '')), ${text}))`]
}

export const lineConditions = (question: LinesQuestion): string[] => [
  ...basisCondition(question.basis),
  ...searchCondition(question.search),
]
