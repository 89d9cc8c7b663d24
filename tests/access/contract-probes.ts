import { addDays, toPlainDate } from '#shared'
import { approvalOf, contractOf, planOf } from './contract-world.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf, sentOn, upload } from './probe.ts'

/** Contracts are of a commissioner: those of the other one stand “elsewhere”. */
const whose = (cell: Cell): 'C01' | 'C02' => (relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')

const own = (cell: Cell): string => contractOf(whose(cell), 'RAA')
const others = (cell: Cell): string => contractOf(whose(cell), 'RBB')
const pence = (pounds: string): string => pounds.replace('.', '')

let serial = 0

/** Each time a day earlier, since an end is only ever brought forward; none of them comes near the bills. */
const nextEnd = (): string => String(addDays(toPlainDate('2090-01-01'), -(serial += 1)))

const caps = 'reference,tfc,ratio,from\nNOBODYS,100,1,2007-04-01\n'

export const contractProbes: readonly Probe[] = [
  probe('contract', 'list', 'page', get('/contracts'), holds(own)),
  pulled('contract', 'list', '/contracts', own),
  probe(
    'contract',
    'view',
    'page',
    get((cell) => `/contracts/${own(cell)}`),
    holds((cell) => `Contract ${own(cell)}`),
  ),
  probe(
    'contract of another provider',
    'view',
    'page',
    get((cell) => `/contracts/${others(cell)}`),
    holds((cell) => `Contract ${others(cell)}`),
  ),
  probe(
    'contract',
    'end',
    'form',
    (walker, cell) =>
      walker.post(`/contracts/${own(cell)}/end`, {
        commissioner: whose(cell),
        ends: nextEnd(),
        reason: 'Tried out.',
        sure: 'yes',
      }),
    sentOn(/\/contracts\/AGREED/),
  ),
  probe(
    'contract',
    'create',
    'form',
    (walker) => walker.post('/contract-files', upload({}, 'caps.csv', caps)),
    sentOn(/\/contract-files\/\d+$/),
  ),
  pulled('plan of a contract', 'list', '/contract-plan', (cell) => pence(planOf(whose(cell)))),
  probe(
    'prior approval',
    'list',
    'page',
    get('/contract-lists/prior-approvals'),
    holds((cell) => approvalOf(whose(cell))),
  ),
  {
    ...probe('calendar of flex and freeze', 'view', 'page', get('/calendar'), holds('2007-12-31 17:00')),
    isFrame: true,
  },
  {
    ...pulled('calendar of flex and freeze', 'view', '/calendar', '2007-12-31 17:00'),
    isFrame: true,
  },
]
