import type { Measured } from './measure.ts'

/** Wall time and CPU time of one thing, in seconds. */
type Time = Pick<Measured, 'seconds' | 'cpuSeconds'>

/** Everything measured in one run. */
export interface Figures {
  readonly rows: number
  readonly count: Time
  readonly ingest: Time
  readonly ingestRows: number
  readonly ingestPeak: number
  readonly scan: Time
  readonly price: Time
  readonly pricePeak: number
  readonly oneMonth: Time
  readonly check: Time
  readonly checkPeak: number
  readonly checkOne: Time
  readonly monthEnd: Time
  readonly monthEndPrice: Time
  /** Pricing and check together. */
  readonly monthEndCheck: Time
  readonly monthEndLines: number
  readonly statementP95: number
  readonly yearP95: number
  readonly practiceP95: number
  readonly twin: Time
  readonly twinLines: number
  readonly postgresIngest: Time
  readonly postgresPrice: Time
}

export interface Goal {
  readonly measure: string
  readonly goal: string
  readonly measured: string
  /** The same by CPU time, which others on the machine hardly change. */
  readonly byCpu: string
  readonly verdict: 'met' | 'not met' | 'no goal'
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

interface Value {
  readonly wall: number
  readonly cpu?: number
  readonly unit?: string
}

const words = (value: number | undefined, unit = ''): string => (value === undefined ? '' : `${number(value)}${unit}`)

const goalOf = (measure: string, { wall, cpu, unit }: Value, goal: string, verdict: Goal['verdict']): Goal => ({
  measure,
  goal,
  measured: words(wall, unit),
  byCpu: words(cpu, unit),
  verdict,
})

const atMost = (measure: string, value: Value, limit: number): Goal =>
  goalOf(measure, value, `≤ ${limit}${value.unit ?? ''}`, value.wall <= limit ? 'met' : 'not met')

const atLeast = (measure: string, value: Value, limit: number): Goal =>
  goalOf(measure, value, `≥ ${limit}`, value.wall >= limit ? 'met' : 'not met')

const noted = (measure: string, value: Value): Goal => goalOf(measure, value, 'none', 'no goal')

/** How many times one is the other; `scale` makes up for work on fewer lines. */
const ratio = (one: Time, other: Time, scale = 1): Value => ({
  wall: (one.seconds / other.seconds) * scale,
  cpu: (one.cpuSeconds / other.cpuSeconds) * scale,
})

const time = ({ seconds, cpuSeconds }: Time): Value => ({ wall: seconds, cpu: cpuSeconds, unit: ' s' })

const both = (one: Time, other: Time): Time => ({
  seconds: one.seconds + other.seconds,
  cpuSeconds: one.cpuSeconds + other.cpuSeconds,
})

/** Ratios hold on any machine, so most goals are ratios of two things measured in the same run. */
export function goalsOf(figures: Figures): Goal[] {
  const { count, ingest, price, scan, postgresIngest, postgresPrice } = figures
  // The last month is left out of the import, to be taken in at the month's end; the count and PostgreSQL read all.
  const whole = figures.rows / figures.ingestRows
  const newLines = figures.monthEndLines.toLocaleString('en-GB')
  return [
    atMost('import ÷ DuckDB count(*) of the same CSV', ratio(ingest, count, whole), 5.8),
    atMost('price and roll up ÷ raw scan of the columns it reads', ratio(price, scan), 30),
    atMost('price and roll up ÷ DuckDB count(*) of the CSV', ratio(price, count, whole), 4),
    atMost('price, check and roll up ÷ raw scan', ratio(both(price, figures.check), scan), 30),
    atMost('one month ÷ all months', ratio(figures.oneMonth, price), 0.15),
    atMost('check: one month again ÷ all months', ratio(figures.checkOne, figures.check), 0.15),
    atLeast('PostgreSQL ÷ ours, import', ratio(postgresIngest, ingest, 1 / whole), 7),
    atLeast('PostgreSQL ÷ ours, price and roll up', ratio(postgresPrice, price, 1 / whole), 8),
    noted('slow twin ÷ ours, for each line priced', ratio(figures.twin, price, figures.ingestRows / figures.twinLines)),
    atMost(`month's end: ${newLines} new lines, file to statement`, time(figures.monthEnd), 10),
    atMost('of which pricing', time(figures.monthEndPrice), 1),
    atMost('of which pricing and check', time(figures.monthEndCheck), 1),
    atMost('peak memory of the import', { wall: figures.ingestPeak, unit: ' MB' }, 1024),
    atMost('peak memory of pricing', { wall: figures.pricePeak, unit: ' MB' }, 1024),
    atMost('peak memory of the check', { wall: figures.checkPeak, unit: ' MB' }, 1024),
    atMost('statement of a month, 95% within', { wall: figures.statementP95, unit: ' ms' }, 25),
    noted('statement with the year to date, 95% within', { wall: figures.yearP95, unit: ' ms' }),
    atMost('lines of a practice and month with their sums, 95% within', { wall: figures.practiceP95, unit: ' ms' }, 30),
  ]
}
