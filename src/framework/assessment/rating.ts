import type { Pence, PlainDate } from '#shared'

/** How much work a target still is, from none to a great deal. */
export const ratings = ['ok', 'low', 'medium', 'high', 'critical'] as const
export type Rating = (typeof ratings)[number]

export const ratingWords: Readonly<Record<Rating, string>> = {
  ok: 'OK',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
}

/** What a rating says of the work that is left, for whoever gives one. */
export const ratingHints: Readonly<Record<Rating, string>> = {
  ok: 'No further work',
  low: 'Little work or risk',
  medium: 'Some work or risk',
  high: 'Much work or risk',
  critical: 'It may not be done at all',
}

const known: Readonly<Record<string, Rating>> = {
  ok: 'ok',
  okay: 'ok',
  met: 'ok',
  low: 'low',
  l: 'low',
  med: 'medium',
  medium: 'medium',
  m: 'medium',
  high: 'high',
  h: 'high',
  crit: 'critical',
  critical: 'critical',
  c: 'critical',
}

/** A rating as people write it: `Med`, `OK.`, `critical`. */
export const findRating = (text: string): Rating | undefined => known[text.toLowerCase().replaceAll(/[^a-z]/g, '')]

/** What was said of a target, as it stands. */
export interface Said {
  readonly target: string
  readonly rating: Rating | null
  /** The action that is still to be taken, or the evidence that nothing is. */
  readonly words: string
  /** Who sees to it: a name, a post or a group, as it was typed. */
  readonly lead: string
  readonly due: PlainDate | null
  readonly costPence: Pence | null
  readonly effortDays: number | null
  /** Where the evidence lies: an address, or the number of a document. */
  readonly link: string
  readonly source: 'typed' | 'file' | 'taken-back'
  readonly actor: string
  readonly at: Date
}

export type Rated = Omit<Said, 'source' | 'actor' | 'at'>

/** Whether two sayings of a target say the same. */
export const sameSaying = (one: Rated, other: Rated): boolean =>
  one.rating === other.rating &&
  one.words === other.words &&
  one.lead === other.lead &&
  one.due === other.due &&
  one.costPence === other.costPence &&
  one.effortDays === other.effortDays &&
  one.link === other.link

export const unsaid = (target: string): Rated => ({
  target,
  rating: null,
  words: '',
  lead: '',
  due: null,
  costPence: null,
  effortDays: null,
  link: '',
})
