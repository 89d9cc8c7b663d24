import { formatPounds } from '#shared'
import type { ReactNode } from 'react'
import type { Choice } from '../level/worth.ts'
import { choiceWords } from './dilemma-tables.ts'

const [width, left, right, row] = [640, 150, 90, 62] as const

function Bar({
  label,
  pence,
  top,
  scale,
  fill,
}: {
  label: string
  pence: Choice['morePence']
  top: number
  scale: number
  fill: string
}): ReactNode {
  const size = Math.max(1, Math.round(pence * scale))
  return (
    <g>
      <rect x={left} y={top} width={size} height={16} fill={fill} />
      <text x={left + size + 6} y={top + 13}>
        {formatPounds(pence)} {label}
      </text>
    </g>
  )
}

/** For each choice the money of a year above what its work costs once; the table beside it says the same. */
export function ChoiceBars({ choices }: { readonly choices: readonly Choice[] }): ReactNode {
  const most = Math.max(1, ...choices.flatMap(({ fundingPence, route }) => [fundingPence, route.costPence]))
  const scale = (width - left - right - 90) / most
  return (
    <svg
      role="img"
      aria-label="For each choice the money of a year, and what the work to get there costs"
      viewBox={`0 0 ${width} ${choices.length * row}`}
      width="100%"
      style={{ maxWidth: 800 }}
      fontFamily="Arial, sans-serif"
      fontSize="13"
    >
      {choices.map((choice, at) => (
        <g key={choice.level}>
          <text x={0} y={at * row + 24} fontWeight="bold">
            {choiceWords(choice)}
          </text>
          <Bar label="a year" pence={choice.fundingPence} top={at * row + 6} scale={scale} fill="#005eb8" />
          <Bar label="of work" pence={choice.route.costPence} top={at * row + 26} scale={scale} fill="#768692" />
        </g>
      ))}
    </svg>
  )
}
