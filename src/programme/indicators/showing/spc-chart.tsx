import type { Month } from '#shared'
import type { ReactNode } from 'react'
import { formatNumber } from '../model/amount.ts'
import type { Unit } from '../model/indicator.ts'
import type { Meaning, XmrChart, XmrLimits } from '../spc/index.ts'
import { apart, ticksBetween } from './chart-scale.ts'

const size = { width: 580, height: 320, left: 58, right: 146, top: 14, bottom: 34 }

/** Told apart by shape as well as by colour, as in NHS England’s Making Data Count. */
export const looks: Readonly<Record<Meaning, { shape: string; fill: string; words: string }>> = {
  common: { shape: 'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0Z', fill: '#4c6272', words: 'within what chance makes of it' },
  improvement: { shape: 'M-5,-5H5V5H-5Z', fill: '#005eb8', words: 'unusual, for better' },
  concern: { shape: 'M0,-7L7,0L0,7L-7,0Z', fill: '#d5281b', words: 'unusual, for worse' },
  high: { shape: 'M0,-7L6,5H-6Z', fill: '#7c2855', words: 'unusually high' },
  low: { shape: 'M0,7L6,-5H-6Z', fill: '#7c2855', words: 'unusually low' },
}

export interface SpcChartProps {
  readonly caption: string
  readonly months: readonly Month[]
  readonly chart: XmrChart
  readonly unit: Unit
  readonly target: number | undefined
}

interface Scale {
  x(at: number): number
  y(value: number): number
  readonly ticks: readonly number[]
}

const round = (value: number): number => Math.round(value * 10) / 10

function scaleOf({ chart, target }: SpcChartProps): Scale {
  const { width, height, left, right, top, bottom } = size
  const values = chart.points.flatMap(({ value, limits }) => [value, ...(limits ? [limits.lower, limits.upper] : [])])
  const all = target === undefined ? values : [...values, target]
  const ticks = ticksBetween(Math.min(...all), Math.max(...all))
  const [least, most] = [ticks[0]!, ticks.at(-1)!]
  const across = (width - left - right) / Math.max(1, chart.points.length - 1)
  return {
    x: (at) => round(left + at * across),
    y: (value) => round(height - bottom - ((value - least) / (most - least)) * (height - top - bottom)),
    ticks,
  }
}

interface Stretch {
  readonly limits: XmrLimits
  readonly from: number
  readonly to: number
}

/** Points with the same limits, next to each other. */
function stretchesOf({ points }: XmrChart): Stretch[] {
  const found: Stretch[] = []
  for (const [at, { limits }] of points.entries()) {
    const last = found.at(-1)
    if (limits && last?.limits === limits) found[found.length - 1] = { ...last, to: at }
    else if (limits) found.push({ limits, from: at, to: at })
  }
  return found
}

const Level = ({
  scale,
  stretch,
  value,
  dashes,
}: {
  scale: Scale
  stretch: Stretch
  value: number
  dashes?: string
}): ReactNode => (
  <line
    x1={scale.x(stretch.from)}
    x2={scale.x(stretch.to)}
    y1={scale.y(value)}
    y2={scale.y(value)}
    stroke="#4c6272"
    strokeWidth="1.5"
    strokeDasharray={dashes}
  />
)

const Limits = ({ scale, stretch }: { scale: Scale; stretch: Stretch }): ReactNode => (
  <>
    <Level scale={scale} stretch={stretch} value={stretch.limits.mean} />
    <Level scale={scale} stretch={stretch} value={stretch.limits.upper} dashes="6 4" />
    <Level scale={scale} stretch={stretch} value={stretch.limits.lower} dashes="6 4" />
  </>
)

