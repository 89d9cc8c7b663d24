import { type Pence, noPence, toPence } from '#shared'
import { grouped } from '../actuals/grouped.ts'
import { bandOf, spreadByRule } from '../noise/spread.ts'
import type { ModelName, MonitoringPolicy } from '../policy/monitoring-policy.ts'
import { type Figure, planned, spent, upTo } from './figure.ts'
import type { Method } from './method.ts'

/** How much chance there is, for lines one by one and for all lines of a practice together. */
export interface Chance {
  /** Of one line, or of all together; nothing where nobody sends what was spent on it, so that nothing is left to chance. */
  spreadOf(line: string | null): number | null
  /** Whether the spread was measured; otherwise it is the arithmetic of lists. */
  readonly isMeasured: boolean
}

/** The mean cost of one line of activity, over figures; nothing where none was counted. */
function meanCost(figures: readonly Figure[], months: number): number | null {
  const lines = figures.reduce((sum, figure) => sum + upTo(figure.months.lines, months), 0)
  const pence = figures.reduce((sum, figure) => sum + spent(figure, months), 0)
  return lines > 0 && pence > 0 ? pence / lines : null
}

/** The spread of a sum of lines that vary each by itself: the mean of theirs, by what each line came to. */
function spreadOfAll(lines: readonly { readonly pence: number; readonly spread: number | null }[]): number | null {
  const known = lines.filter(({ pence, spread }) => pence > 0 && spread !== null)
  const whole = known.reduce((sum, { pence }) => sum + pence, 0)
  return whole === 0 ? null : known.reduce((sum, { pence, spread }) => sum + (pence / whole) * spread!, 0)
}

/**
 * The spreads that an edition was drawn up with; where they could not be measured, the guidance's arithmetic for the costs, line by line:
 * an item of a prescription and an admission have no mean cost in common.
 */
export function chanceOf(method: Method, figures: readonly Figure[], months: number, policy: MonitoringPolicy): Chance {
  const measured = new Map(method.lines.map(({ line, spread }) => [line, spread]))
  const counted = grouped(
    figures.filter((figure) => upTo(figure.months.lines, months) > 0),
    ({ line }) => line,
  )
  const byRule = (own: readonly Figure[]): number | null => {
    const mean = meanCost(own, months)
    return mean === null ? null : spreadByRule(mean, policy.variation.cost_cv)
  }
  const spreads = new Map([...counted].map(([line, own]) => [line, measured.get(line) ?? byRule(own)]))
  const penceOf = (own: readonly Figure[]): number => own.reduce((sum, figure) => sum + spent(figure, months), 0)
  const together = spreadOfAll([...counted].map(([line, own]) => ({ pence: penceOf(own), spread: spreads.get(line)! })))
  const all = counted.size === 0 ? null : (method.spread ?? together)
  return {
    spreadOf: (line) => (line === null ? all : (spreads.get(line) ?? null)),
    isMeasured: method.spread !== null,
  }
}

export interface BandSetting {
  readonly months: number
  readonly width: number
  readonly historyWeight: number
  readonly model: ModelName
  readonly yearBeforeCounts: number
}

/** The plan to date of what is counted: what is taken to be as planned has no chance in it. */
const chancyPlan = (figures: readonly Figure[], months: number): number =>
  figures
    .filter((figure) => upTo(figure.months.lines, months) > 0 || spent(figure, months) !== planned(figure, months))
    .reduce((sum, figure) => sum + planned(figure, months), 0)

/** Half the width of what chance makes of the variance to date, in pence. */
export function varianceBand(figures: readonly Figure[], spread: number | null, setting: BandSetting): Pence {
  if (spread === null) return noPence
  const { months, width, historyWeight } = setting
  const history = { weight: historyWeight, months: 12, monthsNow: months }
  return bandOf({ planPence: chancyPlan(figures, months), spread, width, history })
}

/** How much of a forecast goes by the months so far, the rest by the year before. */
const beliefIn = ({ model, months, yearBeforeCounts }: BandSetting): number =>
  model === 'damped-season' ? months / (months + yearBeforeCounts) : 1

/**
 * Half the width of what chance makes of the outturn forecast: what is to come varies by itself, and the rate that it was told from has
 * chance in it too, as much of this year's as was believed and as much of the year before's as was not.
 */
export function outturnBand(figures: readonly Figure[], spread: number | null, setting: BandSetting): Pence {
  const counted = figures.filter((figure) => upTo(figure.months.lines, setting.months) > 0)
  const sum = (of: (figure: Figure) => number): number => counted.reduce((pence, figure) => pence + of(figure), 0)
  const toCome = Math.max(
    0,
    sum(({ months }) => upTo(months.toCome, 12)),
  )
  const soFar = sum((figure) => spent(figure, setting.months))
  if (spread === null || soFar <= 0) return noPence
  const belief = beliefIn(setting)
  const yearBefore = (soFar * 12) / setting.months
  const rate = belief ** 2 / soFar + (1 - belief) ** 2 / yearBefore
  return toPence(Math.round(setting.width * Math.sqrt(spread * (toCome + toCome ** 2 * rate))))
}
