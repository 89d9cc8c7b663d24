import { type Month, addMonths, toMonth } from '#shared'
import type { Chance } from '../../oracles/chance.ts'

/** Lines of one practice at one provider and point of delivery in one month. */
export interface WorldCell {
  readonly month: Month
  readonly practice: string
  readonly provider: string
  readonly pod: string
  readonly lines: number
  readonly pricedLines: number
  readonly billedPence: number
  readonly pricePence: number
}

export interface SmallWorld {
  readonly months: readonly Month[]
  readonly practices: readonly string[]
  readonly providers: readonly string[]
  readonly pods: readonly string[]
  /** Which group a practice is in; one that is not here is in none. */
  readonly groups: ReadonlyMap<string, string>
  /** Every combination, noughts too, in one order. */
  readonly cells: readonly WorldCell[]
}

const named = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${letter}${String(at + 1).padStart(2, '0')}`)

/** Mostly noughts and ones where the world is thin, dozens where it is thick: small counts must be common, and their sums must not all be small. */
function linesOf(chances: Chance, { emptiness, thickness }: Density): number {
  if (chances.often(emptiness)) return 0
  return chances.often(0.6) ? chances.whole(1, 3) : chances.whole(1, thickness)
}

interface Density {
  readonly emptiness: number
  readonly thickness: number
}

type Place = Pick<WorldCell, 'month' | 'practice' | 'provider' | 'pod'>

function cellAt(chances: Chance, place: Place, density: Density): WorldCell {
  const lines = linesOf(chances, density)
  const pricedLines = chances.often(0.8) ? lines : chances.whole(0, lines)
  const price = chances.pick([59_00, 120_00, 1_050_00, 5_000_00, 12_345_67])
  return { ...place, lines, pricedLines, billedPence: lines * price, pricePence: pricedLines * (price - 10_00) }
}

function groupsOf(chances: Chance, practices: readonly string[]): Map<string, string> {
  const groups = named('G', chances.whole(1, 3))
  return new Map(practices.flatMap((practice) => (chances.often(0.1) ? [] : [[practice, chances.pick(groups)]])))
}

export function smallWorld(chances: Chance): SmallWorld {
  const months = Array.from({ length: chances.whole(1, 3) }, (_, at) => addMonths(toMonth('2007-04'), at))
  const practices = named('P', chances.whole(2, 6))
  const providers = named('V', chances.whole(2, 4))
  const pods = named('D', chances.whole(2, 4))
  const density = { emptiness: chances.pick([0.45, 0.7, 0.85, 0.95]), thickness: chances.pick([2, 4, 12, 40]) }
  const cells = months.flatMap((month) =>
    practices.flatMap((practice) =>
      providers.flatMap((provider) => pods.map((pod) => cellAt(chances, { month, practice, provider, pod }, density))),
    ),
  )
  return { months, practices, providers, pods, groups: groupsOf(chances, practices), cells }
}
