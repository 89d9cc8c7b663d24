import type { Vocabulary } from './vocabulary.ts'

/** Words that can be changed for others while pages are being served: whoever holds it speaks the new ones from then on. */
export interface LiveVocabulary extends Vocabulary {
  turnTo(next: Vocabulary): void
}

export function liveVocabulary(first: Vocabulary): LiveVocabulary {
  let spoken = first
  return {
    get name() {
      return spoken.name
    },
    get title() {
      return spoken.title
    },
    word: (noun, form) => spoken.word(noun, form),
    turnTo: (next) => void (spoken = next),
  }
}

export const isLive = (vocabulary: Vocabulary): vocabulary is LiveVocabulary => 'turnTo' in vocabulary
