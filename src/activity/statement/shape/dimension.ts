import type { Vocabulary } from '#platform'

/** What a statement is added up by. `month` splits the year to date, so that a year's figure opens its months. */
export const dimensions = ['practice', 'group', 'provider', 'pod', 'month'] as const
export type Dimension = (typeof dimensions)[number]

/** The dimensions a line carries; each is also a way to narrow a statement or a list of lines. */
export const filterKeys = ['practice', 'group', 'provider', 'pod'] as const
export type FilterKey = (typeof filterKeys)[number]

export type Filters = Readonly<Partial<Record<FilterKey, string>>>

/** In addresses and options: the lines that name no practice, or whose practice is in no group. */
export const none = 'none'

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What the people of the era call it: the word of the vocabulary where it has one. */
export function dimensionWord(dimension: Dimension, words: Vocabulary): string {
  if (dimension === 'pod') return 'point of delivery'
  return dimension === 'month' ? 'month' : words.word(dimension)
}

export const dimensionLabel = (dimension: Dimension, words: Vocabulary): string =>
  capital(dimensionWord(dimension, words))

/** The name of the row for what carries no code, so that nothing falls out of a total. */
export function nameWithoutCode(dimension: Dimension, words: Vocabulary): string {
  return dimension === 'group' ? `No ${words.word('group')}` : `No ${dimensionWord(dimension, words)} given`
}

export const hasFilters = (filters: Filters): boolean => filterKeys.some((key) => filters[key] !== undefined)