function Ends({ chart, unit, target, scale }: SpcChartProps & { scale: Scale }): ReactNode {
  const { limits } = chart
  const label = (words: string, value: number, fill: string) => ({
    text: `${words} ${formatNumber(value, unit)}`,
    y: scale.y(value),
    fill,
  })
  const labels = [
    ...(limits
      ? [
          label('Upper limit', limits.upper, '#4c6272'),
          label('Mean', limits.mean, '#4c6272'),
          label('Lower limit', limits.lower, '#4c6272'),
        ]
      : []),
    ...(target === undefined ? [] : [label('Target', target, '#007f3b')]),
  ]
  return apart(labels, 15).map(({ text, y, fill }) => (
    <text key={text} x={size.width - size.right + 8} y={y + 4} fontSize="12" fontWeight="bold" fill={fill}>
      {text}
    </text>
  ))
}

const shortMonth = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' })

/** As many months as can be read beside each other, the first always among them. */
const Months = ({ months, scale }: { months: readonly Month[]; scale: Scale }): ReactNode => {
  const every = Math.ceil(months.length / 6)
  return months.map((month, at) =>
    at % every === 0 ? (
      <text key={month} x={scale.x(at)} y={size.height - 10} fontSize="12" textAnchor="middle" fill="#212b32">
        {shortMonth.format(new Date(`${month}-01T00:00:00Z`))}
      </text>
    ) : null,
  )
}

const Grid = ({ scale, unit }: { scale: Scale; unit: Unit }): ReactNode =>
  scale.ticks.map((tick) => (
    <g key={tick} fontSize="12" fill="#212b32">
      <line x1={size.left} x2={size.width - size.right} y1={scale.y(tick)} y2={scale.y(tick)} stroke="#e8edee" />
      <text x={size.left - 6} y={scale.y(tick) + 4} textAnchor="end">
        {formatNumber(tick, unit === 'days' ? 'rate' : unit)}
      </text>
    </g>
  ))

const Target = ({ target, scale }: { target: number; scale: Scale }): ReactNode => (
  <line
    x1={size.left}
    x2={size.width - size.right}
    y1={scale.y(target)}
    y2={scale.y(target)}
    stroke="#007f3b"
    strokeWidth="2"
    strokeDasharray="2 3"
  />
)

/**
 * Figures by month with their mean and limits, drawn on the server; what is unusual has another shape. The table beside it says the same.
 */
export function SpcChart(props: SpcChartProps): ReactNode {
  const { caption, months, chart, unit, target } = props
  const scale = scaleOf(props)
  const line = chart.points.map(({ value }, at) => `${scale.x(at)},${scale.y(value)}`).join(' ')
  return (
    <svg
      role="img"
      aria-label={caption}
      viewBox={`0 0 ${size.width} ${size.height}`}
      width="100%"
      fontFamily="Arial, sans-serif"
    >
      <Grid scale={scale} unit={unit} />
      {stretchesOf(chart).map((stretch) => (
        <Limits key={stretch.from} scale={scale} stretch={stretch} />
      ))}
      {target !== undefined && <Target target={target} scale={scale} />}
      <polyline points={line} fill="none" stroke="#aeb7bd" strokeWidth="1.5" />
      {chart.points.map(({ value, meaning }, at) => (
        <path
          key={months[at]}
          d={looks[meaning].shape}
          fill={looks[meaning].fill}
          transform={`translate(${scale.x(at)},${scale.y(value)})`}
        />
      ))}
      <Months months={months} scale={scale} />
      <Ends {...props} scale={scale} />
    </svg>
  )
}

/** What the shapes mean, of those that stand in the chart. */
export function Legend({ chart }: { chart: XmrChart }): ReactNode {
  const shown = (Object.keys(looks) as Meaning[]).filter((meaning) =>
    chart.points.some((point) => point.meaning === meaning),
  )
  return (
    <ul className="nhsuk-list" aria-label="What the shapes mean">
      {shown.map((meaning) => (
        <li key={meaning}>
          <svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">
            <path d={looks[meaning].shape} fill={looks[meaning].fill} />
          </svg>{' '}
          {looks[meaning].words}
        </li>
      ))}
    </ul>
  )
}
