import { formatPence, toPence } from '#shared'
import type { Cell } from './matrix.ts'
import { abovePlan } from './monitoring-world.ts'
import { type Probe, get, holds, opens, probe, pulled, relationOf, sentOn } from './probe.ts'
import { places } from './world.ts'

/** Nobody has a budget who is not named. */
const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'NO-PRACTICE'
const pence = (cell: Cell): string => String(abovePlan[relationOf(cell)] ?? 'NO-AMOUNT')
/** The page says “above” or “below” in a word. */
const pounds = (cell: Cell): string => formatPence(toPence(Math.abs(abovePlan[relationOf(cell)] ?? 1)))

const month = '/watch/2007-10'
let serial = 0

export const monitoringProbes: readonly Probe[] = [
  probe(
    'year of a practice',
    'list',
    'page',
    get(month),
    holds((cell) => `${practiceOf(cell)}<`),
  ),
  probe('year of a practice', 'list', 'csv', get(`${month}?format=csv&table=position`), holds(practiceOf)),
  pulled('year of a practice', 'list', month, practiceOf),
  probe('year of a practice', 'view unsuppressed', 'csv', get(`${month}?format=csv&table=position`), holds(pence)),
  pulled('year of a practice', 'view unsuppressed', month, pence),
  probe(
    'statement of a practice',
    'view',
    'page',
    get((cell) => `${month}/practices/${practiceOf(cell)}`),
    holds(pounds),
  ),
  pulled('statement of a practice', 'view', (cell) => `${month}/practices/${practiceOf(cell)}?by=line`, pence),
  { ...probe('forecast of a year', 'view', 'page', get(`${month}/forecast`), opens), isFrame: true },
  { ...probe('phasing of a year', 'view', 'page', get('/phasing/2007-08'), opens), isFrame: true },
  probe(
    'phasing of a year',
    'change',
    'form',
    (walker) =>
      walker.post('/phasing/2007-08', {
        line: 'planned',
        form: 'equal',
        numbers: '',
        words: `As agreed ${(serial += 1)} times.`,
      }),
    sentOn(/\/phasing\/2007-08$/),
  ),
  probe(
    'statements of a month',
    'draw up',
    'form',
    (walker) => walker.post(`${month}/draw-up`, {}),
    sentOn(/\/watch\/2007-10/),
  ),
]
