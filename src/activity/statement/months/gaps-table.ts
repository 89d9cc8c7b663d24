import { type Month, type Table, formatMonth } from '#shared'
import type { Gap } from './gaps.ts'

type GapKey = 'what' | 'detail' | 'worth_pence'

/** What is missing or late, worst first, as a table that can be taken to a meeting. */
export const gapsTable = (month: Month, gaps: readonly Gap[]): Table<GapKey> => ({
  name: 'gaps',
  // Its sentences tell exact counts and sums.
  published: 'never',
  caption: `Missing, late or unknown in ${formatMonth(month)}`,
  columns: [
    { key: 'what', label: 'What', kind: 'text' },
    { key: 'detail', label: 'Detail', kind: 'text' },
    { key: 'worth_pence', label: 'Worth', kind: 'pence' },
  ],
  rows: gaps.map((gap) => ({
    what: gap.title,
    detail: gap.words,
    worth_pence: gap.worthPence,
    ...(gap.href ? { links: { what: gap.href } } : {}),
  })),
})
