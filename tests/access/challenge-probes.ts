import { formatPence, toPence } from '#shared'
import { challengeOf, challengedLine, draftOf, recoveredPence } from './challenge-world.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'

/** Challenges are of a commissioner: those of the other one stand “elsewhere”. */
const whose = (cell: Cell): 'C01' | 'C02' => (relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')
const own = (cell: Cell): string => challengeOf(whose(cell), 'RAA')
const others = (cell: Cell): string => challengeOf(whose(cell), 'RBB')
const line = (cell: Cell): string => challengedLine(whose(cell), 'RAA')
const amount = (cell: Cell): string => formatPence(toPence(recoveredPence[relationOf(cell)]))
const pence = (cell: Cell): string => String(recoveredPence[relationOf(cell)])

const byPractice = '/recovered?by=practice'

export const challengeProbes: readonly Probe[] = [
  probe('challenge', 'list', 'page', get('/challenges'), holds(own)),
  probe('challenge', 'list', 'csv', get('/challenges?format=csv&table=challenges'), holds(own)),
  pulled('challenge', 'list', '/challenges', own),
  probe(
    'challenge',
    'view',
    'page',
    get((cell) => `/challenges/${own(cell)}`),
    holds(line),
  ),
  probe(
    'challenge',
    'view',
    'letter',
    get((cell) => `/challenges/${own(cell)}/letter`),
    holds(line),
  ),
  pulled('challenge', 'view', (cell) => `/challenges/${own(cell)}`, line),
  probe(
    'challenge',
    'view',
    'pdf',
    get((cell) => `/challenges/${own(cell)}/letter.pdf`),
    ({ status }) => status === 200,
  ),
  probe(
    'challenge',
    'view',
    'item',
    get((cell) => `/challenges/${own(cell)}/items/1`),
    holds(line),
  ),
  probe(
    'challenge of another provider',
    'view',
    'page',
    get((cell) => `/challenges/${others(cell)}`),
    holds((cell) => challengedLine(whose(cell), 'RBB')),
  ),
  probe(
    'draft of a challenge',
    'view',
    'page',
    get((cell) => `/challenges/${draftOf(whose(cell))}`),
    holds((cell) => `DRAFTED-${whose(cell)}`),
  ),
  // What is refused here holds nothing of its own, and a change itself the database refuses.
  {
    ...probe(
      'challenge',
      'change',
      'form',
      (walker, cell) => walker.post(`/challenges/${own(cell)}/moves`, { move: 'ask-practices' }),
      ({ text }) => text.includes('practices are asked while it is a draft'),
    ),
    isFrame: true,
  },
  // The form holds no more than the item, which they may read.
  {
    ...probe(
      'challenge',
      'reply',
      'page',
      get((cell) => `/challenges/${own(cell)}/reply/1`),
      holds('Your answer'),
    ),
    isFrame: true,
  },
  // That there is nothing to claim holds nothing of anybody’s.
  {
    ...probe(
      'challenge',
      'create',
      'form',
      (walker) =>
        walker.post('/challenges/new', {
          provider: 'RAA',
          month: '1999-01',
          rules: 'C11',
          commissioner: 'C01',
          expected: '1',
        }),
      ({ text }) => text.includes('There is nothing to claim'),
    ),
    isFrame: true,
  },
  probe('money recovered', 'list', 'page', get(byPractice), holds(amount)),
  probe('money recovered', 'list', 'csv', get(`${byPractice}&format=csv`), holds(pence)),
  pulled('money recovered', 'list', byPractice, pence),
  probe('credit', 'list', 'page', get('/credits'), holds(amount)),
  pulled('credit', 'list', '/credits', pence),
]
