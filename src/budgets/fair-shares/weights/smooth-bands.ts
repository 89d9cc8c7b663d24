import { decimalText } from '../sums/decimal.ts'

/** What happened to the patients of a sex and band on one line, in the months looked at. */
export interface BandActivity {
  readonly ageBand: string
  readonly patients: number
  readonly events: number
  readonly pence: bigint
}

export interface SmoothedBand {
  readonly ageBand: string
  /** Pounds for a patient and a year. */
  readonly costPerHead: string
  /** The events its cost rests on: those of all bands it was pooled with. */
  readonly events: number
}

interface Pool {
  readonly bands: readonly BandActivity[]
}

const eventsOf = ({ bands }: Pool): number => bands.reduce((sum, { events }) => sum + events, 0)
const patientsOf = ({ bands }: Pool): number => bands.reduce((sum, { patients }) => sum + patients, 0)

/** Pounds for a patient and a year are kept to so many places; the last is a millionth of a penny. */
const places = 8

function costOf(pool: Pool, months: number): string {
  const pence = pool.bands.reduce((sum, band) => sum + band.pence, 0n)
  const patients = BigInt(patientsOf(pool))
  if (patients === 0n || pence <= 0n) return '0'
  return decimalText({ numerator: pence * 12n, denominator: patients * 100n * BigInt(months) }, places)
}

/**
 * Costs for a patient of each band, youngest first. A band with fewer events than are enough, or without patients, is pooled with the
 * neighbour that has fewer events itself (the older of two alike), until every pool has enough or there is one left. Of events 9, 2, 4,
 * 30 with five as enough, 2 and 4 share a pool and the others stand alone.
 */
export function smoothBands(bands: readonly BandActivity[], fewest: number, months: number): SmoothedBand[] {
  let pools: Pool[] = bands.map((band) => ({ bands: [band] }))
  for (;;) {
    const at = pools.findIndex((pool) => eventsOf(pool) < fewest || patientsOf(pool) === 0)
    if (at < 0 || pools.length === 1) break
    const [before, after] = [pools[at - 1], pools[at + 1]]
    const joinsAfter = !before || (after !== undefined && eventsOf(after) <= eventsOf(before))
    const first = joinsAfter ? at : at - 1
    const joined = { bands: [...pools[first]!.bands, ...pools[first + 1]!.bands] }
    pools = [...pools.slice(0, first), joined, ...pools.slice(first + 2)]
  }
  return pools.flatMap((pool) => {
    const costPerHead = costOf(pool, months)
    const events = eventsOf(pool)
    return pool.bands.map(({ ageBand }) => ({ ageBand, costPerHead, events }))
  })
}
