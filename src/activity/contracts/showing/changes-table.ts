import type { Table } from '#shared'
import type { Change } from '../loading/differences.ts'
import type { Fault } from '../loading/fault.ts'
import { kindNamed } from '../loading/kinds.ts'
import type { Taken } from '../loading/take-load.command.ts'
import { plural } from './contract-words.ts'

/** A list longer than this is for a spreadsheet, not for a page; its exports have all of it. */
export const onPage = 200

const cut = (table: Table, most: number): Table =>
  table.rows.length <= most
    ? table
    : {
        ...table,
        rows: table.rows.slice(0, most),
        notes: [`The first ${most} of ${table.rows.length.toLocaleString('en-GB')}: the download has all of them.`],
      }

export function changesTable(changes: readonly Change[], most = Number.POSITIVE_INFINITY): Table {
  const table: Table = {
    name: 'changes',
    caption: 'What would change',
    columns: [
      { key: 'list', label: 'List', kind: 'text' },
      { key: 'thing', label: 'What', kind: 'text' },
      { key: 'change', label: 'Is', kind: 'text' },
      { key: 'was', label: 'Was', kind: 'text' },
      { key: 'becomes', label: 'Becomes', kind: 'text' },
      { key: 'commissioner', label: 'Commissioner', kind: 'code' },
    ],
    rows: changes.map(({ kind, thing, change, was, becomes, commissioner }) => ({
      list: kindNamed(kind).title,
      thing,
      change,
      was: was === '' ? null : was,
      becomes: becomes === '' ? null : becomes,
      commissioner,
    })),
  }
  return cut(table, most)
}

export function faultsTable(faults: readonly Fault[], most = Number.POSITIVE_INFINITY): Table {
  const table: Table = {
    name: 'faults',
    caption: 'What is wrong',
    columns: [
      { key: 'file', label: 'File', kind: 'text' },
      { key: 'row', label: 'Row', kind: 'code' },
      { key: 'column', label: 'Column', kind: 'text' },
      { key: 'value', label: 'Value', kind: 'text' },
      { key: 'problem', label: 'What is wrong', kind: 'text' },
      { key: 'what_to_do', label: 'What to do', kind: 'text' },
    ],
    rows: faults.map(({ row, whatToDo, ...fault }) => ({ ...fault, row: String(row), what_to_do: whatToDo })),
  }
  return cut(table, most)
}

const counted = ({ added, changed, removed }: Omit<Taken, 'kind' | 'file'>): string =>
  [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, word]) => `${count!.toLocaleString('en-GB')} ${word}`)
    .join(', ') || 'nothing different'

/** `Contracts: 2 added. Follow-up caps: 1 changed.` */
export const takenWords = (taken: readonly Taken[]): string =>
  taken.length === 0
    ? 'All of it is in the register already: nothing changed.'
    : taken.map(({ kind, ...counts }) => `${kindNamed(kind).title}: ${counted(counts)}.`).join(' ')

/** How many of each list would be added, changed and removed, in the order in which they would be taken. */
export function changeCounts(changes: readonly Change[]): string[] {
  const count = (kind: Change['kind'], what: Change['change']): number =>
    changes.filter((each) => each.kind === kind && each.change === what).length
  return [...new Set(changes.map(({ kind }) => kind))].map(
    (kind) =>
      `${kindNamed(kind).title}: ` +
      counted({ added: count(kind, 'added'), changed: count(kind, 'changed'), removed: count(kind, 'removed') }),
  )
}

export const faultCount = (faults: readonly Fault[]): string =>
  `${plural(faults.length, 'thing')} ${faults.length === 1 ? 'is' : 'are'} wrong`
