import { formatPence } from '#shared'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn } from './probe.ts'
import { paidIn, whyOf } from './risk-world.ts'
import { places } from './world.ts'

/** Lines of no practice pay nothing in: nobody finds any of it. */
const contribution = (cell: Cell, written: (pence: ReturnType<typeof paidIn>) => string): string =>
  places[relationOf(cell)].practice === null ? 'nothing is paid in' : written(paidIn(relationOf(cell)))

const whose = (cell: Cell): string => places[relationOf(cell)].commissioner

export const riskProbes: readonly Probe[] = [
  probe(
    'contribution to the pool',
    'list',
    'page',
    get('/risk/2007-08'),
    holds((cell) => contribution(cell, formatPence)),
  ),
  probe(
    'contribution to the pool',
    'list',
    'csv',
    get('/risk/2007-08?format=csv&table=contributions'),
    holds((cell) => contribution(cell, String)),
  ),
  pulled('contribution to the pool', 'list', '/risk/2007-08', (cell) => contribution(cell, String)),
  probe(
    'terms of the pool',
    'view',
    'page',
    get('/risk/2007-08/terms'),
    holds((cell) => whyOf[whose(cell)]!),
  ),
  probe(
    'terms of the pool',
    'set',
    'form',
    (walker) =>
      walker.post('/risk/2012-13/terms', {
        payers: '',
        contribution: 'percent',
        percent: '3',
        trigger: 'band',
        pays_percent: '100',
        surplus: 'carried',
        words: 'Once more.',
      }),
    sentOn(/\/risk\/2012-13$/),
  ),
  probe(
    'year of risk',
    'simulate',
    'form',
    (walker) =>
      walker.post('/risk/2007-08/simulations', {
        confidence: '950',
        stop_loss: '25000',
        contribution: '3',
        trigger: '10',
        events: 'patients',
      }),
    sentOn(/\/runs\/\d+$/),
  ),
  probe(
    'cost of patients',
    'add up',
    'form',
    (walker) => walker.post('/risk/2007-08/costs', {}),
    sentOn(/\/runs\/\d+$/),
  ),
  {
    ...probe(
      'claim on the pool',
      'decide',
      'form',
      (walker) => walker.post('/risk/2007-08/claims/A99001/overspend', { event: 'refused', mark: 'x', words: 'No.' }),
      // A bill that others of the walk took in may have made a claim of it since.
      ({ status, text }) =>
        (status === 404 && text.includes('claims nothing of this kind')) ||
        (status === 409 && text.includes('is not the one you looked at any more')),
    ),
    isFrame: true,
  },
  {
    ...probe(
      'pool of a year',
      'pay out',
      'form',
      (walker) => walker.post('/risk/2007-08/claims/pay', { total: '1' }),
      ({ status, text }) => status === 409 && text.includes('is not final'),
    ),
    isFrame: true,
  },
]
