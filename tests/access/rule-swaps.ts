import { ownRuleOf } from './rule-world.ts'
import { type Ids, type Swap, read, sent } from './swap.ts'

/** A rule that another commissioner made for itself. */
const hidden: Ids = {
  askers: ['contract-manager', 'commissioner-analyst', 'payment-approver'],
  theirs: [ownRuleOf('C02').code],
  absent: 'L98',
}

export const ruleSwaps: readonly Swap[] = [
  read('/rules/:code', (id) => `/rules/${id}`, hidden),
  sent(
    '/rules/:code',
    (id) => `/rules/${id}`,
    () => ({ from: '2007-10', state: 'off', why: 'Not ours.' }),
    hidden,
  ),
]
