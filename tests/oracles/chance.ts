/** Reproducible chance: the same seed draws the same numbers on every machine (the mulberry32 generator). */
export interface Chance {
  /** From 0, less than 1. */
  next(): number
  whole(from: number, to: number): number
  pick<Item>(items: readonly Item[]): Item
  often(share: number): boolean
}

export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return { next, whole, pick: (items) => items[whole(0, items.length - 1)]!, often: (share) => next() < share }
}
