import type { Confidence } from '../rules/rule.ts'
import { lineKeyOf } from './raised-finding.ts'

interface Worth {
  readonly provider: string
  readonly lineId: string
  readonly about: string
  readonly rule: string
  readonly billedPence: number
  readonly valuePence: number
  readonly confidence: Confidence
  readonly priority: number
}

const order: Readonly<Record<Confidence, number>> = { certain: 1, likely: 2, query: 3, information: 4 }

/** What one is worth by itself: never more than was billed, and nothing where it is only told. */
export const worthOf = ({ lineId, confidence, valuePence, billedPence }: Worth): number => {
  if (confidence === 'information') return 0
  const value = Math.max(0, valuePence)
  return lineId === '' ? value : Math.min(value, Math.max(0, billedPence))
}

/** The surer first, then the lower priority, then the code; what is worth nothing comes last. */
const isStronger = (one: Worth, other: Worth): boolean => {
  const [a, b] = [one, other].map((each): [number, number, number] => [
    worthOf(each) > 0 ? 0 : 1,
    order[each.confidence],
    each.priority,
  ]) as [[number, number, number], [number, number, number]]
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? one.rule < other.rule : a[at]! < b[at]!
}

/**
 * What of each finding counts before anybody has said anything: one line, one value. Of several findings of a line the strongest counts and
 * the others count nothing. `validation.v_finding` says the same of findings that people have answered.
 */
export function countedPence<One extends Worth>(findings: readonly One[]): Map<One, number> {
  const strongest = new Map<string, One>()
  for (const one of findings) {
    const line = lineKeyOf(one)
    const held = strongest.get(line)
    if (!held || isStronger(one, held)) strongest.set(line, one)
  }
  const counting = new Set(strongest.values())
  return new Map(findings.map((one) => [one, counting.has(one) ? worthOf(one) : 0]))
}
