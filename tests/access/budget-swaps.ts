import { changedBy, issuedBy } from './budget-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'
const theirs = [String(issuedBy['C02'])]
const own = `/budgets/${issuedBy['C01']}`

/** The budget of the other commissioner. */
const budgets = (askers: Ids['askers']): Ids => ({ askers, theirs, absent })
const readers = budgets(['finance-lead', 'group-chair', 'practice-user'])
const setters = budgets(['finance-lead'])

/** A practice of the other commissioner, for the commissioner’s people; any other practice, for a practice. */
const practices: readonly Ids[] = [
  { askers: ['finance-lead', 'commissioner-analyst'], theirs: ['Z99001', 'Q99002'], absent: 'X99999' },
  { askers: ['practice-user'], theirs: ['A99002', 'B99001', 'Z99001'], absent: 'X99999' },
  { askers: ['group-manager'], theirs: ['B99001', 'Z99001'], absent: 'X99999' },
]

const change: Ids = { ...setters, theirs: [String(changedBy['C02'])] }

export const budgetSwaps: readonly Swap[] = [
  read('/budgets/:budget', (id) => `/budgets/${id}`, readers),
  read('/budgets/:budget/versions', (id) => `/budgets/${id}/versions`, readers),
  read('/budgets/:budget/changes', (id) => `/budgets/${id}/changes`, readers),
  read('/budgets/:budget/changes/:change', (id) => `${own}/changes/${id}`, change),
  read('/budgets/compare left', (id) => `/budgets/compare?left=${id}&right=1`, readers),
  pulled('/budgets/:budget/amounts', (id) => `/budgets/${id}/amounts`, setters),
  pulled('/budgets/:budget/gains', (id) => `/budgets/${id}/gains`, setters),
  ...practices.flatMap((ids) => [
    read('/budgets/:budget/practices/:practice', (id) => `${own}/practices/${id}`, ids),
    read('/budgets/:budget/practices/:practice/page', (id) => `${own}/practices/${id}/page`, ids),
    read('/budgets/:budget/practices/:practice/page.pdf', (id) => `${own}/practices/${id}/page.pdf`, ids),
    read('/budgets/:budget/practices/:practice/lines/:line', (id) => `${own}/practices/${id}/lines/planned`, ids),
    pulled('/budgets/:budget/practices/:practice/steps', (id) => `${own}/practices/${id}/steps`, ids),
  ]),
  sent(
    '/budgets/:budget/propose',
    (id) => `/budgets/${id}/propose`,
    () => ({}),
    setters,
  ),
  sent(
    '/budgets/:budget/issue',
    (id) => `/budgets/${id}/issue`,
    () => ({ reason: 'Late.' }),
    setters,
  ),
  sent(
    '/budgets/:budget/withdraw',
    (id) => `/budgets/${id}/withdraw`,
    () => ({ why: 'No.' }),
    setters,
  ),
  sent(
    '/budgets/:budget/agree',
    (id) => `/budgets/${id}/agree`,
    () => ({ group: 'GA', event: 'agreed', words: '' }),
    budgets(['group-chair']),
  ),
  sent(
    '/budgets/:budget/changes',
    (id) => `/budgets/${id}/changes`,
    () => ({ kind: 'list-change', effective: '2008-07-01', why: 'Lists.' }),
    setters,
  ),
  sent(
    '/budgets/:budget/changes/:change/approve',
    (id) => `${own}/changes/${id}/approve`,
    () => ({}),
    change,
  ),
  sent(
    '/budgets/:budget/changes/:change/refuse',
    (id) => `${own}/changes/${id}/refuse`,
    () => ({ why: 'No.' }),
    change,
  ),
]
