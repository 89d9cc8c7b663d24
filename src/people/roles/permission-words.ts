import type { Permission } from '#shared'

/** What each permission lets somebody do, as the page of roles says it. A new permission does not compile without its words. */
export const permissionWords: Readonly<Record<Permission, string>> = {
  'account.use': 'Look after their own account: passphrase, second step, sessions',
  'run.read': 'Follow long work that they asked for',
  'month.read': 'See a month: its figures, what to do first, what is missing',
  'statement.read': 'See statements',
  'line.read': 'See lines one by one, and the working of each price',
  'identity.open': 'Open who a patient is, with a reason that is kept',
  'identity.check': 'Ask whether a line is about somebody, and get yes or no',
  'activity.read-imports': 'See what was received and what became of it',
  'activity.import': 'Take in bills',
  'activity.withdraw': 'Take a bill back',
  'activity.price': 'Price what was billed',
  'tariff.read': 'See price lists',
  'tariff.load': 'Load price lists and local prices',
  'organisation.read': 'See organisations, memberships and lists',
  'organisation.import': 'Take in organisations, memberships and lists',
  'person.read': 'See people and their posts',
  'person.change': 'Add people, give and end posts, shut out and let in',
  'journal.read': 'Search the journal: who looked at what, who decided what',
  'setting.read': 'See how this installation is set up',
  'setting.change': 'Change how this installation is set up',
  'token.use': 'Make tokens by which programs ask in their name',
}
