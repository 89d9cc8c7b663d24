import type { ReactNode } from 'react'

/** One series drawn as a line over the same steps as the others; a step without a value is left out. */
export interface DrawnLine {
  readonly label: string
  readonly values: readonly (number | null)[]
  /** Told apart by how it is drawn as well as by its colour. */
  readonly look: 'plan' | 'actual' | 'estimate' | 'forecast'
}

export interface LineWithBandProps {
  /** What is drawn, for those who do not see it; the table beside it has the figures. */
  readonly caption: string
  /** The steps from left to right, short: `Apr`. */
  readonly steps: readonly string[]
  /** A stretch around a line: from the lower to the upper value at each step. */
  readonly band?: { readonly label: string; readonly lower: readonly number[]; readonly upper: readonly number[] }
  readonly lines: readonly DrawnLine[]
  /** How a value is written at the side. */
  readonly write: (value: number) => string
}

const width = 640
const height = 300
const left = 76
const right = 96
const top = 16
const bottom = 30

const looks: Readonly<Record<DrawnLine['look'], { stroke: string; width: number; dashes?: string }>> = {
  plan: { stroke: '#4c6272', width: 2 },
  actual: { stroke: '#005eb8', width: 3.5 },
  estimate: { stroke: '#005eb8', width: 2.5, dashes: '7 4' },
  forecast: { stroke: '#7c2855', width: 2.5, dashes: '2 4' },
}

interface Scale {
  x(step: number): number
  y(value: number): number
}

/** Round steps for the side: of 1, 2 or 5 with noughts, about four of them. */
export function ticksUpTo(most: number): number[] {
  if (most <= 0) return [0]
  const rough = most / 4
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((times) => times * size >= rough)! * size
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step)
}

function scaleOf(steps: number, most: number): Scale {
  const across = (width - left - right) / Math.max(1, steps - 1)
  return {
    x: (step) => Math.round((left + step * across) * 10) / 10,
    y: (value) => Math.round((height - bottom - (value / most) * (height - top - bottom)) * 10) / 10,
  }
}

function Band({ band, scale }: { band: NonNullable<LineWithBandProps['band']>; scale: Scale }): ReactNode {
  const upper = band.upper.map((value, at) => `${scale.x(at)},${scale.y(value)}`)
  const lower = band.lower.map((value, at) => `${scale.x(at)},${scale.y(value)}`).toReversed()
  return <polygon points={[...upper, ...lower].join(' ')} fill="#d8dde0" stroke="#aeb7bd" strokeWidth="1" />
}

function Line({ line, scale }: { line: DrawnLine; scale: Scale }): ReactNode {
  const points = line.values.flatMap((value, at) => (value === null ? [] : [`${scale.x(at)},${scale.y(value)}`]))
  const { stroke, width: strokeWidth, dashes } = looks[line.look]
  if (points.length === 1) {
    const [x, y] = points[0]!.split(',')
    return <circle cx={x} cy={y} r="4" fill={stroke} />
  }
  return (
    <polyline
      points={points.join(' ')}
      fill="none"
      stroke={stroke}
      strokeWidth={strokeWidth}
      strokeDasharray={dashes}
    />
  )
}

/** Labels at the ends of their lines, moved apart where they would stand on each other. */
function placed(lines: readonly DrawnLine[], scale: Scale): { line: DrawnLine; x: number; y: number }[] {
  const ends = lines.flatMap((line) => {
    const at = line.values.findLastIndex((value) => value !== null)
    return at < 0 ? [] : [{ line, x: scale.x(at), y: scale.y(line.values[at]!) }]
  })
  let last = -Infinity
  return ends
    .toSorted((a, b) => a.y - b.y)
    .map((end) => {
      last = Math.max(end.y, last + 15)
      return { ...end, y: last }
    })
}

/**
 * Values over time as lines, with a band around one of them; each line is named where it ends, and lines differ in how they are drawn.
 * Values are not negative. The table beside it says the same.
 */
export function LineWithBand({ caption, steps, band, lines, write }: LineWithBandProps): ReactNode {
  const values = [...lines.flatMap((line) => line.values), ...(band?.upper ?? [])]
  const ticks = ticksUpTo(Math.max(0, ...values.flatMap((value) => (value === null ? [] : [value]))))
  const scale = scaleOf(steps.length, Math.max(1, ticks.at(-1)!))
  return (
    <svg role="img" aria-label={caption} viewBox={`0 0 ${width} ${height}`} width="100%" fontFamily="Arial, sans-serif">
      {ticks.map((tick) => (
        <g key={tick} fontSize="12" fill="#212b32">
          <line x1={left} x2={width - right} y1={scale.y(tick)} y2={scale.y(tick)} stroke="#d8dde0" />
          <text x={left - 6} y={scale.y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      {band && <Band band={band} scale={scale} />}
      {lines.map((line) => (
        <Line key={line.label} line={line} scale={scale} />
      ))}
      {steps.map((step, at) => (
        <text key={step} x={scale.x(at)} y={height - 10} fontSize="12" textAnchor="middle" fill="#212b32">
          {step}
        </text>
      ))}
      {placed(lines, scale).map(({ line, x, y }) => (
        <text key={line.label} x={x + 6} y={y + 4} fontSize="13" fontWeight="bold" fill={looks[line.look].stroke}>
          {line.label}
        </text>
      ))}
    </svg>
  )
}
