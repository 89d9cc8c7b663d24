import type { LessonResult } from '../stores/indicator-tables.store.ts'

export type { LessonResult }

export interface LessonWords {
  readonly title: string
  readonly tried: string
  readonly happened: string
  /** Who to ask: a name or a post, never a patient. */
  readonly ask: string
  readonly result: LessonResult
  /** Told apart by commas. */
  readonly topics: string
}

export interface Lesson extends LessonWords {
  readonly lessonNo: number
  readonly owner: string
  readonly commissioner: string
  readonly version: number
  readonly isWithdrawn: boolean
  readonly actor: string
  readonly personId: string | null
  readonly at: Date
}

export const resultWords: Readonly<Record<LessonResult, string>> = {
  worked: 'It worked',
  partly: 'It worked in part',
  'did-not': 'It did not work',
}

/** Words as they are looked for: small letters, without accents. */
const plain = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every word that is looked for stands somewhere in a lesson, as the start of a word. `ref manag` finds “managing referrals”. */
export function isFound(lesson: LessonWords, search: string): boolean {
  const words = plain([lesson.title, lesson.tried, lesson.happened, lesson.ask, lesson.topics].join(' ')).split(
    /[^\p{L}\p{N}]+/u,
  )
  return plain(search)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .every((word) => words.some((each) => each.startsWith(word)))
}

export const topicsOf = ({ topics }: Pick<LessonWords, 'topics'>): string[] =>
  topics
    .split(',')
    .map((topic) => topic.trim().toLowerCase())
    .filter((topic) => topic !== '')
