import { type Pence, formatPence } from '#shared'
import { changedBy, issuedBy } from './budget-world.ts'
import type { Facts } from './facts.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn } from './probe.ts'
import { places } from './world.ts'

const whose = (cell: Cell): string => places[relationOf(cell)].commissioner
const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'V81999'
const path = (cell: Cell): string => `/budgets/${issuedBy[whose(cell)]}`

const budgetOf = (cell: Cell, { budgets }: Facts): Pence | undefined => {
  const { practice } = places[relationOf(cell)]
  return practice === null ? undefined : budgets.ofPractice.get(practice)
}

/** Lines of no practice have no budget: nobody finds any. */
const pence = (cell: Cell, facts: Facts): string => String(budgetOf(cell, facts) ?? 'no budget at all')
const money = (cell: Cell, facts: Facts): string => {
  const budget = budgetOf(cell, facts)
  return budget === undefined ? 'no budget at all' : formatPence(budget)
}

function budgetInCsv(text: string, practice: string): string | undefined {
  const [head = [], ...rows] = text.split(/\r?\n/).map((row) => row.split(','))
  return rows.find((row) => row[head.indexOf('code')] === practice)?.[head.indexOf('budget_pence')]
}

let serial = 0

export const budgetProbes: readonly Probe[] = [
  probe(
    'budget',
    'list',
    'page',
    get('/budgets'),
    holds((cell, { budgets }) => formatPence(budgets.controlTotals.get(whose(cell))!)),
  ),
  pulled('budget', 'list', '/budgets', (cell, { budgets }) => String(budgets.controlTotals.get(whose(cell)))),
  probe(
    'budget',
    'create',
    'form',
    (walker) =>
      walker.post('/budgets/drafts', {
        year: '2010/11',
        name: `Draft ${(serial += 1)}`,
        method: 'fair-share',
        pace: 'none',
      }),
    sentOn(/\/budgets\/\d+$/),
  ),
  probe(
    'budget of a practice',
    'list',
    'csv',
    get((cell) => `${path(cell)}?format=csv&table=practices`),
    // By fair share alone, what is fair is the budget: it rests on lists, which are no secret, and has a column of its own.
    ({ text }, cell, facts) => budgetInCsv(text, practiceOf(cell)) === pence(cell, facts),
  ),
  pulled('budget of a practice', 'list', (cell) => `${path(cell)}/amounts`, pence),
  probe(
    'budget of a practice',
    'list',
    'page',
    get((cell) => `${path(cell)}/practices/${practiceOf(cell)}`),
    holds(money),
  ),
  probe(
    'budget of a practice',
    'list',
    'page',
    get((cell) => `${path(cell)}/practices/${practiceOf(cell)}/page`),
    holds(money),
  ),
  {
    ...probe(
      'budget of a group',
      'agree',
      'form',
      (walker, cell) =>
        walker.post(`${path(cell)}/agree`, { group: places[relationOf(cell)].group ?? '', event: 'agreed', words: '' }),
      ({ status, text }) => status === 422 && text.includes('has issued budget'),
    ),
    isFrame: true,
  },
  probe(
    'change of a budget',
    'create',
    'form',
    (walker) =>
      walker.post(`/budgets/${issuedBy['C01']}/changes`, {
        kind: 'virement',
        effective: '2008-07-01',
        why: `For the ${(serial += 1)} time.`,
        from_practice: 'A99001',
        from_line: 'planned',
        to_practice: 'A99002',
        to_line: 'planned',
        amount: '0.01',
      }),
    sentOn(/\/budgets\/1\/changes\/\d+$/),
  ),
  {
    ...probe(
      'change of a budget',
      'approve',
      'form',
      (walker, cell) => walker.post(`${path(cell)}/changes/${changedBy[whose(cell)]}/approve`, {}),
      ({ status, text }) => status === 422 && text.includes('An Approver has approved change'),
    ),
    isFrame: true,
  },
  probe(
    'adjustment of history',
    'set',
    'form',
    (walker) =>
      walker.post('/budgets/adjustments', {
        year: '2010/11',
        kind: 'growth',
        line: '',
        practice: '',
        percent: '1',
        amount: '',
        why: `Agreed ${(serial += 1)} times.`,
      }),
    sentOn(/\/budgets\/adjustments\?year=2010/),
  ),
]
