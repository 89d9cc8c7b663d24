import { type FindingFacts, type KnownFinding, type RaisedFinding, keyOf } from './raised-finding.ts'

export interface FindingChanges {
  /** Never raised before. */
  readonly made: readonly RaisedFinding[]
  /** Raised before and otherwise now, or raised again after it was gone. */
  readonly changed: readonly { readonly findingId: number; readonly facts: FindingFacts }[]
  /** No longer raised, as they were last. */
  readonly gone: readonly KnownFinding[]
}

const factsOf = (one: FindingFacts): unknown[] => [
  one.snapshot,
  one.importNo,
  one.lineNo,
  one.practice,
  one.pod,
  one.hrg,
  one.tfc,
  one.startDate,
  one.units === null ? null : Number(one.units),
  one.billedPence,
  one.pricePence,
  one.valuePence,
  one.confidence,
  one.priority,
  one.words,
  one.other && [one.other.provider, one.other.month, one.other.lineId],
]

const isSame = (one: FindingFacts, other: FindingFacts): boolean =>
  JSON.stringify(factsOf(one)) === JSON.stringify(factsOf(other))

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
    const other = held.get(keyOf(one))
    if (!other || one.valuePence > other.valuePence) held.set(keyOf(one), one)
  }
  return held
}
