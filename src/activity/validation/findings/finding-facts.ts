import type { Month, Pence, PlainDate } from '#shared'
import type { FindingState } from '../answering/finding.ts'
import type { Confidence } from '../rules/rule.ts'

export type Snapshot = 'flex' | 'freeze'

/** What is held back of a line for a finding: `adjusted` is not paid, `held` is paid only once it is settled. */
export type Hold = 'adjusted' | 'held' | 'none'

export interface OtherLine {
  readonly provider: string
  readonly month: Month
  readonly lineId: string
}

/** One finding as it is now: facts of its latest version, state from its events. Amounts are whole pence. */
export interface Finding {
  readonly findingId: number
  /** Empty where nobody said to whom it was billed. */
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  /** Empty for a finding about a sum. */
  readonly lineId: string
  /** What sum it is about; empty for a finding about a line. */
  readonly about: string
  readonly rule: string
  readonly confidence: Confidence
  readonly priority: number
  readonly state: FindingState
  readonly hold: Hold
  readonly snapshot: Snapshot
  readonly importNo: number
  readonly lineNo: number | null
  readonly practice: string | null
  readonly pod: string | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly startDate: PlainDate | null
  readonly billedPence: Pence
  readonly pricePence: Pence | null
  /** What the rule says. */
  readonly valuePence: Pence
  /** What it can be worth: never more than was billed; what was accepted once it is settled. */
  readonly worthPence: Pence
  /** What of it counts: of several findings of a line one counts, the others nothing. */
  readonly countedPence: Pence
  readonly acceptedPence: Pence | null
  /** Without anything that tells who the patient is. */
  readonly words: string
  readonly other: OtherLine | null
  readonly answer: 'upheld' | 'agreed' | 'answer-withdrawn' | null
  readonly verdict: string | null
  readonly answerWords: string | null
  readonly challengeReference: string | null
  /** Of the last thing said or decided; 0 where nothing was. Goes with every form, so that nobody decides on what has changed. */
  readonly lastEventId: number
}

/** A finding as one check found it. */
export interface FindingVersion {
  readonly checkRunId: number
  readonly checkedAt: Date | null
  readonly stands: boolean
  readonly snapshot: Snapshot
  readonly importNo: number
  readonly lineNo: number | null
  readonly billedPence: Pence
  readonly pricePence: Pence | null
  readonly valuePence: Pence
  readonly confidence: Confidence
  readonly words: string
}
