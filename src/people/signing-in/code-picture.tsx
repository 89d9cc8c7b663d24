import type { ReactNode } from 'react'
import { encode } from 'uqr'

/** Every dark square as a path of its own: `M3,0h1v1h-1z`. */
const pathOf = (squares: readonly (readonly boolean[])[]): string =>
  squares.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x},${y}h1v1h-1z`] : []))).join('')

/** A text as a square that a telephone reads. Drawn here: the text is a secret and goes to no service that draws. */
export function CodePicture({ text, label }: { text: string; label: string }): ReactNode {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  return (
    <svg
      className="app-code-picture"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(data)} fill="#000" />
    </svg>
  )
}
