import { type PlainDate, addDays, formatDate } from '#shared'
import type { Interval } from '../model/interval.ts'
import type { Sex } from '../model/list-count.ts'
import type { Kind } from '../model/organisation.ts'

/** The words of the vocabulary in use, as far as this room needs them. */
export interface Words {
  word(noun: string, form?: 'one' | 'many' | 'short' | 'short_many'): string
}

/** The first letter large, the rest as it is: `practice` to `Practice`, and an abbreviation stays one. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const kindName = (words: Words, kind: Kind): string => capital(words.word(kind, 'short'))
export const kindNames = (words: Words, kind: Kind): string => capital(words.word(kind, 'short_many'))

export const sexNames: Readonly<Record<Sex, string>> = {
  '1': 'Male',
  '2': 'Female',
  '0': 'Not known',
  '9': 'Not specified',
}

/** The last day of a half-open interval: what people mean by "until". */
export const lastDay = (to: PlainDate | null): PlainDate | null => (to === null ? null : addDays(to, -1))

/** `1 April 2006 to 31 March 2008`, `since 1 April 2008`. */
export function spanWords({ from, to }: Interval): string {
  const last = lastDay(to)
  if (from === null) return last === null ? 'as far back as is known' : `until ${formatDate(last)}`
  return last === null ? `since ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(last)}`
}
