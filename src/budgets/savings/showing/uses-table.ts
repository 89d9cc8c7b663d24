import { type Table, dayInLondon } from '#shared'
import { purposeTitle, savingsPolicy } from '../policy/savings-policy.view.ts'
import { type Use, dueOn, isOpen, stageOf } from '../use/use.ts'
import { kindWords, stageWords } from '../use/use-words.ts'
import { useAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

/** What was asked for and granted is a decision about money, and counts no activity. */
const money = (key: string, label: string) => ({ key, label, kind: 'pence', counts: 'open' }) as const

/** Uses as they stand, with until when they are to be decided. */
export const usesTable = (uses: readonly Use[], names: Names, name = 'uses', caption = 'Uses of savings'): Table => ({
  name,
  caption,
  columns: [
    { key: 'use', label: 'Use', kind: 'code' },
    { key: 'title', label: 'What for', kind: 'text' },
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'practice_name', label: 'Name', kind: 'text' },
    { key: 'year', label: 'Year', kind: 'text' },
    { key: 'purpose', label: 'Purpose', kind: 'text' },
    { key: 'kind', label: 'How it came', kind: 'text' },
    money('amount_pence', 'Amount'),
    money('drawn_pence', 'Drawn'),
    { key: 'state', label: 'State', kind: 'text' },
    { key: 'proposed', label: 'Proposed', kind: 'date' },
    { key: 'due', label: 'Decide by', kind: 'date' },
    { key: 'reference', label: 'Case', kind: 'text' },
  ],
  rows: uses.map((use) => ({
    use: String(use.useNo),
    title: use.title,
    practice: use.practice,
    practice_name: names.of(use.practice),
    year: use.year,
    purpose: purposeTitle(use.purpose),
    kind: kindWords[use.kind],
    amount_pence: use.amountPence,
    drawn_pence: use.drawnPence,
    state: stageWords[stageOf(use)],
    proposed: dayInLondon(use.at),
    due: isOpen(stageOf(use)) ? dueOn(use, savingsPolicy().decision_days) : null,
    reference: use.caseReference ?? '',
    links: { use: useAddress(use.useNo), title: useAddress(use.useNo) },
  })),
})

const pageKeys = ['title', 'practice_name', 'year', 'amount_pence', 'drawn_pence', 'state', 'due']

/** The same for the eye; a page of one practice leaves its name out. */
export const usesOnPage = (table: Table, without: readonly string[] = []): Table => ({
  ...table,
  columns: pageKeys
    .filter((key) => !without.includes(key))
    .map((key) => table.columns.find((column) => column.key === key)!),
})
