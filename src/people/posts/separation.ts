import type { Role } from '#shared'

const opensPatients = ({ permissions }: Role): boolean =>
  permissions.includes('identity.open') || permissions.includes('identity.check')

const pays = ({ name }: Role): boolean => name === 'payment-preparer' || name === 'payment-approver'

const administers = ({ permissions }: Role): boolean => permissions.includes('person.change')

const apart = (one: Role, other: Role): boolean => administers(one) && (opensPatients(other) || pays(other))

/**
 * Whether nobody may hold the two at the same time. Whoever gives posts neither finds out who a patient is nor prepares or
 * approves payments, or they could give themselves the means to both and take them away again. Preparing and approving
 * payments may be two posts of one person: what they may never do is both on one payment, which the payment itself
 * refuses.
 */
export const mustBeApart = (one: Role, other: Role): boolean => apart(one, other) || apart(other, one)
