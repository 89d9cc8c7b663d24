import type { TrialError } from '../../../src/budgets/monitoring/forecast/back-test.ts'
import { monitoringPolicy } from '../../../src/budgets/monitoring/policy/monitoring-policy.view.ts'
import { makeForecastWorld } from './forecast-world.ts'
import { type Judged, judge } from './judge.ts'

export interface ForecastRun {
  readonly worlds: number
  readonly judged: number
  readonly failures: readonly string[]
  /** Errors in hundredths of a per cent, and practices within their bands. */
  readonly tally: Readonly<Record<string, number>>
}

const least = 0.2
const [lowest, highest] = [0.93, 0.97]

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

const errorOf = (models: readonly TrialError[], name: string): number =>
  models.find(({ model }) => model === name)!.practices

const hundredths = (share: number): number => Math.round(share * 10_000)

/** What does not hold of worlds judged together: the default against the straight line, and how many lay within the band. */
export function verdict(judged: readonly Judged[]): Pick<ForecastRun, 'failures' | 'tally'> {
  const name = monitoringPolicy().forecast.untried
  const months = [3, 6, 9].map((after, at) => {
    const own = judged.map(({ errors }) => errors[at]!.models)
    const [straight, used] = [
      mean(own.map((models) => errorOf(models, 'straight-line'))),
      mean(own.map((models) => errorOf(models, name))),
    ]
    return { after, straight, used, gain: 1 - used / straight }
  })
  const within = judged.reduce((sum, each) => sum + each.within, 0)
  const all = judged.reduce((sum, each) => sum + each.judged, 0)
  const share = within / all
  return {
    failures: [
      ...months
        .filter(({ gain }) => gain < least)
        .map(
          ({ after, gain }) =>
            `after ${after} months ${name} beats the straight line by ${(gain * 100).toFixed(1)}% only`,
        ),
      ...(share < lowest || share > highest
        ? [`${(share * 100).toFixed(1)}% of practices lay within the band of 95%`]
        : []),
    ],
    tally: {
      ...Object.fromEntries(
        months.flatMap(({ after, straight, used, gain }) => [
          [`month ${after}, straight line out by (hundredths of a per cent)`, hundredths(straight)],
          [`month ${after}, ${name} out by`, hundredths(used)],
          [`month ${after}, better by`, hundredths(gain)],
        ]),
      ),
      'within the band': within,
      'of practices': all,
    },
  }
}

/** Invents commissioners of 300,000 people one after another and holds the last of their three years to the year before it. */
export async function runForecast(setting: {
  readonly count: number
  readonly seed: number
  readonly patients?: number
  isLate(): boolean
}): Promise<ForecastRun> {
  const judged: Judged[] = []
  for (let at = 0; at < setting.count && (at === 0 || !setting.isLate()); at += 1)
    judged.push(judge(await makeForecastWorld(setting.seed + at, setting.patients ?? 300_000)))
  const all = judged.reduce((sum, each) => sum + each.judged, 0)
  return { worlds: judged.length, judged: all, ...verdict(judged) }
}
