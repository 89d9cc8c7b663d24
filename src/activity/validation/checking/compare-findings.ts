import { type FindingFacts, type KnownFinding, type OtherLine, type RaisedFinding, keyOf } from './raised-finding.ts'

export interface FindingChanges {
  /** Never raised before. */
  readonly made: readonly RaisedFinding[]
  /** Raised before and otherwise now, or raised again after it was gone. */
  readonly changed: readonly { readonly findingId: number; readonly facts: FindingFacts }[]
  /** No longer raised, as they were last. */
  readonly gone: readonly KnownFinding[]
}

const facts = [
  'words',
  'valuePence',
  'billedPence',
  'pricePence',
  'importNo',
  'lineNo',
  'snapshot',
  'practice',
  'pod',
  'hrg',
  'tfc',
  'startDate',
  'confidence',
  'priority',
] as const satisfies readonly (keyof FindingFacts)[]

const isSameOther = (one: OtherLine | null, other: OtherLine | null): boolean =>
  one?.lineId === other?.lineId && one?.month === other?.month && one?.provider === other?.provider

const isSameNumber = (one: string | null, other: string | null): boolean =>
  one === null || other === null ? one === other : Number(one) === Number(other)

/** Field by field: ten thousand findings of a month are compared each time that it is checked. */
const isSame = (one: FindingFacts, other: FindingFacts): boolean =>
  facts.every((name) => one[name] === other[name]) &&
  isSameNumber(one.units, other.units) &&
  isSameOther(one.other, other.other)

/**
 * What a check changes of what was known of a month. The same findings again change nothing. What was raised by a rule that failed this
 * time (`untouched`) stands as it was: nobody knows better. A finding that two lines of one id raise is the dearer one's.
 */
export function compareFindings(
  known: readonly KnownFinding[],
  raised: readonly RaisedFinding[],
  untouched: ReadonlySet<string>,
): FindingChanges {
  const before = new Map(known.map((one) => [keyOf(one), one]))
  const now = dearest(raised)
  const made: RaisedFinding[] = []
  const changed: { findingId: number; facts: FindingFacts }[] = []
  for (const [key, one] of now) {
    const was = before.get(key)
    if (!was) made.push(one)
    else if (!was.stands || !isSame(was, one)) changed.push({ findingId: was.findingId, facts: one })
  }
  const gone = known.filter((one) => one.stands && !untouched.has(one.rule) && !now.has(keyOf(one)))
  return { made, changed, gone }
}

function dearest(raised: readonly RaisedFinding[]): Map<string, RaisedFinding> {
  const held = new Map<string, RaisedFinding>()
  for (const one of raised) {
    const key = keyOf(one)
    const other = held.get(key)
    if (!other || one.valuePence > other.valuePence) held.set(key, one)
  }
  return held
}
