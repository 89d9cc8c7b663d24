import { formatPounds } from '#shared'
import type { ReactNode } from 'react'
import type { WaterfallStep } from '../explaining/explanation.ts'

const width = 460
const row = 46
const side = 350

interface Placed {
  readonly step: WaterfallStep
  readonly from: number
  readonly to: number
}

/** Where each step begins and ends: a sum stands from nothing, what is added begins where the last ended. */
export function placed(steps: readonly WaterfallStep[]): Placed[] {
  let at = 0
  return steps.map((step) => {
    const from = step.isSum ? 0 : at
    at = step.isSum ? step.pence : at + step.pence
    return { step, from, to: at }
  })
}

const colour = ({ isSum, pence }: WaterfallStep): string => (isSum ? '#005eb8' : pence >= 0 ? '#007f3b' : '#768692')

function Step({
  one,
  at,
  scale,
  low,
}: {
  readonly one: Placed
  readonly at: number
  readonly scale: number
  readonly low: number
}): ReactNode {
  const x = (value: number): number => Math.round((value - low) * scale)
  const [left, right] = [x(Math.min(one.from, one.to)), x(Math.max(one.from, one.to))]
  const top = at * row
  const words = one.step.words.length > 62 ? `${one.step.words.slice(0, 60)}…` : one.step.words
  return (
    <g fontSize="15">
      <text x={0} y={top + 14} fontWeight={one.step.isSum ? 'bold' : 'normal'}>
        {words}
      </text>
      <rect x={left} y={top + 20} width={Math.max(right - left, 1)} height={16} fill={colour(one.step)} />
      <text x={right + 6} y={top + 33} fontWeight={one.step.isSum ? 'bold' : 'normal'}>
        {`${!one.step.isSum && one.step.pence > 0 ? '+' : ''}${formatPounds(one.step.pence)}`}
      </text>
    </g>
  )
}

/** From history to the budget, each step where the last one ended; the table beside it says the same. */
export function Waterfall({
  steps,
  caption,
}: {
  readonly steps: readonly WaterfallStep[]
  readonly caption: string
}): ReactNode {
  const all = placed(steps)
  const low = Math.min(0, ...all.map(({ to }) => to))
  const high = Math.max(1, ...all.map(({ to }) => to))
  const scale = side / (high - low)
  return (
    <svg
      role="img"
      aria-label={caption}
      viewBox={`0 0 ${width} ${all.length * row}`}
      width={600}
      fontFamily="Arial, sans-serif"
    >
      {all.map((one, at) => (
        <Step key={`${at} ${one.step.words}`} one={one} at={at} scale={scale} low={low} />
      ))}
    </svg>
  )
}
