import { formatPence } from '#shared'
import { envelopePence, needOfPractice, sharePence, topSlicePence } from './envelope-world.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn, upload } from './probe.ts'
import { places } from './world.ts'

const envelopeOf = (cell: Cell) => envelopePence[places[relationOf(cell)].commissioner]!
const topSliceOf = (cell: Cell) => topSlicePence[places[relationOf(cell)].commissioner]!

/** Lines of no practice have neither need nor a share: nobody finds any. */
const isOfPractice = (cell: Cell): boolean => places[relationOf(cell)].practice !== null

const needOf = (cell: Cell): string => (isOfPractice(cell) ? needOfPractice(relationOf(cell)) : 'no need at all')
const shareOf = (cell: Cell): string =>
  isOfPractice(cell) ? formatPence(sharePence(relationOf(cell))) : 'no share at all'
const pence = (cell: Cell): string => (isOfPractice(cell) ? String(sharePence(relationOf(cell))) : 'no share at all')

const practicePath = (cell: Cell): string =>
  `/budgets/2008-09/fair-shares/practice/${places[relationOf(cell)].practice ?? 'V81999'}`

let serial = 0

export const envelopeProbes: readonly Probe[] = [
  probe(
    'envelope',
    'list',
    'page',
    get('/budgets/2008-09/envelope'),
    holds((cell) => formatPence(envelopeOf(cell))),
  ),
  pulled('envelope', 'list', '/budgets/2008-09/envelope', (cell) => String(envelopeOf(cell))),
  probe(
    'file of a budget',
    'create',
    'form',
    (walker) =>
      walker.post(
        '/budgets/2011-12/inputs',
        upload({ what: 'envelope' }, 'envelope.csv', `line,amount,scope\nplanned,${(serial += 1)},in\n`),
      ),
    sentOn(/\/budgets\/2011-12\/inputs$/),
  ),
  probe(
    'top-slice',
    'list',
    'page',
    get('/budgets/2008-09/top-slices'),
    holds((cell) => formatPence(topSliceOf(cell))),
  ),
  pulled('top-slice', 'list', '/budgets/2008-09/top-slices', (cell) => String(topSliceOf(cell))),
  probe(
    'top-slice',
    'set',
    'form',
    (walker) =>
      walker.post('/budgets/2010-11/top-slices', {
        change: 'add',
        step: 'set',
        kind: 'contingency',
        line: 'every-line',
        pounds: '0.01',
        note: '',
        why: 'Agreed.',
      }),
    sentOn(/\/budgets\/2010-11\/top-slices$/),
  ),
  probe('need of a practice', 'list', 'page', get('/budgets/2008-09/inputs'), holds(needOf)),
  pulled('need of a practice', 'list', '/budgets/2008-09/lists', needOf),
  // By its code: what a group of one practice gets together is that practice's share, and sums of groups are for everybody.
  probe(
    'fair share of a practice',
    'list',
    'page',
    get('/budgets/2008-09/fair-shares'),
    holds((cell) => `>${places[relationOf(cell)].practice ?? 'no practice'}<`),
  ),
  probe('fair share of a practice', 'list', 'page', get('/budgets/2008-09/fair-shares/line/planned'), holds(shareOf)),
  pulled('fair share of a practice', 'list', '/budgets/2008-09/fair-shares', pence),
  probe('fair share of a practice', 'view', 'page', get(practicePath), holds(shareOf)),
  probe(
    'fair share of a practice',
    'view',
    'page',
    get((cell) => `${practicePath(cell)}/planned`),
    holds(shareOf),
  ),
  probe(
    'fair shares',
    'create',
    'form',
    (walker) => walker.post('/budgets/2010-11/fair-shares', { need: 'none' }),
    sentOn(/\/budgets\/2010-11\/fair-shares$/),
  ),
  probe(
    'atypical practice',
    'change',
    'form',
    (walker) =>
      walker.post('/budgets/2010-11/atypical', {
        practice: 'B99001',
        treatment: 'as-others',
        reason: `As agreed ${(serial += 1)} times.`,
      }),
    sentOn(/\/budgets\/2010-11\/atypical$/),
  ),
]
