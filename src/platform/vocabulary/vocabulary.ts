import { z } from 'zod'

export const nouns = ['commissioner', 'group', 'practice', 'provider', 'region'] as const
export type Noun = (typeof nouns)[number]

export type WordForm = 'one' | 'many' | 'short' | 'short_many'

/** The words an era uses for the product's plain nouns. Changing it changes labels, never data. */
export interface Vocabulary {
  readonly name: string
  readonly title: string
  /** A noun it does not have is a bug and throws, so that a page never shows a blank. */
  word(noun: string, form?: WordForm): string
}

const forms = z.strictObject({
  one: z.string(),
  many: z.string(),
  short: z.string().optional(),
  short_many: z.string().optional(),
})

/** The shape of a file in `reference/vocabularies`. Every noun of the product must have its words. */
export const vocabularyFile = z.strictObject({
  name: z.string().regex(/^[a-z]+-\d{4}$/),
  title: z.string(),
  words: z
    .record(z.string(), forms)
    .refine((words) => nouns.every((noun) => noun in words), `every one of ${nouns.join(', ')} has a word`),
})

export type VocabularyFile = z.infer<typeof vocabularyFile>

/** Without a short form the long one serves. */
export function vocabularyOf({ name, title, words }: VocabularyFile): Vocabulary {
  const word = (noun: string, form: WordForm = 'one'): string => {
    const found = words[noun]
    if (!found) throw new RangeError(`the vocabulary ${name} has no word for “${noun}”`)
    return found[form] ?? (form === 'short_many' ? found.many : found.one)
  }
  return { name, title, word }
}
