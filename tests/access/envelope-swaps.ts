import { type Ids, type Swap, read, sent } from './swap.ts'

const elsewhere: Ids['theirs'] = ['Z99001', 'Q99002']
const absent = 'X99999'

/** A practice of the other commissioner, for the commissioner’s people; any other practice, for a practice. */
const practices: readonly Ids[] = [
  { askers: ['finance-lead', 'commissioner-analyst', 'auditor'], theirs: elsewhere, absent },
  { askers: ['practice-user', 'gp-lead'], theirs: ['A99002', 'B99001', ...elsewhere], absent },
  { askers: ['group-manager'], theirs: ['B99001', ...elsewhere], absent },
]

const shares = '/budgets/2008-09/fair-shares'

export const envelopeSwaps: readonly Swap[] = practices.flatMap((ids) => [
  read('/budgets/:year/fair-shares/practice/:practice', (id) => `${shares}/practice/${id}`, ids),
  read('/budgets/:year/fair-shares/practice/:practice/:line', (id) => `${shares}/practice/${id}/planned`, ids),
  ...(ids.askers.includes('finance-lead')
    ? [
        sent(
          '/budgets/:year/atypical',
          () => '/budgets/2010-11/atypical',
          (id) => ({ practice: id, treatment: 'left-out', reason: 'Agreed.' }),
          { ...ids, askers: ['finance-lead'] },
        ),
      ]
    : []),
])

const aYear = 'a year of the calendar'

/** Addresses of budgets whose identifier is of no practice: a year, or a service line of the published list. */
export const budgetYears: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '/budgets/:year/envelope',
    '/budgets/:year/inputs',
    '/budgets/:year/top-slices',
    '/budgets/:year/fair-shares',
    '/budgets/:year/fair-shares/line/:line',
    '/budgets/:year/fair-shares/later-lists',
    '/budgets/:year/atypical',
    '/api/v1/budgets/:year/envelope',
    '/api/v1/budgets/:year/top-slices',
    '/api/v1/budgets/:year/lists',
    '/api/v1/budgets/:year/age-weights',
    '/api/v1/budgets/:year/fair-shares',
    '/api/v1/budgets/:year/fair-share-lines',
    '/api/v1/budgets/:year/fair-share-groups',
  ].map((path) => [path, aYear]),
)
