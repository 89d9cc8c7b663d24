import { type ModelName, modelNames } from '../policy/monitoring-policy.ts'
import { forecastRest } from './models.ts'
import { type ModelSetting, type Series, total } from './series.ts'

/** Twelve months of which everything is known, and the twelve before them; made known only as far as `soFar` to a model. */
export interface Trial {
  readonly series: readonly { practice: string; line: string; before: readonly number[]; year: readonly number[] }[]
  readonly setting: ModelSetting
}

/** How far a model was out, as shares: of what practices spent in the year, and of the whole. */
export interface TrialError {
  readonly model: ModelName
  /** What practices' forecasts were out by, either way, over what they spent. */
  readonly practices: number
  /** What the forecast of everything was out by, either way, over the whole. */
  readonly whole: number
}

const sumBy = (
  series: Trial['series'],
  keyOf: (one: Trial['series'][number]) => string,
  value: (at: number) => number,
): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const [at, one] of series.entries()) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + value(at))
  return sums
}

/** The forecasts' distance from what came, over what came, by whatever the series are added up to. */
function distance(trial: Trial, outturns: readonly number[], keyOf: (one: Trial['series'][number]) => string): number {
  const came = sumBy(trial.series, keyOf, (at) => total(trial.series[at]!.year))
  const said = sumBy(trial.series, keyOf, (at) => outturns[at]!)
  const whole = total([...came.values()])
  return whole === 0 ? 0 : total([...came].map(([key, pence]) => Math.abs(said.get(key)! - pence))) / whole
}

/** The year's outturn of each series as a model would have said it after so many months. */
export function outturnsSaid(trial: Trial, model: ModelName, months: number): number[] {
  const known: Series[] = trial.series.map(({ year, ...one }) => ({ ...one, soFar: year.slice(0, months) }))
  const rests = forecastRest(model, known, trial.setting)
  return known.map(({ soFar }, at) => total(soFar) + total(rests[at]!))
}

const errorIn = (trial: Trial, model: ModelName, months: number): TrialError => {
  const said = outturnsSaid(trial, model, months)
  return {
    model,
    practices: distance(trial, said, ({ practice }) => practice),
    whole: distance(trial, said, () => ''),
  }
}

const mean = (values: readonly number[]): number => total(values) / values.length

/** What each model would have been out by after so many months, on average over the trials; the models in the order of the policy. */
export function backTest(trials: readonly Trial[], months: number): TrialError[] {
  if (trials.length === 0) return []
  return modelNames.map((model) => {
    const errors = trials.map((trial) => errorIn(trial, model, months))
    return {
      model,
      practices: mean(errors.map(({ practices }) => practices)),
      whole: mean(errors.map(({ whole }) => whole)),
    }
  })
}

/** The model that was out least for practices; of two that were out alike the one that comes first. */
export const bestOf = (errors: readonly TrialError[]): ModelName | undefined =>
  errors.toSorted((a, b) => a.practices - b.practices)[0]?.model
