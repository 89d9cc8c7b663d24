import { paidBy } from './payment-world.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = '987654'

/** Runs and entries of the other commissioner, for whoever may see and do all of these with their own. */
const runs = (askers: Ids['askers']): Ids => ({ askers, theirs: [String(paidBy.C02)], absent })
/** Two entries for each run: one for each provider. */
const entries = (askers: Ids['askers']): Ids => ({ askers, theirs: ['3', '4'], absent })

const otherGroup: Ids = { askers: ['group-chair'], theirs: ['GB', 'GZ'], absent: 'GQ' }
const otherProvider: Ids = { askers: ['provider-contact', 'practice-user'], theirs: ['RBB'], absent: 'RQQ' }

export const paymentSwaps: readonly Swap[] = [
  read('/payments/:run', (id) => `/payments/${id}`, runs(['payment-preparer', 'group-chair', 'practice-user'])),
  pulled('/payments/:run', (id) => `/payments/${id}`, runs(['payment-preparer', 'group-chair'])),
  read('/payments/:run/approve', (id) => `/payments/${id}/approve`, runs(['payment-approver'])),
  sent(
    '/payments/:run/approve',
    (id) => `/payments/${id}/approve`,
    () => ({ total: '1', seen: 'x' }),
    runs(['payment-approver']),
  ),
  sent(
    '/payments/:run/cancel',
    (id) => `/payments/${id}/cancel`,
    () => ({ words: 'No' }),
    runs(['payment-preparer']),
  ),
  sent(
    '/payments/:run/remit',
    (id) => `/payments/${id}/remit`,
    () => ({ reference: 'X' }),
    runs(['payment-preparer']),
  ),
  read(
    '/payments/:run/remittances/:provider',
    (id) => `/payments/${id}/remittances/RAA`,
    runs(['payment-preparer', 'auditor']),
  ),
  read('/payments/bills/:month/:provider', (id) => `/payments/bills/2007-10/${id}`, otherProvider),
  pulled('/months/:month/bills provider', (id) => `/months/2007-10/bills?provider=${id}`, otherProvider),
  read('/payments/bills/:month/:provider/none', (id) => `/payments/bills/2007-10/${id}/none`, otherProvider),
  sent(
    '/payments/bills/:month/:provider/none',
    (id) => `/payments/bills/2007-10/${id}/none`,
    () => ({ commissioner: 'C01', bill: 'x', event: 'agreed', words: '' }),
    otherProvider,
  ),
  read('/payments/bills/:month/:provider/group/:group', (id) => `/payments/bills/2007-10/RAA/group/${id}`, otherGroup),
  sent(
    '/payments/bills/:month/:provider/group/:group',
    (id) => `/payments/bills/2007-10/RAA/group/${id}`,
    () => ({ commissioner: 'C01', bill: 'x', event: 'agreed', words: '' }),
    otherGroup,
  ),
  read('/ledger/entries/:entry', (id) => `/ledger/entries/${id}`, entries(['payment-preparer', 'auditor'])),
  sent(
    '/ledger/entries/:entry/ask',
    (id) => `/ledger/entries/${id}/ask`,
    () => ({ words: 'No' }),
    entries(['payment-preparer']),
  ),
  sent(
    '/ledger/entries/:entry/reverse',
    (id) => `/ledger/entries/${id}/reverse`,
    () => ({}),
    entries(['payment-approver']),
  ),
]
