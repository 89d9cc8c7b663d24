import { type PlainDate, type Table, dayInLondon, formatDate } from '#shared'
import { type Said, ratingWords } from '../assessment/rating.ts'
import { objectiveTitle } from '../definition/definition.ts'
import type { Reading } from '../evidence/reading.ts'
import type { GroupStanding } from '../level/group-standing.view.ts'
import type { TargetStanding } from '../level/target-standing.ts'
import { targetAddress } from './addresses.ts'
import type { Names } from './names.view.ts'

export const standsWords = ({ isMet, by }: Pick<TargetStanding, 'isMet' | 'by'>): string =>
  by === 'open' ? 'Open' : isMet ? 'Met' : 'Missed'

const byWords = { measured: 'Measured', said: 'Said', open: '' } as const

/** Behind its day, and not met. */
export const isLate = ({ said, isMet }: TargetStanding, today: PlainDate): boolean =>
  !isMet && said?.due != null && said.due < today

export interface TargetsAsked {
  readonly standing: GroupStanding
  readonly today: PlainDate
  readonly only?: (standing: TargetStanding) => boolean
}

/** Every target with what was said of it and what was measured. */
export function targetsTable({ standing: { assessment, standings }, today, only = () => true }: TargetsAsked): Table {
  const { definition, owner, assessmentNo, year } = assessment
  return {
    name: 'targets',
    caption: `Targets of “${definition.title}”, ${year}`,
    columns: [
      { key: 'ref', label: 'Target', kind: 'code' },
      { key: 'level', label: 'Level', kind: 'text' },
      { key: 'objective', label: 'Objective', kind: 'text' },
      { key: 'target', label: 'What it asks', kind: 'text' },
      { key: 'stands', label: 'Stands', kind: 'text' },
      { key: 'by', label: 'By', kind: 'text' },
      { key: 'figure', label: 'Measured', kind: 'text' },
      { key: 'threshold', label: 'Threshold', kind: 'text' },
      { key: 'measured_on', label: 'On', kind: 'date' },
      { key: 'rating', label: 'Rating', kind: 'text' },
      { key: 'action_or_evidence', label: 'Action or evidence', kind: 'text' },
      { key: 'lead', label: 'Who', kind: 'text' },
      { key: 'due', label: 'Due', kind: 'date' },
      { key: 'late', label: 'Late', kind: 'text' },
      { key: 'days', label: 'Days of work', kind: 'count', counts: 'open' },
      { key: 'cost_pence', label: 'Cost', kind: 'pence', counts: 'open' },
      { key: 'evidence', label: 'Document or link', kind: 'text' },
    ],
    rows: standings.filter(only).map((each) => {
      const { target, said, reading } = each
      const href = targetAddress(owner, target.ref, assessmentNo)
      return {
        ref: target.ref,
        level: String(target.level),
        objective: objectiveTitle(definition, target.objective),
        target: target.words,
        stands: standsWords(each),
        by: byWords[each.by],
        figure: reading?.figure ?? null,
        threshold: reading?.threshold ?? null,
        measured_on: reading?.isMet == null ? null : reading.on,
        rating: said?.rating ? ratingWords[said.rating] : null,
        action_or_evidence: said?.words || null,
        lead: said?.lead || null,
        due: said?.due ?? null,
        late: isLate(each, today) ? 'Late' : null,
        days: said?.effortDays ?? null,
        cost_pence: said?.costPence ?? null,
        evidence: said?.link || null,
        links: { ref: href, target: href },
      }
    }),
  }
}

const pageKeys = ['ref', 'target', 'stands', 'figure', 'rating', 'action_or_evidence', 'lead', 'due']

/** The same for the eye. */
export const targetsOnPage = (table: Table): Table => ({
  ...table,
  columns: pageKeys.map((key) => table.columns.find((column) => column.key === key)!),
})

/** What was measured, one row a target that has a measure. */
export const evidenceTable = ({ assessment, standings, measured }: GroupStanding): Table => ({
  name: 'evidence',
  caption: `What was measured for ${assessment.owner}, ${assessment.year}`,
  columns: [
    { key: 'ref', label: 'Target', kind: 'code' },
    { key: 'target', label: 'What it asks', kind: 'text' },
    { key: 'stands', label: 'Stands', kind: 'text' },
    { key: 'have', label: 'Have', kind: 'count', counts: 'open' },
    { key: 'of', label: 'Of', kind: 'count', counts: 'open' },
    { key: 'figure', label: 'Measured', kind: 'text' },
    { key: 'threshold', label: 'Threshold', kind: 'text' },
    { key: 'on', label: 'On', kind: 'date' },
    { key: 'missed_by', label: 'Missed by', kind: 'text' },
    { key: 'records', label: 'Records', kind: 'text' },
  ],
  rows: standings.flatMap((each) => {
    const { target, reading } = each
    if (!reading) return []
    return [
      {
        ref: target.ref,
        target: target.words,
        stands: reading.isMet === null ? 'Not measured' : standsWords(each),
        have: reading.have,
        of: reading.of,
        figure: reading.figure,
        threshold: reading.threshold,
        on: reading.on,
        missed_by:
          reading.practices
            .filter(({ isMet }) => !isMet)
            .map(({ practice }) => practice)
            .join(' ') || null,
        records: reading.records,
        links: { ref: targetAddress(assessment.owner, target.ref, assessment.assessmentNo), records: reading.records },
      },
    ]
  }),
  notes: [measuredWords[measured]],
})

export const measuredWords: Readonly<Record<GroupStanding['measured'], string>> = {
  now: 'Measured at this moment, from the records as they are.',
  kept: 'As it was measured on the day when the assessment was signed off.',
  none: 'Nothing is measured for you yet: it is once the assessment is signed off.',
}

const practiceLink = (practice: string): Record<string, string> => ({
  practice: `/organisations/${encodeURIComponent(practice)}`,
})

/** The practices of a measured target, those that miss it first. */
export const practicesTable = ({ practices, on }: Reading, names: Names): Table => ({
  name: 'practices',
  caption: `By practice, ${formatDate(on)}; those that miss it first`,
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'name', label: 'Name', kind: 'text' },
    { key: 'stands', label: 'Stands', kind: 'text' },
    { key: 'words', label: 'Why', kind: 'text' },
  ],
  rows: practices
    .toSorted((a, b) => Number(a.isMet) - Number(b.isMet))
    .map(({ practice, isMet, words }) => ({
      practice,
      name: names(practice),
      stands: isMet ? 'Met' : 'Missed',
      words,
      links: practiceLink(practice),
    })),
})

const sourceWords: Readonly<Record<Said['source'], string>> = {
  typed: 'Typed',
  file: 'From a file',
  'taken-back': 'Taken back to this',
}

/** Everything that was ever said of a target, the last first. */
export const historyTable = (sayings: readonly Said[]): Table => ({
  name: 'history',
  caption: 'What was said of it, the last first',
  columns: [
    { key: 'day', label: 'Day', kind: 'date' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'rating', label: 'Rating', kind: 'text' },
    { key: 'words', label: 'Action or evidence', kind: 'text' },
    { key: 'lead', label: 'Who', kind: 'text' },
    { key: 'due', label: 'Due', kind: 'date' },
    { key: 'how', label: 'How', kind: 'text' },
  ],
  rows: sayings.toReversed().map((said) => ({
    day: dayInLondon(said.at),
    by: said.actor,
    rating: said.rating ? ratingWords[said.rating] : 'Not rated',
    words: said.words || null,
    lead: said.lead || null,
    due: said.due,
    how: sourceWords[said.source],
  })),
})
