import type { Sheet } from '#platform'
import { type PlainDate, findPlainDate } from '#shared'

/** A row of the file: which part of the area, when, what was agreed. */
export interface WorkshopRow {
  readonly row: number
  readonly about: string
  readonly on: PlainDate
  readonly outcomes: readonly string[]
}

export interface WorkshopReject {
  readonly row: number
  readonly column: string
  readonly words: string
}

export interface ReadWorkshops {
  readonly rows: readonly WorkshopRow[]
  readonly rejects: readonly WorkshopReject[]
}

/** The exchange format calls the part of the area by a word of its era; a file of another may say `group`. */
const columns = {
  about: ['cluster', 'group', 'about'],
  on: ['date'],
  outcomes: ['agreed_outcomes', 'outcomes'],
} as const

const find = (head: readonly string[], names: readonly string[]): number =>
  head.findIndex((name) => names.includes(name.trim().toLowerCase().replaceAll(' ', '_')))

/** Whether it has the columns, and which are missing by name. */
export function missingColumns(head: readonly string[]): string[] {
  return [columns.about, columns.on].filter((names) => find(head, names) < 0).map(([name]) => name)
}

/** `23/06/2005` is a day too, as people write it. */
const dayOf = (text: string): PlainDate | undefined => {
  const written = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  return findPlainDate(written ? `${written[3]}-${written[2]!.padStart(2, '0')}-${written[1]!.padStart(2, '0')}` : text)
}

/** Rows as they can be taken, and what is wrong with the others, by row and column. A row without anything is passed over. */
export function readWorkshops({ rows }: Pick<Sheet, 'rows'>): ReadWorkshops {
  const [head, ...rest] = rows
  const at = {
    about: find(head?.cells ?? [], columns.about),
    on: find(head?.cells ?? [], columns.on),
    outcomes: find(head?.cells ?? [], columns.outcomes),
  }
  const taken: WorkshopRow[] = []
  const rejects: WorkshopReject[] = []
  for (const { cells, number: row } of rest) {
    const cell = (column: keyof typeof at): string => (cells[at[column]] ?? '').trim()
    if (cells.every((text) => text.trim() === '')) continue
    const [about, on] = [cell('about'), dayOf(cell('on'))]
    if (about === '')
      rejects.push({ row, column: 'cluster', words: 'says nothing: name the part of the area it was for' })
    if (!on)
      rejects.push({ row, column: 'date', words: `“${cell('on').slice(0, 40)}” is no day: write it like 2005-06-15` })
    if (about === '' || !on) continue
    const outcomes = cell('outcomes')
      .split(';')
      .map((words) => words.trim())
      .filter(Boolean)
    taken.push({ row, about, on, outcomes })
  }
  return { rows: taken, rejects }
}
