import type { ReactNode } from 'react'

export interface SignedBar {
  readonly label: string
  readonly value: number
  /** What stands at the end of the bar. */
  readonly text: string
}

const width = 460
const row = 34
const middle = width / 2
/** Leaves room for the words at the end of the longest bar. */
const side = middle - 110

function Bar({
  bar,
  at,
  longest,
}: {
  readonly bar: SignedBar
  readonly at: number
  readonly longest: number
}): ReactNode {
  const size = Math.round((Math.abs(bar.value) / longest) * side)
  const top = at * row
  const gains = bar.value >= 0
  return (
    <g fontSize="14">
      <text x={gains ? middle - 6 : middle + 6} y={top + 22} textAnchor={gains ? 'end' : 'start'}>
        {bar.label.length > 30 ? `${bar.label.slice(0, 29)}…` : bar.label}
      </text>
      <rect
        x={gains ? middle : middle - size}
        y={top + 8}
        width={Math.max(size, 1)}
        height={18}
        fill={gains ? '#007f3b' : '#768692'}
      />
      <text x={gains ? middle + size + 5 : middle - size - 5} y={top + 22} textAnchor={gains ? 'start' : 'end'}>
        {bar.text}
      </text>
    </g>
  )
}

/** Bars to the right for what is gained and to the left for what is given up, each with its amount; the table beside them says the same. */
export function SignedBars({
  bars,
  caption,
}: {
  readonly bars: readonly SignedBar[]
  readonly caption: string
}): ReactNode {
  const longest = Math.max(1, ...bars.map(({ value }) => Math.abs(value)))
  const height = bars.length * row + 4
  return (
    <svg role="img" aria-label={caption} viewBox={`0 0 ${width} ${height}`} width={600} fontFamily="Arial, sans-serif">
      <line x1={middle} x2={middle} y1="0" y2={height} stroke="#4c6272" />
      {bars.map((bar, at) => (
        <Bar key={bar.label} bar={bar} at={at} longest={longest} />
      ))}
    </svg>
  )
}
