import { type Pence, formatPence, toPence } from '#shared'
import type { Cell } from './matrix.ts'
import { paidBy } from './payment-world.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'
import { type Relation, places, planted } from './world.ts'

/** The relations whose practices are in one bill: what a group agrees is of all its practices. */
const inBill: Readonly<Record<Relation, readonly Relation[]>> = {
  own: ['own', 'group'],
  group: ['own', 'group'],
  commissioner: ['commissioner'],
  elsewhere: ['elsewhere'],
  nobody: ['nobody'],
}

/** Beside the planted line each practice has ten plain ones of £800. */
const billed = (relations: readonly Relation[], provider: string): Pence =>
  toPence(
    planted
      .filter((one) => one.provider === provider && relations.includes(one.relation))
      .reduce((sum, { billedPence }) => sum + billedPence + 10 * 80_000, 0),
  )

const billOf = (cell: Cell): Pence => billed(inBill[relationOf(cell)], 'RAA')

const whose = (cell: Cell): 'C01' | 'C02' => (relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')

const paidTo = (cell: Cell, provider: string): Pence =>
  billed(
    (Object.keys(inBill) as Relation[]).filter((relation) => places[relation].commissioner === whose(cell)),
    provider,
  )

const unitPath = (cell: Cell): string => {
  const { group } = places[relationOf(cell)]
  return `/payments/bills/2007-10/RAA/${group === null ? 'none' : `group/${group}`}`
}

const runPath = (cell: Cell): string => `/payments/${paidBy[whose(cell)]}`

let serial = 0

export const paymentProbes: readonly Probe[] = [
  probe(
    'bill of a group',
    'list',
    'page',
    get('/payments/bills/2007-10/RAA'),
    holds((cell) => formatPence(billOf(cell))),
  ),
  probe(
    'bill of a group',
    'list',
    'csv',
    get('/payments/bills/2007-10?format=csv&table=bills'),
    holds((cell) => String(billOf(cell))),
  ),
  pulled('bill of a group', 'list', '/months/2007-10/bills', (cell) => String(billOf(cell))),
  {
    ...probe(
      'bill of a group',
      'agree',
      'form',
      (walker, cell) =>
        walker.post(unitPath(cell), { commissioner: whose(cell), bill: 'another', event: 'agreed', words: '' }),
      ({ status, text }) => status === 422 && text.includes('not the one you looked at any more'),
    ),
    isFrame: true,
  },
  probe(
    'payment run',
    'view',
    'page',
    get(runPath),
    holds((cell) => `Payment run ${paidBy[whose(cell)]}`),
  ),
  pulled('payment run', 'view', '/payments', (cell) => String(paidTo(cell, 'RAA') + paidTo(cell, 'RBB'))),
  {
    ...probe(
      'payment run',
      'approve',
      'form',
      (walker, cell) => walker.post(`${runPath(cell)}/approve`, { total: '1', seen: 'x' }),
      ({ status, text }) => status === 409 && text.includes('An Approver approved run'),
    ),
    isFrame: true,
  },
  probe(
    'ledger',
    'list',
    'page',
    get('/ledger'),
    holds((cell) => formatPence(billOf(cell))),
  ),
  pulled('ledger', 'list', '/ledger', (cell) => String(billOf(cell))),
  probe(
    'remittance',
    'view',
    'csv',
    get((cell) => `${runPath(cell)}/remittances/RAA?format=csv`),
    holds((cell) => String(paidTo(cell, 'RAA'))),
  ),
  probe(
    'limit of approval',
    'set',
    'form',
    (walker) =>
      walker.post('/payment-limits', { pounds: String(50_000_000 + (serial += 1)), person: '', from: '2090-01-01' }),
    ({ status, text }) => status === 303 && text.includes('/payment-limits'),
  ),
]
