import type { LineCode } from '#budgets/envelope'
import type { FinancialYear, Month, Pence, PlainDate } from '#shared'
import type { PracticeShare } from '../sums/share-line.ts'
import type { BandWeight } from '../sums/weigh-list.ts'

/** What patients of different ages were taken to cost by. */
export const weightSources = ['uploaded', 'activity', 'astro-pu', 'weighted-lists', 'patients'] as const
export type WeightsFrom = (typeof weightSources)[number]

/** What need beyond age and sex was told by. */
export const needSources = ['uploaded', 'weighted-lists', 'deprivation', 'none'] as const
export type NeedFrom = (typeof needSources)[number]

export interface FairShareQuestion {
  readonly commissioner: string
  readonly year: FinancialYear
  /** Only these; every line that practices hold without. */
  readonly lines?: readonly LineCode[]
  /** The day of the lists; the first of the year without. */
  readonly listsOn?: PlainDate
  /** The first of its order that was taken for the year without. */
  readonly need?: NeedFrom
  /** Whether dearer hospitals count; not without. */
  readonly mff?: boolean
  readonly floorPercent?: number | null
  readonly ceilingPercent?: number | null
  /** Whether a line is shared as it stands in the envelope, or less the top-slices; as it stands without. */
  readonly topSlices?: 'before' | 'after'
}

export interface BandCost extends BandWeight {
  /** Where it comes from activity. */
  readonly events: number | null
}

export interface FairShareOfPractice extends PracticeShare {
  readonly group: string | null
  readonly countedOn: PlainDate
  readonly aged: bigint
  /** As they went in, decimal text; 1 for everybody where they did not count. */
  readonly need: string
  readonly mff: string
  /** At what it cost before, instead of by weight. */
  readonly isGiven: boolean
}

export interface FairShareLine {
  readonly line: LineCode
  readonly weightsFrom: WeightsFrom
  readonly amountPence: Pence
  /** Taken off for practices out of the ordinary before the rest was shared. */
  readonly givenPence: Pence
  readonly patients: number
  readonly totalAged: bigint
  readonly totalWeight: bigint
  readonly costs: readonly BandCost[]
  /** By code; their shares add up to the amount. */
  readonly practices: readonly FairShareOfPractice[]
}

export interface FairShares {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly listsOn: PlainDate
  readonly envelopeLoadNo: number
  readonly needFrom: NeedFrom
  readonly needLoadNo: number | null
  readonly weightsLoadNo: number | null
  /** Of which months costs by age, market forces and what practices cost before are; nothing where none was looked at. */
  readonly months: { readonly first: Month; readonly last: Month } | null
  readonly withMff: boolean
  readonly floorPercent: number | null
  readonly ceilingPercent: number | null
  readonly lines: readonly FairShareLine[]
}

export type FairShareRefusal =
  | 'not-allowed'
  | 'no-envelope'
  | 'no-practices'
  | 'no-list'
  | 'no-ages'
  | 'closed-practice'
  | 'no-need'
  | 'not-covered'
  | 'no-activity'
  | 'too-much'
  | 'no-line'
  | 'limits'
