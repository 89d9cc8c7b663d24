import { challengeOf, draftOf } from './challenge-world.ts'
import { upload } from './probe.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = 'CH-2007-10-RAA-77'

/** Challenges that exist and are not the asker’s: of another commissioner, to another provider, or not sent yet. */
const hidden: readonly Ids[] = [
  { askers: ['contract-manager', 'commissioner-analyst'], theirs: [challengeOf('C02', 'RAA')], absent },
  { askers: ['provider-contact'], theirs: [challengeOf('C01', 'RBB'), draftOf('C01')], absent },
  { askers: ['practice-user', 'group-manager'], theirs: [challengeOf('C01', 'RAA')], absent },
]

const reads = ['', '/letter', '/letter.pdf', '/send', '/reply', '/submit', '/items/1', '/reply/1']

const forms: readonly (readonly [path: string, fields: Record<string, string>])[] = [
  ['/moves', { move: 'withdraw' }],
  ['/send', {}],
  ['/acknowledge', {}],
  ['/submit', {}],
  ['/items/1', { move: 'withdraw' }],
  ['/reply/1', { decision: 'accept' }],
]

/** As an address is declared. */
const declared = (path: string): string => `/challenges/:reference${path.replace('/1', '/:item')}`

const noNumber = '987654'
const match: Ids = {
  askers: ['contract-manager', 'provider-contact', 'practice-user'],
  theirs: ['1'],
  absent: noNumber,
}

export const challengeSwaps: readonly Swap[] = [
  ...hidden.flatMap((ids) => [
    ...reads.map((path) => read(declared(path), (id) => `/challenges/${id}${path}`, ids)),
    ...forms.map(([path, fields]) =>
      sent(
        declared(path),
        (id) => `/challenges/${id}${path}`,
        () => fields,
        ids,
      ),
    ),
    {
      where: '/challenges/:reference/reply-file',
      ...ids,
      ask: (walker, id) => walker.post(`/challenges/${id}/reply-file`, upload({}, 'reply.csv', 'x\n')),
    } satisfies Swap,
    pulled('/challenges/:reference', (id) => `/challenges/${id}`, ids),
  ]),
  read('/credits/:match', (id) => `/credits/${id}`, match),
  sent(
    '/credits/:match',
    (id) => `/credits/${id}`,
    () => ({ event: 'undone' }),
    match,
  ),
]
