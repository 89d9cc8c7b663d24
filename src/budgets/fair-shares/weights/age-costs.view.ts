import type { LineCode, PracticeList } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type ActivityMonths, activityFillings } from '../market/activity.view.ts'
import { lakeText } from '../market/lake-text.ts'
import { type BandWeight, agesOf } from '../sums/weigh-list.ts'
import { type BandActivity, smoothBands } from './smooth-bands.ts'

export interface DerivedCost extends BandWeight {
  readonly events: number
}

interface AgeRow {
  readonly line: string
  readonly sex: '1' | '2'
  readonly age: number
  readonly events: number
  readonly pence: number
}

/**
 * The narrowest bands that every list can be put into: they begin where some list's band begins and no list's band goes on. `0-4, 5-9` and
 * `0-9` share `0-9`; a list that leaves out a band without patients hinders nothing.
 */
export function commonBands(lists: readonly Pick<PracticeList, 'bands'>[]): string[] {
  const all = [...new Set(lists.flatMap(({ bands }) => bands.map(({ ageBand }) => ageBand)))].map(agesOf)
  const starts = new Set([0, ...all.map(({ from }) => from)])
  const common = [...starts]
    .filter((at) => all.every(({ from, to }) => at <= from || to <= at))
    .toSorted((a, b) => a - b)
  return common.map((from, at) => (common[at + 1] === undefined ? `${from}+` : `${from}-${common[at + 1]! - 1}`))
}

function patientsOf(lists: readonly PracticeList[], sex: string, band: string): number {
  const { from, to } = agesOf(band)
  let sum = 0
  for (const { bands } of lists)
    for (const each of bands) {
      const at = agesOf(each.ageBand).from
      if (each.sex === sex && from <= at && at < to) sum += each.patients
    }
  return sum
}

/** Costs of every line that had activity, by sex and band, for a patient and a year; pooled over all practices that share. */
export async function derivedCosts(
  ctx: Ctx,
  months: ActivityMonths,
  lists: readonly PracticeList[],
  fewest: number,
): Promise<ReadonlyMap<LineCode, readonly DerivedCost[]>> {
  const practices = lists.map(({ practice }) => practice)
  const rows = await ctx.lake.read<AgeRow>(
    lakeText(new URL('./age-costs.lake.sql', import.meta.url), activityFillings(months, practices)),
  )
  const bands = commonBands(lists)
  const people = new Map(
    bands.flatMap((band) => ['1', '2'].map((sex) => [`${sex} ${band}`, patientsOf(lists, sex, band)] as const)),
  )
  const ofBand = (own: readonly AgeRow[], sex: string, ageBand: string): BandActivity => {
    const { from, to } = agesOf(ageBand)
    const within = own.filter((row) => row.sex === sex && from <= row.age && row.age < to)
    return {
      ageBand,
      patients: people.get(`${sex} ${ageBand}`)!,
      events: within.reduce((sum, { events }) => sum + events, 0),
      pence: within.reduce((sum, { pence }) => sum + BigInt(pence), 0n),
    }
  }
  const lines = [...new Set(rows.map(({ line }) => line))]
  return new Map(
    lines.map((line) => {
      const own = rows.filter((row) => row.line === line)
      const costs = (['1', '2'] as const).flatMap((sex) =>
        smoothBands(
          bands.map((band) => ofBand(own, sex, band)),
          fewest,
          months.count,
        ).map(({ ageBand, costPerHead: weight, events }) => ({ sex, ageBand, weight, events })),
      )
      return [line, costs] as const
    }),
  )
}
