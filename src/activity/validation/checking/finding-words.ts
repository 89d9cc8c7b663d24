import { stripRestrictedCodes } from '#platform'
import { type PlainDate, findPlainDate, formatDate, formatPence, shortDecimal, toPence } from '#shared'
import { lineColumns } from '../rules/line-columns.ts'
import { otherWordColumns, placePattern, wordColumns } from '../rules/word-columns.ts'

export interface Spoken {
  /** Cells of the line, by column. */
  readonly line: Readonly<Record<string, unknown>>
  /** Of the other line, where there is one. */
  readonly other?: Readonly<Record<string, unknown>>
  readonly detail: string | null
}

/** A cell as people read it: pounds, a day in words, a number without needless noughts. */
function said(column: string, cell: unknown): string {
  if (cell === null || cell === undefined || cell === '') return 'not given'
  if (column === 'procedures')
    return stripRestrictedCodes('procedures', String(cell).split('|')).join(', ') || 'not given'
  if (column.endsWith('_pence') && typeof cell === 'number') return formatPence(toPence(cell))
  const type = lineColumns[column] ?? ''
  if (type.startsWith('DECIMAL'))
    return column === 'unit_price' ? `£${shortDecimal(String(cell))}` : shortDecimal(String(cell))
  const day = type === 'DATE' ? findPlainDate(String(cell)) : undefined
  if (day) return formatDate(day satisfies PlainDate)
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return String(cell)
}

function filling(place: string, { line, other, detail }: Spoken): string {
  if (place === 'detail') return detail ?? ''
  const isOther = place.startsWith('other.')
  const column = isOther ? place.slice('other.'.length) : place
  if (!isOther && (column === 'value_pence' || column === 'about')) return said(column, line[column])
  if (!(isOther ? otherWordColumns : wordColumns).includes(column)) return '…'
  return said(column, isOther ? other?.[column] : line[column])
}

/** The words of a finding from its rule's template. A column that tells who a patient is gives nothing, whatever the template says. */
export const findingWords = (says: string, spoken: Spoken): string =>
  says
    .replaceAll(placePattern, (_, place: string) => filling(place, spoken))
    .replaceAll(/\s+/g, ' ')
    .trim()
