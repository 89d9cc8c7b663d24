import { type Month, type Pence, formatMonth, formatPounds } from '#shared'
import type { ReactNode } from 'react'

export interface MonthBar {
  readonly month: Month
  readonly pence: Pence
  /** Foretold, not told by a file. */
  readonly isForecast?: boolean
}

const width = 700
const height = 240
const left = 8
const foot = 44
const top = 22

const short = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const monthLabel = (month: Month): string => short.format(new Date(`${month}-01T00:00:00Z`))

/** £1,234,000 as `£1.23m`, £45,600 as `£46k`, £4,560 as `£4.6k`: short enough to stand on a bar. */
export function shortPounds(pence: Pence): string {
  const pounds = Math.abs(pence) / 100
  if (pounds >= 1_000_000) return `£${(pounds / 1_000_000).toFixed(2)}m`
  if (pounds >= 10_000) return `£${Math.round(pounds / 1_000)}k`
  return pounds >= 1_000 ? `£${(pounds / 1_000).toFixed(1)}k` : `£${Math.round(pounds)}`
}

function Bar({ bar, at, step, scale }: { bar: MonthBar; at: number; step: number; scale: number }): ReactNode {
  const size = Math.max(0, bar.pence * scale)
  const x = left + at * step + step * 0.12
  const y = height - foot - size
  const middle = left + at * step + step / 2
  return (
    <g>
      <rect
        x={x.toFixed(1)}
        y={y.toFixed(1)}
        width={(step * 0.76).toFixed(1)}
        height={size.toFixed(1)}
        fill={bar.isForecast ? '#ffffff' : '#005eb8'}
        stroke="#005eb8"
        strokeWidth="2"
        strokeDasharray={bar.isForecast ? '5 4' : undefined}
      />
      <text x={middle.toFixed(1)} y={(y - 6).toFixed(1)} fontSize="12" textAnchor="middle" fill="#212b32">
        {shortPounds(bar.pence)}
      </text>
      <text x={middle.toFixed(1)} y={height - foot + 18} fontSize="13" textAnchor="middle" fill="#212b32">
        {monthLabel(bar.month)}
      </text>
      <text x={middle.toFixed(1)} y={height - foot + 34} fontSize="12" textAnchor="middle" fill="#4c6272">
        {at === 0 || bar.month.endsWith('-01') ? bar.month.slice(0, 4) : ''}
      </text>
    </g>
  )
}

/** What each month cost, drawn; the table beside it has the figures. Months that are foretold are dashed outlines. */
export function MonthsChart({ bars, what }: { bars: readonly MonthBar[]; what: string }): ReactNode {
  if (bars.length < 2) return null
  const most = Math.max(...bars.map(({ pence }) => pence), 1)
  const step = (width - 2 * left) / bars.length
  const words = bars.map(
    ({ month, pence, isForecast }) => `${formatMonth(month)} ${formatPounds(pence)}${isForecast ? ' (forecast)' : ''}`,
  )
  return (
    <figure className="nhsuk-u-margin-0">
      <div className="app-table__scroll" role="region" aria-label={what} tabIndex={0}>
        <svg viewBox={`0 0 ${width} ${height}`} width={width} role="img" aria-label={`${what}: ${words.join(', ')}.`}>
          <line x1={left} x2={width - left} y1={height - foot} y2={height - foot} stroke="#4c6272" />
          {bars.map((bar, at) => (
            <Bar key={bar.month} bar={bar} at={at} step={step} scale={(height - foot - top) / most} />
          ))}
        </svg>
      </div>
      <figcaption className="nhsuk-hint">
        {what}
        {bars.some(({ isForecast }) => isForecast) && '. Dashed: forecast.'}
      </figcaption>
    </figure>
  )
}
