import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'
import { savingsYear, titleOf, usesOf } from './savings-world.ts'
import { places } from './world.ts'

const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'V81999'
const groupOf = (cell: Cell): string => places[relationOf(cell)].group ?? 'G0'
const commissionerOf = (cell: Cell): string => places[relationOf(cell)].commissioner
const usePath = (cell: Cell): string => `/savings/uses/${usesOf[relationOf(cell)]}`
const path = '2007-08'

/** What is refused only to whoever may do it: the form is understood, and lacks its words. */
const lacks =
  (words: string): Probe['shows'] =>
  ({ status, text }) =>
    status === 422 && text.includes(words)

const frame = (one: Probe): Probe => ({ ...one, isFrame: true })

const why = 'Say in a few words why'

export const savingsProbes: readonly Probe[] = [
  probe(
    'savings of a practice',
    'list',
    'page',
    get(`/savings?year=${path}`),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  probe(
    'savings of a practice',
    'list',
    'csv',
    get(`/savings?year=${path}&format=csv&table=savings`),
    holds((cell) => practiceOf(cell)),
  ),
  pulled('savings of a practice', 'list', `/savings?year=${path}`, (cell) => practiceOf(cell)),
  probe(
    'savings of a practice',
    'view',
    'page',
    get((cell) => `/savings/accounts/${practiceOf(cell)}/${path}`),
    holds('Of what it is made'),
  ),
  frame(
    probe(
      'account of savings',
      'view',
      'page',
      get((cell) => `/savings/accounts/${practiceOf(cell)}`),
      holds('Account of savings'),
    ),
  ),
  frame(
    probe(
      'accounts of a group',
      'view',
      'page',
      get((cell) => `/savings/groups/${groupOf(cell)}`),
      holds('Accounts of savings'),
    ),
  ),
  pulled(
    'accounts of a group',
    'view',
    (cell) => `/savings/groups/${groupOf(cell)}`,
    (cell) => practiceOf(cell),
  ),
  probe(
    'use of savings',
    'list',
    'page',
    get('/savings/uses'),
    holds((cell) => titleOf(relationOf(cell))),
  ),
  pulled('use of savings', 'list', '/savings/uses', (cell) => titleOf(relationOf(cell))),
  probe(
    'use of savings',
    'view',
    'page',
    get(usePath),
    holds((cell) => titleOf(relationOf(cell))),
  ),
  frame(
    probe(
      'use of savings',
      'propose',
      'form',
      (walker, cell) =>
        walker.post('/savings/uses/new', {
          practice: practiceOf(cell),
          year: savingsYear,
          purpose: 'bonus',
          title: 'A try',
          words: 'Tried.',
          pounds: '1',
        }),
      lacks('Say what it is for'),
    ),
  ),
  frame(
    probe(
      'use of savings',
      'agree',
      'form',
      (walker, cell) => walker.post(`${usePath(cell)}/agree`, { body: 'group', decision: 'refused', words: '' }),
      lacks(why),
    ),
  ),
  frame(
    probe(
      'use of savings',
      'approve',
      'form',
      (walker, cell) => walker.post(`${usePath(cell)}/approve`, { body: 'board', decision: 'refused', words: '' }),
      lacks(why),
    ),
  ),
  frame(
    probe(
      'use of savings',
      'draw',
      'form',
      (walker, cell) => walker.post(`${usePath(cell)}/draw`, { pounds: '1', words: '' }),
      lacks('Say what is paid'),
    ),
  ),
  frame(
    probe(
      'year of savings',
      'close',
      'form',
      (walker, cell) =>
        walker.post('/savings/close', { commissioner: commissionerOf(cell), year: savingsYear, seen: 'x', words: '' }),
      ({ status }) => status === 422,
    ),
  ),
  probe(
    'ledger of savings',
    'list',
    'page',
    get('/savings/ledger'),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  pulled('ledger of savings', 'list', '/savings/ledger', (cell) => practiceOf(cell)),
  frame(
    probe(
      'correction of savings',
      'ask',
      'form',
      (walker) =>
        walker.post('/savings/ledger/claw-back', { practice: 'A99001', year: savingsYear, pounds: '1', words: '' }),
      lacks(why),
    ),
  ),
  frame(
    probe(
      'correction of savings',
      'post',
      'form',
      (walker) => walker.post('/savings/corrections/987654', { outcome: 'dropped' }),
      ({ status, text }) => status === 404 && text.includes('There is no such request here'),
    ),
  ),
  frame(
    probe(
      'incentive payment',
      'list',
      'page',
      get(`/incentives?year=${path}`),
      holds((cell) => `>${practiceOf(cell)}<`),
    ),
  ),
  frame(
    probe(
      'incentive payment',
      'record',
      'form',
      (walker) =>
        walker.post('/incentives', {
          commissioner: 'C01',
          year: savingsYear,
          practice: 'A99001',
          event: 'plan-taken-back',
          on: '2008-04-01',
          words: '',
        }),
      lacks(why),
    ),
  ),
  frame(probe('management cost', 'view', 'page', get(`/management-cost?year=${path}`), holds('Management cost'))),
  frame(
    probe(
      'management cost',
      'share',
      'form',
      (walker) => walker.post('/management-cost', { commissioner: 'C01', year: savingsYear, equal: '50', words: '' }),
      lacks(why),
    ),
  ),
]
