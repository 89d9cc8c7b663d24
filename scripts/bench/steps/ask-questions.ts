import { lines, statement } from '#activity/statement'
import { quantile, timesOf } from '../measure.ts'
import { type Place, expectOk, lastFiles, withWorkbench } from './place.ts'

const runs = 120

/** What people ask all day: a month's statement, the year to date, and one practice's lines of a month. */
export const askQuestions = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const months = lastFiles(place)
      .map(({ month }) => month)
      .slice(-12)
    const monthOf = (run: number) => months[run % months.length]!
    const practices = Array.from({ length: 40 }, (_, at) => `P99${String(at + 1).padStart(3, '0')}`)
    const dimensions = ['practice', 'group', 'provider', 'pod'] as const
    const month = await timesOf(runs, async (run) =>
      expectOk(await statement(ctx, { month: monthOf(run), by: dimensions[run % 4]!, yearToDate: false })),
    )
    const year = await timesOf(runs, async (run) =>
      expectOk(await statement(ctx, { month: monthOf(run), by: dimensions[run % 4]!, yearToDate: true })),
    )
    const practice = await timesOf(runs, async (run) =>
      expectOk(await lines(ctx, { month: monthOf(run), practice: practices[run % 40]!, page: 1 })),
    )
    const of = (times: number[]) => ({
      p50: quantile(times.slice(10), 0.5),
      p95: quantile(times.slice(10), 0.95),
    })
    return { month: of(month), year: of(year), practice: of(practice) }
  })
