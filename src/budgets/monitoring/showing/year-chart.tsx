import { type Month, type Pence, formatMonth, formatPounds, monthNumber, monthOfYear } from '#shared'
import { LineWithBand } from '#ui'
import type { ReactNode } from 'react'
import type { WatchedMonth } from '../position/edition.ts'
import { spentIn } from '../position/figure.ts'
import type { PositionRow } from '../position/position-row.ts'

const short = (month: Month): string => formatMonth(month).slice(0, 3)

const running = (values: readonly number[]): number[] => {
  let sum = 0
  return values.map((value) => (sum += value))
}

/** Pounds as they stand at the side of a drawing: `£2.5m`, `£250k`. */
function shortPounds(pence: number): string {
  const pounds = pence / 100
  if (pounds >= 1_000_000) return `£${Number((pounds / 1_000_000).toFixed(1))}m`
  return pounds >= 10_000 ? `£${Math.round(pounds / 1000)}k` : formatPounds(Math.round(pence) as Pence)
}

const chanceAt = (row: PositionRow, at: number): number =>
  row.bandPence * Math.sqrt(row.planPence > 0 ? Math.max(0, running(row.months.plan)[at]!) / row.planPence : 0)

/** What is frozen up to the first month that is not; what is flex or estimated from there; the forecast from the last month on. */
function stretches(row: PositionRow, upto: number) {
  const spent = running(
    Array.from({ length: 12 }, (_, at) => (at < upto ? spentIn(row.months, at) : row.months.toCome[at]!)),
  )
  const firstOpen = Array.from({ length: upto }, (_, at) => at).find(
    (at) => row.months.flex[at] !== 0 || (row.months.freeze[at] === 0 && row.months.late[at] !== 0),
  )
  const closed = firstOpen ?? upto
  const only = (from: number, to: number): (number | null)[] =>
    spent.map((value, at) => (at >= from && at < to ? Math.max(0, value) : null))
  return {
    actual: only(0, closed),
    open: closed < upto ? only(Math.max(0, closed - 1), upto) : null,
    forecast: upto < 12 ? only(upto - 1, 12) : null,
  }
}

/** The year so far and to come, added up month by month, against the plan and the band that chance makes around it. */
export function YearChart({
  row,
  watched,
  name,
}: {
  readonly row: PositionRow
  readonly watched: WatchedMonth
  readonly name: string
}): ReactNode {
  const upto = monthNumber(watched.month)
  const plan = running(row.months.plan)
  const { actual, open, forecast } = stretches(row, upto)
  const months = Array.from({ length: 12 }, (_, at) => monthOfYear(watched.year, at + 1))
  const band = {
    label: 'Chance',
    lower: plan.map((value, at) => Math.max(0, value - chanceAt(row, at))),
    upper: plan.map((value, at) => value + chanceAt(row, at)),
  }
  return (
    <LineWithBand
      caption={
        `${name}, ${watched.year}, added up month by month: the plan with the band that chance makes around it, ` +
        'what was spent, and the forecast. The table has the figures.'
      }
      steps={months.map(short)}
      band={band}
      lines={[
        { label: 'Plan', look: 'plan', values: plan },
        { label: 'Frozen', look: 'actual', values: actual },
        ...(open ? [{ label: 'Flex or estimate', look: 'estimate' as const, values: open }] : []),
        ...(forecast ? [{ label: 'Forecast', look: 'forecast' as const, values: forecast }] : []),
      ]}
      write={shortPounds}
    />
  )
}
