import { type Pence, formatPounds } from '#shared'
import type { ReactNode } from 'react'
import { type PositionRow, isNoise } from '../position/position-row.ts'

const row = 22
const [left, width, right] = [215, 300, 170]
const most = 24

interface BandsProps {
  readonly rows: readonly PositionRow[]
  readonly nameOf: (code: string) => string
  readonly caption: string
}

const short = (name: string): string => (name.length > 30 ? `${name.slice(0, 29)}…` : name)

function BandRow({
  one,
  at,
  scale,
  name,
}: {
  one: PositionRow
  at: number
  scale: (pence: number) => number
  name: string
}): ReactNode {
  const y = at * row + 28
  const noise = isNoise(one)
  const sign = one.variancePence >= 0 ? '+' : '−'
  const text = `${sign}${formatPounds(Math.abs(one.variancePence) as Pence)}${noise ? '' : ' beyond chance'}`
  return (
    <g fontSize="11" fill="#212b32">
      <text x={left - 8} y={y + 4} textAnchor="end">
        {short(name)}
      </text>
      <rect
        x={scale(-one.bandPence)}
        y={y - 6}
        width={scale(one.bandPence) - scale(-one.bandPence)}
        height="12"
        fill="#d8dde0"
      />
      {noise ? (
        <circle cx={scale(one.variancePence)} cy={y} r="4.5" fill="#ffffff" stroke="#005eb8" strokeWidth="2" />
      ) : (
        <rect x={scale(one.variancePence) - 5} y={y - 5} width="10" height="10" fill="#7c2855" />
      )}
      <text x={left + width + 8} y={y + 4}>
        {text}
      </text>
    </g>
  )
}

/**
 * How far each row lies from its plan, and within how much of it chance alone would put it: a ring within the band, a square
 * beyond. Of many
 * the first; the table below has all of them.
 */
export function VarianceBands({ rows, nameOf, caption }: BandsProps): ReactNode {
  const shown = rows.filter(({ yearPence }) => yearPence !== 0).slice(0, most)
  if (shown.length < 2) return null
  const reach = Math.max(1, ...shown.map((one) => Math.max(Math.abs(one.variancePence), one.bandPence)))
  const scale = (pence: number): number => Math.round((left + width / 2 + (pence / reach) * (width / 2)) * 10) / 10
  const height = shown.length * row + 32
  return (
    <svg
      role="img"
      aria-label={caption}
      viewBox={`0 0 ${left + width + right} ${height}`}
      width="100%"
      fontFamily="Arial, sans-serif"
    >
      <text x={left + width / 2} y={12} textAnchor="middle" fontSize="12" fill="#212b32">
        below plan ◂ plan ▸ above plan
      </text>
      <line x1={scale(0)} x2={scale(0)} y1={18} y2={height} stroke="#4c6272" strokeWidth="1.5" />
      {shown.map((one, at) => (
        <BandRow key={one.code} one={one} at={at} scale={scale} name={nameOf(one.code)} />
      ))}
    </svg>
  )
}
