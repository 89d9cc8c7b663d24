import type { ReactNode } from 'react'

export interface SignedBar {
  readonly label: string
  readonly value: number
  /** How much it is, in words. */
  readonly text: string
}

const width = 460
const row = 42
const middle = width / 2

function Bar({
  bar,
  at,
  longest,
}: {
  readonly bar: SignedBar
  readonly at: number
  readonly longest: number
}): ReactNode {
  const size = Math.round((Math.abs(bar.value) / longest) * middle)
  const top = at * row
  const gains = bar.value >= 0
  return (
    <g fontSize="14">
      <text x={0} y={top + 15}>
        {bar.label.length > 36 ? `${bar.label.slice(0, 35)}…` : bar.label}
      </text>
      <text x={width} y={top + 15} textAnchor="end">
        {bar.text}
      </text>
      <rect
        x={gains ? middle : middle - size}
        y={top + 21}
        width={Math.max(size, 1)}
        height={12}
        fill={gains ? '#007f3b' : '#768692'}
      />
      <line x1={middle} x2={middle} y1={top + 18} y2={top + 36} stroke="#4c6272" />
    </g>
  )
}

/**
 * Bars to the right for what is gained and to the left for what is given up, each beneath its name and amount; the table beside them
 * says the same.
 */
export function SignedBars({
  bars,
  caption,
}: {
  readonly bars: readonly SignedBar[]
  readonly caption: string
}): ReactNode {
  const longest = Math.max(1, ...bars.map(({ value }) => Math.abs(value)))
  const height = bars.length * row
  return (
    <svg role="img" aria-label={caption} viewBox={`0 0 ${width} ${height}`} width={600} fontFamily="Arial, sans-serif">
      {bars.map((bar, at) => (
        <Bar key={bar.label} bar={bar} at={at} longest={longest} />
      ))}
    </svg>
  )
}
