import type { XmrLimits } from './limits.ts'

/** Which rule finds a point unusual, in the order in which they are told: the first that holds. */
export type Rule = 'outside' | 'trend' | 'near-limit' | 'run'

/** 1 above the mean or rising, −1 below it or falling, 0 on it. */
export type Side = 1 | 0 | -1

export interface Signal {
  readonly rule: Rule | null
  readonly side: Side
  /** Above or below the mean, whatever the rule. */
  readonly relative: Side
  readonly isNear: boolean
  readonly isOutside: boolean
}

export interface RuleOptions {
  /** So many in a row on one side of the mean are a run: 7, or 8 for whoever wants fewer false alarms. */
  readonly run?: number
  /** So many in a row that each rise, or each fall, are a trend. */
  readonly trend?: number
}

const sideOf = (difference: number): Side => (difference > 0 ? 1 : difference < 0 ? -1 : 0)

/** Marks every point of each stretch of a length whose sides are all the same and not 0. */
function marked(sides: readonly Side[], length: number, from: number): Side[] {
  const found: Side[] = Array.from({ length: sides.length + from }, () => 0)
  for (let at = 0; at + length - from <= sides.length; at += 1) {
    const stretch = sides.slice(at, at + length - from)
    const side = stretch[0]!
    if (side !== 0 && stretch.every((each) => each === side)) found.fill(side, at, at + length)
  }
  return found
}

/** Two of three neighbours beyond the same near-limit while all three are on that side: those two, or three, are marked. */
function twoOfThree(relative: readonly Side[], near: readonly boolean[]): Side[] {
  const found: Side[] = Array.from({ length: relative.length }, () => 0)
  for (let at = 0; at + 3 <= relative.length; at += 1) {
    const [side, three] = [relative[at]!, [at, at + 1, at + 2]]
    const close = three.filter((each) => near[each])
    if (side !== 0 && three.every((each) => relative[each] === side) && close.length >= 2)
      for (const each of close) found[each] = side
  }
  return found
}

/**
 * What is unusual of each value (special cause variation), by four rules: a point outside the limits; a trend of so many that each rise or
 * each fall; two of three beyond the same near-limit, the third on the same side of the mean; a run of so many on one side of the mean.
 * Where several hold, the first in this order is told.
 *
 * Source: NHS England, Making Data Count (rules); NHSRplotthedots 0.2.2 (order, and which points of a stretch are marked).
 */
export function signalsOf(values: readonly number[], limits: XmrLimits, options: RuleOptions = {}): Signal[] {
  const { run = 7, trend = 7 } = options
  const relative = values.map((value) => sideOf(value - limits.mean))
  const isOutside = values.map((value) => value > limits.upper || value < limits.lower)
  const near = values.map((value, at) => !isOutside[at] && (value > limits.nearUpper || value < limits.nearLower))
  const steps = values.slice(1).map((value, at) => sideOf(value - values[at]!))
  const [runs, trends, twos] = [marked(relative, run, 0), marked(steps, trend, 1), twoOfThree(relative, near)]
  return values.map((_, at): Signal => {
    const found: readonly [Rule, Side][] = [
      ['outside', isOutside[at] ? relative[at]! : 0],
      ['trend', trends[at] ?? 0],
      ['near-limit', twos[at]!],
      ['run', runs[at]!],
    ]
    const [rule, side] = found.find((each) => each[1] !== 0) ?? [null, 0 as const]
    return { rule, side, relative: relative[at]!, isNear: near[at]!, isOutside: isOutside[at]! }
  })
}
