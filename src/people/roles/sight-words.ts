import type { PostPlace, Role, SmallNumbers } from '#shared'
import type { Words } from '../posts/place-words.ts'

const reachWords = (words: Words, place: PostPlace): string => {
  switch (place) {
    case 'practice':
      return `their own ${words.word('practice')}’s patients`
    case 'group':
      return `the member ${words.word('practice', 'many')}, in the months when they were members`
    case 'commissioner':
      return `what was billed to their ${words.word('commissioner')}`
    case 'provider':
      return `what their ${words.word('provider')} billed`
    case 'installation':
      return 'everything here'
  }
}

function detailWords({ detail, permissions }: Role): string {
  if (detail === 'sums') return 'Sums, and no lines,'
  return permissions.includes('statement.read') ? 'Lines and sums' : 'Lines'
}

/** What a role sees from a place: `Sums, and no lines, of the member practices, in the months when they were members`. */
export const sightWords = (words: Words, role: Role, place: PostPlace): string =>
  role.detail === 'none' ? 'No activity' : `${detailWords(role)} of ${reachWords(words, place)}`

/** How far a role gets to who somebody is. */
export function identityWords({ permissions }: Role): string {
  if (permissions.includes('identity.open')) return 'Opened one at a time, with a reason that is kept'
  return permissions.includes('identity.check') ? 'Asked about, and answered with yes or no' : 'Never'
}

export const smallNumberWords: Readonly<Record<SmallNumbers, string>> = {
  shown: 'As they are',
  hes: '1 to 7 held back, others to the nearest 5',
  strict: '1 to 7 held back, and another beside them',
}
