import type { Asker } from '#platform'
import { type FinancialYear, type PlainDate, toFinancialYear, toPence } from '#shared'
import { type Definition, definitionSchema } from '../definition/definition.ts'
import { tablesOf } from '../stores/framework-tables.store.ts'
import type { Said } from './rating.ts'

/** A group held to a version of a framework for a year. */
export interface Assessment {
  readonly assessmentNo: number
  readonly owner: string
  readonly commissioner: string
  readonly year: FinancialYear
  /** The framework as it was when the assessment began. */
  readonly definition: Definition
  readonly actor: string
  readonly at: Date
  readonly signedOff: SignedOff | null
}

export interface SignedOff {
  readonly eventNo: number
  readonly words: string
  readonly actor: string
  readonly at: Date
}

type Asking = Pick<Asker, 'db' | 'scope'>

export interface AssessmentsQuestion {
  readonly owner?: string
  readonly commissioner?: string
  readonly year?: FinancialYear
  readonly assessmentNo?: number
}

async function lastEvents({ db }: Asking, numbers: readonly number[]): Promise<Map<number, SignedOff>> {
  if (numbers.length === 0) return new Map()
  const rows = await tablesOf(db)
    .selectFrom('framework.assessment_event as e')
    .distinctOn('e.assessment_no')
    .select(['e.assessment_no', 'e.event_no', 'e.event', 'e.words', 'e.actor', 'e.at'])
    .where('e.assessment_no', 'in', [...numbers])
    .orderBy('e.assessment_no')
    .orderBy('e.event_no', 'desc')
    .execute()
  return new Map(
    rows
      .filter(({ event }) => event === 'signed-off')
      .map(({ assessment_no: number, event_no: eventNo, words, actor, at }) => [number, { eventNo, words, actor, at }]),
  )
}

/** Assessments that the asker may see, the latest year first, and of one year the one that began last. */
export async function listAssessments(asker: Asking, question: AssessmentsQuestion = {}): Promise<Assessment[]> {
  const { commissioners } = asker.scope
  const { owner, commissioner, year, assessmentNo } = question
  const rows = await tablesOf(asker.db)
    .selectFrom('framework.assessment as a')
    .selectAll('a')
    .$if(commissioners !== 'all', (query) =>
      query.where(
        'a.commissioner',
        'in',
        commissioners === 'all' || commissioners.length === 0 ? [''] : [...commissioners],
      ),
    )
    .$if(owner !== undefined, (query) => query.where('a.owner', '=', owner!))
    .$if(commissioner !== undefined, (query) => query.where('a.commissioner', '=', commissioner!))
    .$if(year !== undefined, (query) => query.where('a.year', '=', year!))
    .$if(assessmentNo !== undefined, (query) => query.where('a.assessment_no', '=', assessmentNo!))
    .orderBy('a.year', 'desc')
    .orderBy('a.assessment_no', 'desc')
    .execute()
  const signedOff = await lastEvents(
    asker,
    rows.map((row) => row.assessment_no),
  )
  return rows.map((row) => ({
    assessmentNo: row.assessment_no,
    owner: row.owner,
    commissioner: row.commissioner,
    year: toFinancialYear(row.year),
    definition: definitionSchema.parse(row.definition),
    actor: row.actor,
    at: row.at,
    signedOff: signedOff.get(row.assessment_no) ?? null,
  }))
}

/** The assessment of a group that counts: that of the year, or the latest. */
export const latestAssessment = async (
  asker: Asking,
  owner: string,
  year?: FinancialYear,
): Promise<Assessment | undefined> => (await listAssessments(asker, { owner, ...(year !== undefined && { year }) }))[0]

/** Everything that was said of the targets of an assessment, in order. */
export async function sayingsOf({ db }: Asking, assessmentNo: number, target?: string): Promise<Said[]> {
  const rows = await tablesOf(db)
    .selectFrom('framework.rating as r')
    .selectAll('r')
    .where('r.assessment_no', '=', assessmentNo)
    .$if(target !== undefined, (query) => query.where('r.target', '=', target!))
    .orderBy('r.rating_no')
    .execute()
  return rows.map((row) => ({
    target: row.target,
    rating: row.rating,
    words: row.words,
    lead: row.lead,
    due: row.due as PlainDate | null,
    costPence: row.cost_pence === null ? null : toPence(Number(row.cost_pence)),
    effortDays: row.effort_days,
    link: row.link,
    source: row.source,
    actor: row.actor,
    at: row.at,
  }))
}

/** What stands of each target: what was said last. */
export const standingSayings = async (asker: Asking, assessmentNo: number): Promise<Map<string, Said>> =>
  new Map((await sayingsOf(asker, assessmentNo)).map((said) => [said.target, said]))
