import type { Permission } from './permission.ts'
import type { SmallNumbers } from './scope.ts'

/** The kind of organisation at which a post may be held; the installation itself is no organisation. */
export type PostPlace = 'practice' | 'group' | 'commissioner' | 'provider' | 'installation'

export const roleNames = [
  'practice-user',
  'practice-manager',
  'gp-lead',
  'group-chair',
  'group-manager',
  'commissioner-analyst',
  'contract-manager',
  'finance-lead',
  'finance-validator',
  'payment-preparer',
  'payment-approver',
  'provider-contact',
  'executive-member',
  'lay-representative',
  'auditor',
  'administrator',
] as const

export type RoleName = (typeof roleNames)[number]

/**
 * What a role may do and how far it sees (the Caldicott principles: necessary, minimum, need to know). The reach comes from
 * the place of the post: a practice its own patients, a group its member practices while they are members, a commissioner
 * what was billed to it, a provider its own lines.
 */
export interface Role {
  readonly name: RoleName
  readonly title: string
  /** What it is for, in a sentence for whoever gives somebody the post. */
  readonly words: string
  readonly at: readonly PostPlace[]
  readonly permissions: readonly Permission[]
  /** Lines one by one, only their sums, or neither. */
  readonly detail: 'lines' | 'sums' | 'none'
  readonly smallNumbers: SmallNumbers
  /** Codes that the law lets nobody beyond the practice connect with a person (HIV, IVF, termination, gender). */
  readonly seesRestrictedCodes: boolean
}

const everybody = ['account.use', 'run.read', 'organisation.read', 'token.use'] as const
const sums = [...everybody, 'statement.read', 'tariff.read'] as const
/** Budgets hold money and lists, no patient: whoever sees sums of a practice sees its budget, and providers nothing of either. */
const budgets = ['budget.read'] as const
/** How a group runs and accounts for itself: no patient, and nothing a provider has to see. */
const running = ['programme.read', 'framework.read'] as const
const attending = ['lead.report', 'meeting.attend', 'lesson.write'] as const
const leading = [
  ...running,
  ...attending,
  'plan.change',
  'document.issue',
  'lead.appoint',
  'meeting.run',
  'indicator.change',
  'framework.define',
  'framework.assess',
] as const
const lines = [...sums, 'month.read', 'line.read'] as const
const shown = { smallNumbers: 'shown', seesRestrictedCodes: false } as const
const published = { smallNumbers: 'hes', seesRestrictedCodes: false } as const
/** What a bill is checked by, and what became of the check. */
const checking = [
  'rule.read',
  'contract.read',
  'finding.read',
  'finding.sums',
  'challenge.read',
  'recovered.read',
] as const
const paying = ['payment.read', 'ledger.read'] as const
const practice = {
  at: ['practice'],
  permissions: [
    ...lines,
    ...budgets,
    ...running,
    'identity.open',
    'rule.read',
    'finding.read',
    'finding.answer',
    'recovered.read',
  ],
  detail: 'lines',
  smallNumbers: 'shown',
  seesRestrictedCodes: true,
} as const
const group = {
  at: ['group'],
  permissions: [
    ...sums,
    ...budgets,
    ...leading,
    'month.read',
    'rule.read',
    'finding.sums',
    'payment.read',
    'recovered.read',
    'savings.propose',
  ],
  detail: 'sums',
  ...shown,
} as const
const commissioner = { at: ['commissioner'], detail: 'lines', ...shown } as const

