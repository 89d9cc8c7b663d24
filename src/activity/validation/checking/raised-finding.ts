import type { Confidence } from '../rules/rule.ts'

/** The other line that a finding names. */
export interface OtherLine {
  readonly provider: string
  readonly month: string
  readonly lineId: string
}

/** What a finding is about: one for ever, over versions of the bill and over checks. */
export interface FindingKey {
  readonly provider: string
  /** The provider's own id of the line; empty for a sum. */
  readonly lineId: string
  /** What sum it is about; empty for a line. */
  readonly about: string
  readonly rule: string
}

/** What a check found it to be. */
export interface FindingFacts {
  readonly snapshot: string
  readonly importNo: number
  readonly lineNo: number | null
  readonly practice: string | null
  readonly pod: string | null
  readonly hrg: string | null
  readonly tfc: string | null
  readonly startDate: string | null
  /** As written, with three decimals. */
  readonly units: string | null
  readonly billedPence: number
  readonly pricePence: number | null
  readonly valuePence: number
  readonly confidence: Confidence
  readonly priority: number
  readonly words: string
  readonly other: OtherLine | null
}

export interface RaisedFinding extends FindingKey, FindingFacts {}

/** A finding as it was last written down. */
export interface KnownFinding extends RaisedFinding {
  readonly findingId: number
  readonly stands: boolean
}

/** A sign that no name has. */
const apart = '\u0000'

/** Names the line, or the sum, that a finding is about. */
export const lineKeyOf = ({ provider, lineId, about }: Omit<FindingKey, 'rule'>): string =>
  provider + apart + lineId + apart + about

/** Names a finding among those of one bill. */
export const keyOf = (one: FindingKey): string => lineKeyOf(one) + apart + one.rule
