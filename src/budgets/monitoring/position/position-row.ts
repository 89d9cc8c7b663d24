import { type Pence, toPence } from '#shared'
import type { MonitoringPolicy } from '../policy/monitoring-policy.ts'
import type { VarianceSplit } from '../variance/split-variance.ts'
import { type Chance, type BandSetting, chanceOf, outturnBand, varianceBand } from './band.ts'
import type { WatchedMonth } from './edition.ts'
import { type Figure, type Months, foldFigures, outturnOf, planned, spent, upTo, variance } from './figure.ts'

/** What a position is added up by. */
export const positionDimensions = ['practice', 'group', 'line', 'commissioner'] as const
export type PositionBy = (typeof positionDimensions)[number]

/** How one practice, group or line stands against its budget up to a month. Above the plan is positive. */
export interface PositionRow {
  /** The code of the practice, group, line or commissioner; empty for what belongs to none. */
  readonly code: string
  readonly yearPence: Pence
  readonly planPence: Pence
  readonly freezePence: Pence
  readonly flexPence: Pence
  readonly latePence: Pence
  readonly spentPence: Pence
  readonly variancePence: Pence
  /** Half the width within which 95 of 100 lie by chance alone. */
  readonly bandPence: Pence
  readonly split: VarianceSplit | null
  readonly outturnPence: Pence
  readonly outturnBandPence: Pence
  readonly lines: number
  readonly monthLines: number
  readonly months: Months
}

/** Whether a variance may well be chance. */
export const isNoise = ({ variancePence, bandPence }: Pick<PositionRow, 'variancePence' | 'bandPence'>): boolean =>
  Math.abs(variancePence) <= bandPence

const keys: Readonly<Record<PositionBy, (figure: Figure, commissioner: string) => string>> = {
  practice: ({ practice }) => practice,
  group: ({ group }) => group,
  line: ({ line }) => line,
  commissioner: (_figure, commissioner) => commissioner,
}

export interface RowSetting {
  readonly chance: Chance
  readonly band: BandSetting
}

/** One row from figures that belong together; `line` where they are all of one line. */
export function rowOf(
  code: string,
  own: readonly Figure[],
  line: string | null,
  { chance, band }: RowSetting,
): PositionRow {
  const { months } = band
  const [whole] = foldFigures(own, months, () => ({ practice: '', group: '', line: '' }))
  const spread = chance.spreadOf(line)
  const { freeze, flex, late, lines } = whole!.months
  return {
    code,
    yearPence: whole!.yearPence,
    planPence: planned(whole!, months),
    freezePence: upTo(freeze, months),
    flexPence: upTo(flex, months),
    latePence: upTo(late, months),
    spentPence: spent(whole!, months),
    variancePence: variance(whole!, months),
    bandPence: varianceBand(own, spread, band),
    split: whole!.split,
    outturnPence: outturnOf(whole!, months),
    outturnBandPence: outturnBand(own, spread, band),
    lines: upTo(lines, months),
    monthLines: lines[months - 1]!,
    months: whole!.months,
  }
}

export function rowSetting(watched: WatchedMonth, months: number, policy: MonitoringPolicy): RowSetting {
  const { method } = watched
  return {
    chance: chanceOf(method, watched.groups, months, policy),
    band: {
      months,
      width: policy.variation.band,
      historyWeight: method.historyWeight,
      model: method.model,
      yearBeforeCounts: policy.forecast.year_before_counts,
    },
  }
}

/** What has no budget has no plan to be above, and comes last. */
const hasNoBudget = ({ yearPence }: PositionRow): number => (yearPence === 0 ? 1 : 0)

/** Worst first: the most above its plan beyond what chance makes of it; then the most above; then by code. */
const worstFirst = (one: PositionRow, other: PositionRow): number =>
  hasNoBudget(one) - hasNoBudget(other) ||
  beyond(other) - beyond(one) ||
  other.variancePence - one.variancePence ||
  (one.code < other.code ? -1 : 1)

const beyond = ({ variancePence, bandPence }: PositionRow): number => Math.max(0, toPence(variancePence - bandPence))

/** The rows of a position, worst first. `narrowed` says that every figure given is of one line. */
export function positionRows(
  figures: readonly Figure[],
  { by, commissioner, line }: { readonly by: PositionBy; readonly commissioner: string; readonly line?: string },
  setting: RowSetting,
): PositionRow[] {
  const parts = new Map<string, Figure[]>()
  for (const figure of figures) {
    const code = keys[by](figure, commissioner)
    parts.set(code, [...(parts.get(code) ?? []), figure])
  }
  const lineOf = (code: string): string | null => (by === 'line' ? code : (line ?? null))
  return [...parts].map(([code, own]) => rowOf(code, own, lineOf(code), setting)).toSorted(worstFirst)
}
