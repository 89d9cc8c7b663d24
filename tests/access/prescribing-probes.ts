import { formatPence, toPence } from '#shared'
import { epdFile, epdRow } from '../support/prescribing-files.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn, upload } from './probe.ts'
import { prescribingFiles, prescribingName, spentPence } from './prescribing-world.ts'
import { places } from './world.ts'

const whose = (cell: Cell): 'C01' | 'C02' => (relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')

/** Nobody prescribes for a practice that is not named. */
const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'NO-PRACTICE'

const month = '/prescribing/2007-10'
const pence = (cell: Cell): string => String(spentPence(relationOf(cell)))
const pounds = (cell: Cell): string => formatPence(toPence(spentPence(relationOf(cell))))
const named = (cell: Cell): string => prescribingName(whose(cell))

let serial = 0

export const prescribingProbes: readonly Probe[] = [
  probe(
    'prescribing of a practice',
    'list',
    'page',
    get(month),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  probe('prescribing of a practice', 'list', 'csv', get(`${month}?format=csv&table=practices`), holds(practiceOf)),
  probe(
    'prescribing of a practice',
    'view unsuppressed',
    'csv',
    get(`${month}?format=csv&table=practices`),
    holds(pence),
  ),
  probe(
    'prescribing of a practice',
    'view unsuppressed',
    'page',
    get((cell) => `${month}/practices/${practiceOf(cell)}`),
    holds(pounds),
  ),
  probe(
    'prescribing of a practice',
    'view unsuppressed',
    'csv',
    get('/prescribing-forecast?format=csv&table=forecast'),
    holds(pence),
  ),
  pulled('prescribing of a practice', 'list', month, practiceOf),
  probe('prescribing file', 'list', 'page', get('/prescribing-imports'), holds(named)),
  pulled('prescribing file', 'list', '/prescribing-imports', named),
  probe(
    'prescribing file',
    'view',
    'page',
    get((cell) => `/prescribing-imports/${prescribingFiles.taken[whose(cell)]}`),
    holds(named),
  ),
  probe(
    'prescribing file',
    'create',
    'form',
    (walker) =>
      walker.post('/prescribing-imports', upload({}, 'epd.csv', epdFile([epdRow({ nic: `${(serial += 1)}.00` })]))),
    sentOn(/\/runs\/\d+$/),
  ),
  // Refused by the product to whoever may only read; the database would not take the withdrawal from them either.
  {
    ...probe(
      'prescribing file',
      'withdraw',
      'form',
      (walker, cell) =>
        walker.post(`/prescribing-imports/${prescribingFiles.refused[whose(cell)]}/withdraw`, { reason: '' }),
      ({ text }) => text.includes('was never taken in'),
    ),
    isFrame: true,
  },
]
