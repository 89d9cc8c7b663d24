/** Round steps for the side of a chart that need not begin at nothing: of 1, 2 or 5 with noughts, about four of them. */
export function ticksBetween(least: number, most: number): number[] {
  const span = most - least || Math.abs(most) || 1
  const rough = span / 4
  const size = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].find((times) => times * size >= rough)! * size
  const [first, last] = [Math.floor(least / step), Math.ceil(most / step)]
  const count = Math.max(1, last - first)
  // Noughts behind the point that floating point leaves are cut.
  return Array.from({ length: count + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)))
}

export interface Labelled {
  readonly text: string
  readonly y: number
}

/** Labels moved apart where they would stand on each other, in their order from above. */
export function apart<Label extends Labelled>(labels: readonly Label[], gap: number): Label[] {
  let last = -Infinity
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map((label) => {
      last = Math.max(label.y, last + gap)
      return { ...label, y: last }
    })
}
