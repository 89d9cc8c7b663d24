import type { Database } from '#db'
import { toFinancialYear } from '#shared'
import type { LineCode } from '../lines/service-line.ts'
import { type NeedKind, tablesOf } from '../stores/envelope-tables.store.ts'
import { type Load, latestLoad } from '../stores/load.store.ts'

interface Question {
  readonly commissioner: string
  readonly year: string
}

/** Numbers of practices that tell need, as the latest file of a kind and year has them; decimal text, nothing of it is rounded. */
export interface PracticeNumbers extends Load {
  readonly practices: readonly { readonly practice: string; readonly number: string }[]
}

async function practiceNumbers(
  db: Database,
  kind: NeedKind,
  { commissioner, year }: Question,
): Promise<PracticeNumbers | undefined> {
  const load = await latestLoad(db, kind, { commissioner, year: toFinancialYear(year) })
  if (!load) return undefined
  const practices = await tablesOf(db)
    .selectFrom('envelope.need as n')
    .select(['n.practice', 'n.number'])
    .where('n.load_no', '=', load.loadNo)
    .orderBy('n.practice')
    .execute()
  return { ...load, practices }
}

/** The need of practices' patients beyond age and sex; nothing where no index was ever taken for the year. */
export const needIndex = (db: Database, of: Question): Promise<PracticeNumbers | undefined> =>
  practiceNumbers(db, 'need-index', of)

/** Practices' published weighted patients. */
export const weightedLists = (db: Database, of: Question): Promise<PracticeNumbers | undefined> =>
  practiceNumbers(db, 'weighted-lists', of)

/** Practices' scores of deprivation, such as the Index of Multiple Deprivation: higher is poorer. */
export const deprivationScores = (db: Database, of: Question): Promise<PracticeNumbers | undefined> =>
  practiceNumbers(db, 'deprivation', of)

/** What a patient of a sex and age band costs a year on a line, in pounds as decimal text. */
export interface AgeWeight {
  readonly line: LineCode
  readonly sex: '1' | '2'
  readonly ageBand: string
  readonly costPerHead: string
}

export interface AgeWeights extends Load {
  readonly weights: readonly AgeWeight[]
}

/** Costs by age and sex as the latest file of a year has them; nothing where there is none. */
export async function ageWeights(db: Database, { commissioner, year }: Question): Promise<AgeWeights | undefined> {
  const load = await latestLoad(db, 'age-weights', { commissioner, year: toFinancialYear(year) })
  if (!load) return undefined
  const rows = await tablesOf(db)
    .selectFrom('envelope.age_weight as w')
    .select(['w.line', 'w.sex', 'w.age_band', 'w.cost_per_head'])
    .where('w.load_no', '=', load.loadNo)
    .execute()
  const weights = rows.map(({ line, sex, age_band, cost_per_head }) => ({
    line,
    sex,
    ageBand: age_band,
    costPerHead: cost_per_head,
  }))
  return { ...load, weights }
}
