import { lineTitle } from '#budgets/envelope'
import { type Table, dayInLondon } from '#shared'
import { type Change, changeState, endOf, kindWords, preparedOf } from '../changing/change.ts'
import { changeAddress } from './addresses.ts'

export const changeStateWords = {
  prepared: 'Waits for approval',
  approved: 'Approved',
  refused: 'Refused',
  lapsed: 'Lapsed: another version came first',
} as const

export const changesTable = (changes: readonly Change[], latest: number): Table => ({
  name: 'changes',
  caption: 'Changes, the latest first',
  columns: [
    { key: 'change', label: 'Change', kind: 'code' },
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'why', label: 'Why', kind: 'text' },
    { key: 'from', label: 'Holds from', kind: 'date' },
    { key: 'prepared_by', label: 'Prepared by', kind: 'text' },
    { key: 'prepared', label: 'On', kind: 'date' },
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'ended_by', label: 'Decided by', kind: 'text' },
    { key: 'control_change_pence', label: 'Change of the control total', kind: 'pence', counts: 'open' },
  ],
  rows: changes.map((change) => ({
    change: String(change.changeNo),
    what: kindWords[change.kind],
    why: change.words,
    from: change.effectiveFrom,
    prepared_by: preparedOf(change).actor,
    prepared: dayInLondon(preparedOf(change).at),
    state: changeStateWords[changeState(change, latest)],
    ended_by: endOf(change)?.actor ?? null,
    control_change_pence: change.controlChangePence,
    links: {
      change: changeAddress(change.budgetNo, change.changeNo),
      what: changeAddress(change.budgetNo, change.changeNo),
    },
  })),
})

/** What a change moves, as far as the asker sees the practices. It is money by decision: nothing of it rests on few lines of activity. */
export const movesTable = (change: Change, nameOf: (code: string) => string): Table => ({
  name: 'moves',
  caption: 'What it moves',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'line', label: 'Line', kind: 'text' },
    { key: 'moved_pence', label: 'Added or taken', kind: 'pence', counts: 'open' },
  ],
  rows: change.moves.map(({ practice, line, pence }) => ({
    practice,
    name: nameOf(practice),
    line: lineTitle(line),
    moved_pence: pence,
  })),
})
