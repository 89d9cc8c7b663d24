import type { PostPlace } from '#shared'

/** The words of the vocabulary in use, as far as this room needs them. */
export interface Words {
  word(noun: string, form?: 'one' | 'many' | 'short' | 'short_many'): string
}

/** `a practice`, `this installation itself`. */
export function placeWords(words: Words, place: PostPlace): string {
  if (place === 'installation') return 'this installation itself'
  const word = words.word(place)
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`
}
