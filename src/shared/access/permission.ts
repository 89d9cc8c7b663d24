/** Everything that can be allowed, as `thing.verb`. A route, an operation and a job each name the one that they need. */
export const permissions = [
  // What everybody who has come in may do with what is theirs.
  'account.use',
  'run.read',
  // Sums and lines of activity.
  'month.read',
  'statement.read',
  'line.read',
  // Who a line is about.
  'identity.open',
  'identity.check',
  // What was received, and receiving it.
  'activity.read-imports',
  'activity.import',
  'activity.withdraw',
  'activity.price',
  // Prices.
  'tariff.read',
  'tariff.load',
  // What was agreed with providers.
  'contract.read',
  'contract.change',
  // Checking the bill: rules, what they find, and what people say of it.
  'rule.read',
  'rule.change',
  'activity.check',
  'finding.read',
  'finding.sums',
  'finding.answer',
  'finding.decide',
  // Questions to the provider.
  'challenge.read',
  'challenge.send',
  'challenge.reply',
  'recovered.read',
  // Agreeing and paying.
  'payment.read',
  'payment.agree',
  'payment.prepare',
  'payment.approve',
  'ledger.read',
  // Budgets: their inputs, methods and versions, the year against them, what is saved.
  'budget.read',
  'budget.set',
  'budget.agree',
  'budget.approve',
  'prescribing.import',
  'savings.propose',
  'savings.agree',
  'savings.approve',
  // Who leads on what, the plan, meetings, papers, indicators: how a group runs and accounts for itself.
  'programme.read',
  'plan.change',
  'document.issue',
  'lead.appoint',
  'lead.report',
  'meeting.run',
  'meeting.attend',
  'indicator.change',
  'lesson.write',
  // The framework a group is assessed by.
  'framework.read',
  'framework.define',
  'framework.assess',
  'framework.commit',
  // Organisations.
  'organisation.read',
  'organisation.import',
  // People and their posts.
  'person.read',
  'person.change',
  // The journal.
  'journal.read',
  // How this installation is set up.
  'setting.read',
  'setting.change',
  // Tokens by which programs ask.
  'token.use',
] as const

export type Permission = (typeof permissions)[number]

/** What a route may name: a permission; `public` for what anybody may see; `signed-in` for whoever has come in, in any post or none. */
export type Need = Permission | 'public' | 'signed-in'
