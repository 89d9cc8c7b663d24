import { requestOf, usesOf } from './savings-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'

/** Uses and entries of the other commissioner, and for a practice those of its neighbours. */
const uses = (askers: Ids['askers']): Ids => ({ askers, theirs: [String(usesOf.elsewhere)], absent })
const ownUses: Ids = { askers: ['practice-manager', 'practice-user'], theirs: ['2', '3', '4'], absent }
const entries = (askers: Ids['askers']): Ids => ({ askers, theirs: ['4'], absent })

const practices: Ids = { askers: ['practice-user', 'group-manager'], theirs: ['B99001', 'Z99001'], absent: 'Q99001' }

/** The other groups, and for a practice its own too: it does not see every account in it. */
const groups: Ids = { askers: ['group-manager'], theirs: ['GB', 'GZ'], absent: 'GX' }
const wholeGroups: Ids = { askers: ['practice-user'], theirs: ['GA', 'GB'], absent: 'GX' }

export const savingsSwaps: readonly Swap[] = [
  read('/savings/groups/:group', (id) => `/savings/groups/${id}`, groups),
  read('/savings/groups/:group practice', (id) => `/savings/groups/${id}`, wholeGroups),
  pulled('/savings/groups/:group', (id) => `/savings/groups/${id}`, groups),
  read('/savings/accounts/:practice', (id) => `/savings/accounts/${id}`, practices),
  read('/savings/accounts/:practice/:year', (id) => `/savings/accounts/${id}/2007-08`, practices),
  pulled('/savings/accounts/:practice', (id) => `/savings/accounts/${id}`, practices),
  read('/savings/uses/:use', (id) => `/savings/uses/${id}`, ownUses),
  read('/savings/uses/:use commissioner', (id) => `/savings/uses/${id}`, uses(['finance-lead', 'executive-member'])),
  sent(
    '/savings/uses/:use/agree',
    (id) => `/savings/uses/${id}/agree`,
    () => ({ body: 'group', decision: 'agreed', words: '' }),
    uses(['group-chair']),
  ),
  sent(
    '/savings/uses/:use/approve',
    (id) => `/savings/uses/${id}/approve`,
    () => ({ body: 'executive', decision: 'agreed', words: '' }),
    uses(['executive-member']),
  ),
  sent(
    '/savings/uses/:use/withdraw',
    (id) => `/savings/uses/${id}/withdraw`,
    () => ({ words: 'No' }),
    { ...ownUses, askers: ['practice-manager'] },
  ),
  sent(
    '/savings/uses/:use/draw',
    (id) => `/savings/uses/${id}/draw`,
    () => ({ pounds: '1', words: 'Invoice' }),
    uses(['finance-lead']),
  ),
  read('/savings/ledger/:entry', (id) => `/savings/ledger/${id}`, entries(['finance-lead', 'practice-user'])),
  sent(
    '/savings/ledger/:entry/ask',
    (id) => `/savings/ledger/${id}/ask`,
    () => ({ words: 'No' }),
    entries(['finance-lead']),
  ),
  sent(
    '/savings/corrections/:request',
    (id) => `/savings/corrections/${id}`,
    () => ({ outcome: 'dropped' }),
    { askers: ['finance-lead'], theirs: [String(requestOf.elsewhere)], absent },
  ),
]
