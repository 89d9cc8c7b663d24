import type { Noun, Vocabulary } from '#platform'

/** The era's short word for a kind of organisation, as it heads a column: with a capital. */
export function headWord(vocabulary: Vocabulary, noun: Noun): string {
  const word = vocabulary.word(noun, 'short')
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
