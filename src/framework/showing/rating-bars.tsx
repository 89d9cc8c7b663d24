import type { ReactNode } from 'react'
import type { LevelCounts } from '../assessment/counts.ts'
import { type Rating, ratingWords, ratings } from '../assessment/rating.ts'

const fills: Readonly<Record<Rating | 'unrated', string>> = {
  ok: '#007f3b',
  low: '#7fb79d',
  medium: '#ffb81c',
  high: '#ed8b00',
  critical: '#8a1538',
  unrated: '#d8dde0',
}
const inks: Readonly<Record<Rating | 'unrated', string>> = {
  ok: '#ffffff',
  low: '#212b32',
  medium: '#212b32',
  high: '#212b32',
  critical: '#ffffff',
  unrated: '#212b32',
}

const [width, left, row, thick] = [640, 64, 56, 26] as const

interface Part {
  readonly key: Rating | 'unrated'
  readonly count: number
  readonly from: number
}

function partsOf({ ratings: rated, unrated }: LevelCounts): Part[] {
  let from = 0
  return [...ratings, 'unrated' as const].flatMap((key) => {
    const count = key === 'unrated' ? unrated : rated[key]
    const part = { key, count, from }
    from += count
    return count === 0 ? [] : [part]
  })
}

const wordsOf = (key: Rating | 'unrated'): string => (key === 'unrated' ? 'Not rated' : ratingWords[key])

function Bar({ counts, at, scale }: { counts: LevelCounts; at: number; scale: number }): ReactNode {
  const top = at * row
  return (
    <g fontSize="13">
      <text x={0} y={top + 18} fontWeight="bold">
        Level {counts.level}
      </text>
      {partsOf(counts).map(({ key, count, from }) => {
        const size = count * scale
        return (
          <g key={key}>
            <rect x={left + from * scale} y={top} width={size - 1} height={thick} fill={fills[key]} />
            <text x={left + from * scale + size / 2} y={top + 18} textAnchor="middle" fill={inks[key]}>
              {count}
            </text>
            {size > 46 && (
              <text x={left + from * scale} y={top + thick + 14} fontSize="12" fill="#4c6272">
                {wordsOf(key)}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** Targets of each level by rating, as stretches of a bar; the table beside it says the same. */
export function RatingBars({ counts }: { readonly counts: readonly LevelCounts[] }): ReactNode {
  const most = Math.max(1, ...counts.map(({ targets }) => targets))
  const scale = (width - left) / most
  return (
    <svg
      role="img"
      aria-label="Targets of each level by rating, from OK on the left to critical and not rated on the right"
      viewBox={`0 0 ${width} ${counts.length * row}`}
      width="100%"
      style={{ maxWidth: 800 }}
      fontFamily="Arial, sans-serif"
    >
      {counts.map((each, at) => (
        <Bar key={each.level} counts={each} at={at} scale={scale} />
      ))}
    </svg>
  )
}
