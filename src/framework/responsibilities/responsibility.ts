/** Whose a responsibility is. */
export const sides = ['commissioner', 'practice', 'shared'] as const
export type Side = (typeof sides)[number]

export const degrees = ['full', 'partly', 'not'] as const
/** How far a practice says it is committed. */
export type Degree = (typeof degrees)[number]

export const degreeWords: Readonly<Record<Degree, string>> = {
  full: 'Committed',
  partly: 'Partly',
  not: 'Not yet',
}

export interface Responsibility {
  readonly position: number
  readonly side: Side
  readonly title: string
  readonly mark: string
}

/** What a practice said last of one responsibility. */
export interface Commitment {
  readonly practice: string
  readonly mark: string
  readonly degree: Degree
  /** Whose it thinks it is. */
  readonly side: Side
  readonly words: string
  readonly actor: string
  readonly at: Date
}

const sideByWord: Readonly<Record<string, Side>> = {
  commissioner: 'commissioner',
  practice: 'practice',
  practices: 'practice',
  locality: 'practice',
  group: 'practice',
  shared: 'shared',
  both: 'shared',
  joint: 'shared',
}

/** `practice or locality`, `Commissioner`, `shared`: whose it is as people write it; nothing where it is nobody's that is known. */
export function findSide(text: string): Side | undefined {
  const found = new Set(
    text
      .toLowerCase()
      .split(/[^a-z]+/)
      .flatMap((word) => sideByWord[word] ?? []),
  )
  if (found.size === 2 && found.has('commissioner') && found.has('practice')) return 'shared'
  return found.size === 1 ? [...found][0] : undefined
}
