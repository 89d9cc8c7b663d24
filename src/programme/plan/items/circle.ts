/** What waits for what, by number. */
export type WaitsFor = ReadonlyMap<number, readonly number[]>

/** A way from an item through what it waits for back to itself, in order; nothing where there is none. */
export function findCircle(waits: WaitsFor): number[] | undefined {
  const done = new Set<number>()
  const way: number[] = []
  function visit(at: number): number[] | undefined {
    if (way.includes(at)) return way.slice(way.indexOf(at))
    if (done.has(at)) return undefined
    way.push(at)
    for (const next of waits.get(at) ?? []) {
      const circle = visit(next)
      if (circle) return circle
    }
    way.pop()
    done.add(at)
    return undefined
  }
  for (const start of waits.keys()) {
    const circle = visit(start)
    if (circle) return circle
  }
  return undefined
}

/** `2.1 waits for 2.2, which waits for 2.1`. */
export function circleWords(circle: readonly number[], refOf: (itemNo: number) => string): string {
  const [first, ...others] = circle.map(refOf)
  return `${first} waits for ${[...others, first].join(', which waits for ')}`
}
