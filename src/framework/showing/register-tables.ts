import { type Column, type Table, dayInLondon } from '#shared'
import { entryCells } from '../registers/read-entry.ts'
import { type RegisterEntry, type RegisterName, registerKind } from '../registers/register.ts'
import type { Names } from './names.view.ts'

const labels: Readonly<Record<string, string>> = {
  practice: 'Practice',
  scheme: 'Scheme',
  from: 'From',
  to: 'To',
  date: 'Day',
  points: 'Points',
  set: 'Set',
  indicator: 'Indicator',
  result: 'Result',
  action: 'Action',
  together: 'Together',
}

const columnOf = (key: string): Column => {
  if (key === 'from' || key === 'to' || key === 'date') return { key, label: labels[key]!, kind: 'date' }
  if (key === 'points') return { key, label: labels[key]!, kind: 'count', counts: 'open' }
  return { key, label: labels[key]!, kind: key === 'practice' ? 'code' : 'text' }
}

/** A register as it stands. Its own columns come first and are those of its file: what is taken away can be sent again. */
export function registerTable(register: RegisterName, entries: readonly RegisterEntry[], names: Names): Table {
  const { title, columns } = registerKind(register)
  return {
    name: register,
    caption: title,
    columns: [
      ...columns.map(columnOf),
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'by', label: 'Recorded by', kind: 'text' },
      { key: 'recorded', label: 'Recorded', kind: 'date' },
    ],
    rows: entries.map((entry) => {
      const cells = entryCells(entry)
      const own = columns.map((key) => [key, key === 'points' ? entry.points : (cells[key] ?? '') || null])
      return {
        ...Object.fromEntries(own),
        name: names(entry.practice),
        by: entry.actor,
        recorded: dayInLondon(entry.at),
        links: { practice: `/organisations/${encodeURIComponent(entry.practice)}` },
      }
    }),
  }
}
