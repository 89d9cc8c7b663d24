import { type PlainDate, addDays, addMonths, firstDay, formatDate, formatMonth, monthOf } from '#shared'
import type { ReactNode } from 'react'
import { type TimeAxis, timeAxis } from './time-axis.ts'

/** One item as it is drawn. */
export interface GanttRow {
  readonly ref: string
  readonly title: string
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  /** As the baseline has it. */
  readonly baselineDue: PlainDate | null
  readonly look: 'planned' | 'ongoing' | 'done' | 'late'
  /** What stands beside its bar. */
  readonly label: string
  readonly milestones: readonly { readonly due: PlainDate; readonly isReached: boolean; readonly title: string }[]
}

const width = 960
const left = 300
const right = 120
const row = 26
const top = 34
/** About as many letters as fit left of the bars. */
const letters = 38

const colours: Readonly<Record<GanttRow['look'], { fill: string; stroke: string; dashes?: string }>> = {
  planned: { fill: '#ffffff', stroke: '#005eb8' },
  ongoing: { fill: '#005eb8', stroke: '#005eb8' },
  done: { fill: '#aeb7bd', stroke: '#4c6272' },
  late: { fill: '#ffffff', stroke: '#b5251b', dashes: '5 3' },
}

const place = (axis: TimeAxis, day: PlainDate): number =>
  Math.round((left + axis.at(day) * (width - left - right)) * 10) / 10

const shortened = (text: string): string => (text.length > letters ? `${text.slice(0, letters - 1)}…` : text)

/**
 * From its first day to behind its last; what goes on without end reaches the edge, what has no first day begins a month before it
 * ends.
 */
function barOf(
  { start, due, look }: GanttRow,
  axis: TimeAxis,
): { from: number; to: number; isOpen: boolean } | undefined {
  if (start === null && due === null) return undefined
  const from = start ?? firstDay(monthOf(due!))
  const isOpen = due === null
  const to = due === null ? (look === 'done' ? addDays(from, 1) : axis.end) : addDays(due, 1)
  return {
    from: place(axis, from),
    to: Math.max(place(axis, from) + 3, place(axis, to)),
    isOpen: isOpen && look !== 'done',
  }
}

const Milestone = ({
  x,
  y,
  isReached,
  title,
}: {
  x: number
  y: number
  isReached: boolean
  title: string
}): ReactNode => (
  <path
    d={`M${x},${y - 6} l6,6 l-6,6 l-6,-6 z`}
    fill={isReached ? '#007f3b' : '#ffffff'}
    stroke="#007f3b"
    strokeWidth="1.5"
  >
    <title>{title}</title>
  </path>
)

function Bar({ item, axis, y }: { item: GanttRow; axis: TimeAxis; y: number }): ReactNode {
  const bar = barOf(item, axis)
  if (!bar) return null
  const { fill, stroke, dashes } = colours[item.look]
  const { from, to, isOpen } = bar
  return (
    <>
      <rect
        x={from}
        y={y - 7}
        width={to - from}
        height={14}
        fill={fill}
        stroke={stroke}
        strokeWidth="1.5"
        strokeDasharray={dashes}
      />
      {isOpen && <path d={`M${to},${y - 7} l8,7 l-8,7 z`} fill={stroke} />}
      {item.baselineDue && (
        <line
          x1={place(axis, addDays(item.baselineDue, 1))}
          x2={place(axis, addDays(item.baselineDue, 1))}
          y1={y - 10}
          y2={y + 10}
          stroke="#212b32"
          strokeWidth="3"
        >
          <title>{`Due in the baseline: ${formatDate(item.baselineDue)}`}</title>
        </line>
      )}
      <text x={to + (isOpen ? 12 : 6)} y={y + 4} fontSize="12" fill="#212b32">
        {item.label}
      </text>
    </>
  )
}

function Row({ item, axis, at }: { item: GanttRow; axis: TimeAxis; at: number }): ReactNode {
  const y = top + at * row + row / 2
  return (
    <g>
      <text x="0" y={y + 4} fontSize="13" fill="#212b32">
        <title>{`${item.ref} ${item.title}`}</title>
        {shortened(`${item.ref} ${item.title}`)}
      </text>
      <Bar item={item} axis={axis} y={y} />
      {item.milestones.map((milestone) => (
        <Milestone
          key={`${milestone.title} ${milestone.due}`}
          x={place(axis, milestone.due)}
          y={y}
          isReached={milestone.isReached}
          title={milestone.title}
        />
      ))}
    </g>
  )
}

const shortMonth = (month: string): string => {
  const [name, year] = formatMonth(month as ReturnType<typeof monthOf>).split(' ')
  return `${name!.slice(0, 3)} ${year!.slice(2)}`
}

const Months = ({ axis, height }: { axis: TimeAxis; height: number }): ReactNode =>
  axis.ticks.map((month) => {
    const x = place(axis, firstDay(month))
    return (
      <g key={month} fontSize="12" fill="#212b32">
        <line x1={x} x2={x} y1={top - 10} y2={height} stroke="#d8dde0" />
        <text x={x + 3} y={top - 14}>
          {shortMonth(month)}
        </text>
      </g>
    )
  })

function TodayMark({ axis, today, height }: { axis: TimeAxis; today: PlainDate; height: number }): ReactNode {
  const x = place(axis, today)
  return (
    <g>
      <line x1={x} x2={x} y1={top - 10} y2={height} stroke="#b5251b" strokeWidth="1.5" strokeDasharray="2 3" />
      <text x={x + 3} y={height - 1} fontSize="12" fill="#b5251b" fontWeight="bold">
        Today
      </text>
    </g>
  )
}

/**
 * Items as bars over time: planned is an outline, ongoing is filled and ends in an arrow where no end is named, done is grey, late is
 * dashed, and each says so in words beside it. A thick stroke is where the baseline had its end, a diamond a milestone. The table
 * beside it says the same.
 */
export function Gantt({
  rows,
  today,
  caption,
}: {
  rows: readonly GanttRow[]
  today: PlainDate
  caption: string
}): ReactNode {
  const drawn = rows.filter(({ start, due }) => start !== null || due !== null)
  const days = drawn.flatMap(({ start, due, baselineDue, milestones }) =>
    [start, due, baselineDue, ...milestones.map((each) => each.due)].filter((day): day is PlainDate => day !== null),
  )
  const latest = days.toSorted().at(-1)
  // Today belongs on it, unless the plan is long over: then it would be a sliver at the left.
  const isNear = latest !== undefined && today <= firstDay(addMonths(monthOf(latest), 13))
  const axis = timeAxis(isNear ? [...days, today] : days)
  if (!axis) return null
  const height = top + drawn.length * row + 8
  return (
    <div className="app-table__scroll app-gantt" role="region" aria-label={caption} tabIndex={0}>
      <svg
        role="img"
        aria-label={caption}
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        fontFamily="Arial, sans-serif"
      >
        <Months axis={axis} height={height} />
        {isNear && <TodayMark axis={axis} today={today} height={height} />}
        {drawn.map((item, at) => (
          <Row key={`${item.ref} ${item.title}`} item={item} axis={axis} at={at} />
        ))}
      </svg>
    </div>
  )
}
