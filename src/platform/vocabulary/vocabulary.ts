export const nouns = ['commissioner', 'group', 'practice', 'provider', 'region'] as const
export type Noun = (typeof nouns)[number]

/** The words an era uses for the product's plain nouns. Changing it changes labels, never data. */
export interface Vocabulary {
  readonly name: string
  readonly title: string
  /** Unknown words are a bug and throw, so that a page never shows a blank. */
  word(noun: string, form?: 'one' | 'many'): string
}
