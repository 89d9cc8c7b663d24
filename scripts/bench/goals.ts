/** Everything measured in one run. Seconds unless the name says otherwise. */
export interface Figures {
  readonly rows: number
  readonly count: number
  readonly ingest: number
  readonly ingestRows: number
  readonly ingestPeak: number
  readonly scan: number
  readonly price: number
  readonly pricePeak: number
  readonly oneMonth: number
  readonly monthEnd: number
  readonly monthEndPrice: number
  readonly monthEndLines: number
  readonly statementP95: number
  readonly yearP95: number
  readonly practiceP95: number
  readonly twinPerLine: number
  readonly pricePerLine: number
  readonly postgresIngest: number
  readonly postgresPrice: number
}

export interface Goal {
  readonly measure: string
  readonly goal: string
  readonly measured: string
  readonly verdict: 'met' | 'not met' | 'no goal'
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const atMost = (measure: string, value: number, limit: number, unit = ''): Goal => ({
  measure,
  goal: `≤ ${limit}${unit}`,
  measured: `${number(value)}${unit}`,
  verdict: value <= limit ? 'met' : 'not met',
})

const atLeast = (measure: string, value: number, limit: number): Goal => ({
  measure,
  goal: `≥ ${limit}`,
  measured: number(value),
  verdict: value >= limit ? 'met' : 'not met',
})

const noted = (measure: string, value: number, unit = ''): Goal => ({
  measure,
  goal: 'none',
  measured: `${number(value)}${unit}`,
  verdict: 'no goal',
})

/** Ratios hold on any machine, so most goals are ratios of two things measured in the same run. */
export function goalsOf(figures: Figures): Goal[] {
  // The last month is left out of the import, to be taken in at the month's end; the count reads all.
  const wholeIngest = figures.ingest * (figures.rows / figures.ingestRows)
  return [
    atMost('import ÷ DuckDB count(*) of the same CSV', wholeIngest / figures.count, 5.8),
    atMost('price and roll up ÷ raw scan of the columns it reads', figures.price / figures.scan, 30),
    atMost('price and roll up ÷ DuckDB count(*) of the CSV', figures.price / figures.count, 4),
    atMost('one month ÷ all months', figures.oneMonth / figures.price, 0.15),
    atLeast('PostgreSQL ÷ ours, import', figures.postgresIngest / wholeIngest, 7),
    atLeast('PostgreSQL ÷ ours, price and roll up', figures.postgresPrice / figures.price, 8),
    noted('slow twin ÷ ours, for each line priced', figures.twinPerLine / figures.pricePerLine),
    atMost(
      `month's end: ${figures.monthEndLines.toLocaleString('en-GB')} new lines, file to statement`,
      figures.monthEnd,
      10,
      ' s',
    ),
    atMost('of which pricing', figures.monthEndPrice, 1, ' s'),
    atMost('peak memory of the import', figures.ingestPeak, 1024, ' MB'),
    atMost('peak memory of pricing', figures.pricePeak, 1024, ' MB'),
    atMost('statement of a month, 95% within', figures.statementP95, 25, ' ms'),
    noted('statement with the year to date, 95% within', figures.yearP95, ' ms'),
    atMost('lines of a practice and month with their sums, 95% within', figures.practiceP95, 30, ' ms'),
  ]
}
