import type { Lead } from '../leads/lead.ts'
import type { UnresolvedKind } from '../leads/unresolved.ts'
import type { Difference } from '../baseline/comparison.ts'

export const kindWords: Readonly<Record<UnresolvedKind, string>> = {
  ambiguous: 'Fits several people',
  unknown: 'Fits nobody',
  left: 'Has left',
  post: 'A post or a kind of post',
  body: 'A body',
}

export const differenceWords: Readonly<Record<Difference, string>> = {
  same: 'As it was',
  later: 'Put off',
  sooner: 'Brought forward',
  'date-changed': 'Day changed',
  done: 'Done since',
  added: 'Added since',
  'taken-out': 'Taken out since',
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })
export const whenWords = (at: Date): string => moment.format(at)

/** Who leads, as it was read: names where people were found, the words themselves with what is not settled told. */
export function leadWords({ text, reading }: Lead): string {
  if (reading.kind === 'person') return reading.people.map(({ name }) => name).join(' and ') || text
  if (reading.kind === 'ambiguous') return `${text} (which of ${reading.people.map(({ name }) => name).join(' or ')}?)`
  if (reading.kind === 'unknown') return `${text} (who?)`
  if (reading.kind === 'nobody') return `${text} (nobody)`
  return reading.isKnown ? reading.words : `${text} (who?)`
}
