import { type PlainDate, daysBetween, formatDate } from '#shared'
import type { ReactNode } from 'react'
import type { Tie } from '../views/organisation.view.ts'
import { spanWords } from './words.ts'

const row = 34
const width = 640

const spanOf = (ties: readonly Tie[], today: PlainDate): { start: PlainDate; end: PlainDate } => {
  const days = ties.flatMap(({ from, to }) => [from, to ?? today]).toSorted()
  const end = days.at(-1)! > today ? days.at(-1)! : today
  return { start: days[0]!, end }
}

/** Where somebody belonged over the years, one bar for each membership; the table below has the days. */
export function MembershipTimeline({ ties, today }: { ties: readonly Tie[]; today: PlainDate }): ReactNode {
  if (ties.length === 0) return null
  const { start, end } = spanOf(ties, today)
  const whole = Math.max(1, daysBetween(start, end))
  const place = (day: PlainDate) => Math.round((daysBetween(start, day) / whole) * width)
  const label = `Memberships from ${formatDate(start)} to ${formatDate(end)}`
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${ties.length * row}`}
      width="100%"
      fontFamily="Arial, sans-serif"
    >
      {ties.map((tie, at) => {
        const [from, to] = [place(tie.from), tie.to ? place(tie.to) : width]
        const leftHalf = from < width / 2
        return (
          <g key={`${tie.code} ${tie.from}`} fontSize="12">
            <text
              x={leftHalf ? from : to}
              y={at * row + 13}
              textAnchor={leftHalf ? 'start' : 'end'}
            >{`${tie.name} (${tie.code}), ${spanWords(tie)}`}</text>
            <rect
              x={from}
              y={at * row + 18}
              width={Math.max(2, to - from)}
              height={8}
              fill={tie.to ? '#768692' : '#005eb8'}
            />
          </g>
        )
      })}
    </svg>
  )
}