export const roles: readonly Role[] = [
  {
    name: 'practice-user',
    title: 'Practice user',
    words: 'Checks what was billed for the practice’s own patients, and may see who they are, with a reason.',
    ...practice,
  },
  {
    name: 'practice-manager',
    title: 'Practice manager',
    words: 'As a practice user; answers for the practice, and proposes what its savings are used for.',
    ...practice,
    permissions: [...practice.permissions, ...attending, 'framework.commit', 'savings.propose'],
  },
  {
    name: 'gp-lead',
    title: 'GP lead',
    words: 'As a practice manager; leads the practice in commissioning.',
    ...practice,
    permissions: [...practice.permissions, ...attending, 'framework.commit', 'savings.propose'],
  },
  {
    name: 'group-chair',
    title: 'Group chair',
    words:
      'Compares member practices by their sums; agrees their budgets, what is paid for them and what their savings are used for. ' +
      'Sees no line and no patient.',
    ...group,
    permissions: [...group.permissions, 'payment.agree', 'budget.agree', 'savings.agree'],
  },
  {
    name: 'group-manager',
    title: 'Group manager',
    words: 'Runs the group: sums of member practices. Sees no line and no patient.',
    ...group,
  },
  {
    name: 'commissioner-analyst',
    title: 'Commissioner analyst',
    words: 'Lines without identity, profiles and measures. Cannot find out who anybody is.',
    ...commissioner,
    permissions: [...lines, ...budgets, ...running, ...checking, ...paying, 'activity.read-imports'],
  },
  {
    name: 'contract-manager',
    title: 'Contract manager',
    words: 'Takes in bills, prices and checks them, and challenges the provider. Sees lines without identity.',
    ...commissioner,
    permissions: [
      ...lines,
      ...budgets,
      ...leading,
      ...checking,
      ...paying,
      'prescribing.import',
      'contract.change',
      'rule.change',
      'activity.check',
      'finding.decide',
      'challenge.send',
      'activity.read-imports',
      'activity.import',
      'activity.withdraw',
      'activity.price',
      'tariff.load',
      'organisation.import',
    ],
  },
  {
    name: 'finance-lead',
    title: 'Finance lead',
    words:
      'Sets budgets, watches the year against them, closes it and keeps the account of savings. Sees lines without identity.',
    ...commissioner,
    permissions: [
      ...lines,
      ...budgets,
      ...running,
      ...checking,
      ...paying,
      'activity.read-imports',
      'organisation.import',
      'prescribing.import',
      'budget.set',
      'budget.approve',
    ],
  },
  {
    name: 'finance-validator',
    title: 'Finance validator',
    words: 'In the controlled environment for finance: asks whether a line is about a person, and gets yes or no.',
    ...commissioner,
    permissions: [...everybody, 'tariff.read', 'line.read', 'identity.check', 'rule.read', 'finding.read'],
  },
  {
    name: 'payment-preparer',
    title: 'Payment preparer',
    words: 'Prepares payments; somebody else approves them.',
    ...commissioner,
    permissions: [...lines, ...budgets, ...checking, ...paying, 'activity.read-imports', 'payment.prepare'],
  },
  {
    name: 'payment-approver',
    title: 'Payment approver',
    words: 'Approves payments that somebody else prepared.',
    ...commissioner,
    permissions: [...lines, ...budgets, ...checking, ...paying, 'activity.read-imports', 'payment.approve'],
  },
  {
    name: 'provider-contact',
    title: 'Provider contact',
    words: 'Sees the provider’s own lines and the challenges to them, and replies.',
    at: ['provider'],
    permissions: [
      ...sums,
      'line.read',
      'rule.read',
      'contract.read',
      'challenge.read',
      'challenge.reply',
      'recovered.read',
    ],
    detail: 'lines',
    ...shown,
  },
  {
    name: 'executive-member',
    title: 'Executive or board member',
    words: 'Sums, with small numbers held back. Approves what savings are used for.',
    at: ['commissioner'],
    permissions: [...sums, ...budgets, ...running, ...attending, 'savings.approve'],
    detail: 'sums',
    ...published,
  },
  {
    name: 'lay-representative',
    title: 'Lay or patient representative',
    words: 'Published sums, with small numbers held back.',
    at: ['commissioner', 'group'],
    permissions: [...sums, ...budgets, ...running, 'meeting.attend'],
    detail: 'sums',
    ...published,
  },
  {
    name: 'auditor',
    title: 'Auditor or Caldicott guardian',
    words: 'Who looked at what and who decided what. Changes nothing.',
    at: ['commissioner', 'installation'],
    permissions: [
      ...sums,
      ...budgets,
      ...running,
      ...paying,
      'month.read',
      'activity.read-imports',
      'rule.read',
      'contract.read',
      'finding.sums',
      'recovered.read',
      'person.read',
      'journal.read',
      'setting.read',
    ],
    detail: 'sums',
    ...shown,
  },
  {
    name: 'administrator',
    title: 'Administrator',
    words: 'People, posts and settings. Sees no activity.',
    at: ['installation', 'commissioner'],
    permissions: [
      ...everybody,
      'organisation.import',
      'person.read',
      'person.change',
      'setting.read',
      'setting.change',
    ],
    detail: 'none',
    ...shown,
  },
]

const byName = new Map<string, Role>(roles.map((role) => [role.name, role]))

export const findRole = (name: string): Role | undefined => byName.get(name)
