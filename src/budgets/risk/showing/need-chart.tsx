import { type Pence, formatPounds } from '#shared'
import type { ReactNode } from 'react'
import type { Bar } from '../simulation/summary.ts'

/** A size of the pool that the drawing names. */
export interface Marked {
  readonly pence: Pence
  readonly words: string
}

const [width, height, left, floor] = [640, 250, 46, 190] as const
const top = 56

interface Scale {
  readonly x: (pence: number) => number
  readonly y: (years: number) => number
}

const Bars = ({ bars, scale }: { bars: readonly Bar[]; scale: Scale }): ReactNode => (
  <g fill="#005eb8">
    {bars.map(({ fromPence, toPence, years }) => (
      <rect
        key={fromPence}
        x={scale.x(fromPence) + 1}
        y={scale.y(years)}
        width={Math.max(1, scale.x(toPence) - scale.x(fromPence) - 2)}
        height={floor - scale.y(years)}
      />
    ))}
  </g>
)

/** The line at a size of the pool, with its words above; two that are near stand on two lines. */
const Mark = ({ mark, scale, at }: { mark: Marked; scale: Scale; at: number }): ReactNode => {
  const x = scale.x(mark.pence)
  const isRight = x > width / 2
  return (
    <g>
      <line
        x1={x}
        x2={x}
        y1={16 + at * 18}
        y2={floor}
        stroke="#212b32"
        strokeWidth="2"
        strokeDasharray={at === 0 ? undefined : '5 3'}
      />
      <text x={isRight ? x - 6 : x + 6} y={22 + at * 18} textAnchor={isRight ? 'end' : 'start'}>
        {mark.words}
      </text>
    </g>
  )
}

const Axis = ({ last, most, scale }: { last: number; most: number; scale: Scale }): ReactNode => (
  <g>
    <line x1={left} x2={width} y1={floor} y2={floor} stroke="#425563" />
    {[0, 0.25, 0.5, 0.75, 1].map((part) => (
      <text
        key={part}
        x={scale.x(last * part)}
        y={floor + 18}
        textAnchor={part === 1 ? 'end' : part === 0 ? 'start' : 'middle'}
      >
        {formatPounds(Math.round(last * part) as Pence)}
      </text>
    ))}
    <text x={left + (width - left) / 2} y={floor + 40} textAnchor="middle">
      What the pool had to pay
    </text>
    <text x={left - 6} y={scale.y(most) + 4} textAnchor="end">
      {most.toLocaleString('en-GB')}
    </text>
    <text x={left - 6} y={floor} textAnchor="end">
      0
    </text>
    <text x={0} y={12}>
      Years
    </text>
  </g>
)

interface ChartProps {
  readonly bars: readonly Bar[]
  readonly marks: readonly Marked[]
  readonly label: string
}

/** Simulated years by what the pool had to pay, with the sizes that matter as lines; the table beside it says the same. */
export function NeedChart({ bars, marks, label }: ChartProps): ReactNode {
  const last = Math.max(bars.at(-1)?.toPence ?? 1, ...marks.map(({ pence }) => pence))
  const most = Math.max(1, ...bars.map(({ years }) => years))
  const scale: Scale = {
    x: (pence) => left + ((width - left) * pence) / last,
    y: (years) => floor - ((floor - top) * years) / most,
  }
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      fontFamily="Arial, sans-serif"
      fontSize="13"
    >
      <Bars bars={bars} scale={scale} />
      {marks.map((mark, at) => (
        <Mark key={mark.words} mark={mark} scale={scale} at={at} />
      ))}
      <Axis last={last} most={most} scale={scale} />
    </svg>
  )
}
