import { stripRestrictedCodes } from '#platform'
import { findPlainDate, formatDate, formatPence, shortDecimal, toPence } from '#shared'
import { lineColumns } from '../rules/line-columns.ts'
import { otherWordColumns, placePattern, wordColumns } from '../rules/word-columns.ts'

export interface Spoken {
  /** Cells of the line, by column. */
  readonly line: Readonly<Record<string, unknown>>
  /** Of the other line, where there is one. */
  readonly other?: Readonly<Record<string, unknown>>
  readonly detail: string | null
}

type Saying = (cell: unknown) => string

/** Ten thousand findings of a month name the same few hundred days. */
const daysSaid = new Map<string, string>()

function dayWords(text: string): string {
  const said = daysSaid.get(text)
  if (said !== undefined) return said
  const day = findPlainDate(text)
  const words = day ? formatDate(day) : text
  if (day) daysSaid.set(text, words)
  return words
}

const decimalWords: Saying = (cell) => shortDecimal(String(cell))
const plainWords: Saying = (cell) => (typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell))

/** How a cell of a column is read by people: pounds, a day in words, a number without needless noughts. */
function sayingOf(column: string): Saying {
  const type = lineColumns[column] ?? ''
  if (column === 'procedures')
    return (cell) => stripRestrictedCodes('procedures', String(cell).split('|')).join(', ') || 'not given'
  if (column === 'unit_price') return (cell) => `£${decimalWords(cell)}`
  if (type.startsWith('DECIMAL')) return decimalWords
  if (type === 'DATE') return (cell) => dayWords(String(cell))
  if (column.endsWith('_pence'))
    return (cell) => (typeof cell === 'number' ? formatPence(toPence(cell)) : plainWords(cell))
  return plainWords
}

const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || cell === ''

type Filling = (spoken: Spoken) => string

function fillingOf(place: string): Filling {
  if (place === 'detail') return ({ detail }) => detail ?? ''
  const isOther = place.startsWith('other.')
  const column = isOther ? place.slice('other.'.length) : place
  const isSum = !isOther && (column === 'value_pence' || column === 'about')
  if (!isSum && !(isOther ? otherWordColumns : wordColumns).includes(column)) return () => '…'
  const say = sayingOf(column)
  return ({ line, other }) => {
    const cell = (isOther ? other : line)?.[column]
    return isEmpty(cell) ? 'not given' : say(cell)
  }
}

/** A template taken apart once: what stands between its places, and what fills them. */
interface Template {
  readonly texts: readonly string[]
  readonly fillings: readonly Filling[]
}

const templates = new Map<string, Template>()

function templateOf(says: string): Template {
  const known = templates.get(says)
  if (known) return known
  const pieces = says.split(placePattern)
  const made = {
    texts: pieces.filter((_, at) => at % 2 === 0),
    fillings: pieces.filter((_, at) => at % 2 === 1).map(fillingOf),
  }
  templates.set(says, made)
  return made
}

/** The words of a finding from its rule's template. A column that tells who a patient is gives nothing, whatever the template says. */
export function findingWords(says: string, spoken: Spoken): string {
  const { texts, fillings } = templateOf(says)
  return fillings
    .reduce((words, fill, at) => words + fill(spoken) + texts[at + 1]!, texts[0]!)
    .replaceAll(/\s+/g, ' ')
    .trim()
}
