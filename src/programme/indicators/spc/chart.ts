import { type LimitOptions, type XmrLimits, xmrLimits } from './limits.ts'
import { type RuleOptions, type Signal, signalsOf } from './signals.ts'

/** Which way is better: up, down, or neither. */
export type Direction = 'up' | 'down' | 'neither'

/** What an unusual point means: for better, for worse, or only high or low where neither way is better. */
export type Meaning = 'common' | 'improvement' | 'concern' | 'high' | 'low'

/** Whether a process as it is will meet its target: always, never, or by chance alone. */
export type Assurance = 'passes' | 'fails' | 'hit-and-miss'

export interface XmrPoint extends Signal {
  readonly value: number
  /** Of the stretch it lies in; nothing where that has too few points. */
  readonly limits: XmrLimits | undefined
  readonly meaning: Meaning
}

export interface XmrOptions extends LimitOptions, RuleOptions {
  readonly direction?: Direction
  readonly target?: number
  /** Positions at which limits begin anew, because something is known to have changed. */
  readonly rebase?: readonly number[]
  /** A stretch of fewer points has no limits. */
  readonly fewest?: number
}

export interface XmrChart {
  readonly points: readonly XmrPoint[]
  /** Of the last stretch. */
  readonly limits: XmrLimits | undefined
  /** What the last point means; nothing without a point. */
  readonly variation: Meaning | undefined
  /** Nothing without a target, a direction or limits. */
  readonly assurance: Assurance | undefined
}

/** By which side an unusual point is better or worse. */
export function meaningOf({ rule, side }: Pick<Signal, 'rule' | 'side'>, direction: Direction): Meaning {
  if (rule === null) return 'common'
  if (direction === 'neither') return side > 0 ? 'high' : 'low'
  return side > 0 === (direction === 'up') ? 'improvement' : 'concern'
}

/**
 * A target beyond the limits is always or never met by a process that stays as it is; one between them is met by chance alone. Up, limits
 * 87 to 96, target 95: hit and miss; target 97: fails; target 85: passes.
 */
export function assuranceOf(limits: XmrLimits, direction: Direction, target: number): Assurance | undefined {
  if (direction === 'neither') return undefined
  if (target >= limits.lower && target <= limits.upper) return 'hit-and-miss'
  return target < limits.lower === (direction === 'up') ? 'passes' : 'fails'
}

const unlimited: Signal = { rule: null, side: 0, relative: 0, isNear: false, isOutside: false }

function stretchOf(values: readonly number[], options: XmrOptions): XmrPoint[] {
  const { direction = 'neither', fewest = 2 } = options
  const limits = values.length < fewest ? undefined : xmrLimits(values, options)
  const signals = limits ? signalsOf(values, limits, options) : values.map(() => unlimited)
  return values.map((value, at) => ({
    value,
    limits,
    ...signals[at]!,
    meaning: meaningOf(signals[at]!, direction),
  }))
}

/**
 * An individuals chart of values in order: limits and rules of each stretch between rebases for itself, what the last point means, and
 * whether the target is met by the process as it is. Pure: no clock, no store; units are those of the values.
 */
export function xmrChart(values: readonly number[], options: XmrOptions = {}): XmrChart {
  const { rebase = [], direction = 'neither', target } = options
  const cuts = [0, ...rebase.filter((at) => at > 0 && at < values.length).toSorted((a, b) => a - b), values.length]
  const points = cuts.slice(1).flatMap((end, at) => stretchOf(values.slice(cuts[at], end), options))
  const last = points.at(-1)
  const limits = last?.limits
  return {
    points,
    limits,
    variation: last?.meaning,
    assurance: limits && target !== undefined ? assuranceOf(limits, direction, target) : undefined,
  }
}
