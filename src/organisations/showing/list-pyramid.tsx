import type { ReactNode } from 'react'
import { type ListCell, bandStart } from '../model/list-count.ts'

const row = 16
const side = 240
const middle = 60
const width = 2 * side + middle

interface BandBar {
  readonly band: string
  readonly men: number
  readonly women: number
}

/** Oldest on top, as such drawings are read. */
function barsOf(cells: readonly ListCell[]): BandBar[] {
  const bands = [...new Set(cells.map(({ ageBand }) => ageBand))].toSorted((a, b) => bandStart(b) - bandStart(a))
  const patients = (band: string, sex: string) =>
    cells.filter((cell) => cell.ageBand === band && cell.sex === sex).reduce((sum, cell) => sum + cell.patients, 0)
  return bands.map((band) => ({ band, men: patients(band, '1'), women: patients(band, '2') }))
}

function Bars({ bar, at, longest }: { bar: BandBar; at: number; longest: number }): ReactNode {
  const length = (patients: number) => Math.round((patients / longest) * (side - 40))
  const top = at * row + 20
  const [men, women] = [length(bar.men), length(bar.women)]
  return (
    <g fontSize="11">
      <rect x={side - men} y={top} width={men} height={row - 3} fill="#005eb8" />
      <rect x={side + middle} y={top} width={women} height={row - 3} fill="#768692" />
      <text x={side + middle / 2} y={top + 10} textAnchor="middle">
        {bar.band}
      </text>
      <text x={side - men - 4} y={top + 10} textAnchor="end">
        {bar.men}
      </text>
      <text x={side + middle + women + 4} y={top + 10}>
        {bar.women}
      </text>
    </g>
  )
}

/**
 * The ages of a list as a pyramid; the table beside it says the same. Bars stand on the side that is named
 * above them.
 */
export function ListPyramid({ cells, caption }: { cells: readonly ListCell[]; caption: string }): ReactNode {
  const bars = barsOf(cells)
  const longest = Math.max(1, ...bars.flatMap(({ men, women }) => [men, women]))
  return (
    <svg
      role="img"
      aria-label={`${caption}: male on the left, female on the right, the oldest on top.`}
      viewBox={`0 0 ${width} ${bars.length * row + 24}`}
      width="100%"
      fontFamily="Arial, sans-serif"
    >
      <text x={side} y={12} textAnchor="end" fontSize="12">
        Male
      </text>
      <text x={side + middle} y={12} fontSize="12">
        Female
      </text>
      {bars.map((bar, at) => (
        <Bars key={bar.band} bar={bar} at={at} longest={longest} />
      ))}
    </svg>
  )
}
