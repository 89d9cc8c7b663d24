import type { Vocabulary } from '#platform'
import { type Table, dayInLondon } from '#shared'
import type { MatrixRow } from '../responsibilities/matrix.ts'
import { type Commitment, type Responsibility, type Side, degreeWords } from '../responsibilities/responsibility.ts'
import { type Names, capital } from './names.view.ts'

/** Whose it is, in the words of the era. */
export function sideWords(vocabulary: Vocabulary, side: Side): string {
  if (side === 'shared') return 'Shared'
  if (side === 'commissioner') return capital(vocabulary.word('commissioner', 'short'))
  return `${capital(vocabulary.word('practice', 'one'))} or ${vocabulary.word('group', 'short')}`
}

const count = (key: string, label: string) => ({ key, label, kind: 'count', counts: 'open' }) as const

/** Who is responsible for what, and how far practices say they are committed to it. */
export const matrixTable = (rows: readonly MatrixRow[], vocabulary: Vocabulary): Table => ({
  name: 'responsibilities',
  caption: 'Who is responsible for what, and how far practices are committed',
  columns: [
    { key: 'lead', label: 'Whose', kind: 'text' },
    { key: 'responsibility', label: 'Responsibility', kind: 'text' },
    count('full', degreeWords.full),
    count('partly', degreeWords.partly),
    count('not', degreeWords.not),
    count('silent', 'Not said'),
    count('disagree', 'See it otherwise'),
    { key: 'gap', label: 'Gap', kind: 'text' },
  ],
  rows: rows.map((row) => ({
    lead: sideWords(vocabulary, row.side),
    responsibility: row.title,
    ...row.said,
    silent: row.silent,
    disagree: row.disagree.length,
    gap: row.isGap ? 'Gap' : null,
  })),
})

/** What practices said, one row a practice and responsibility. */
export const commitmentsTable = (
  responsibilities: readonly Responsibility[],
  commitments: readonly Commitment[],
  { vocabulary, names }: { readonly vocabulary: Vocabulary; readonly names: Names },
): Table => ({
  name: 'commitments',
  caption: 'What practices said of each responsibility',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'responsibility', label: 'Responsibility', kind: 'text' },
    { key: 'commitment', label: 'Commitment', kind: 'text' },
    { key: 'agreed', label: 'Whose it is', kind: 'text' },
    { key: 'seen_as', label: 'Seen as', kind: 'text' },
    { key: 'words', label: 'Why', kind: 'text' },
    { key: 'day', label: 'Day', kind: 'date' },
  ],
  rows: responsibilities.flatMap((responsibility) =>
    commitments
      .filter(({ mark }) => mark === responsibility.mark)
      .map((said) => ({
        practice: said.practice,
        name: names(said.practice),
        responsibility: responsibility.title,
        commitment: degreeWords[said.degree],
        agreed: sideWords(vocabulary, responsibility.side),
        seen_as: sideWords(vocabulary, said.side),
        words: said.words || null,
        day: dayInLondon(said.at),
      })),
  ),
})
