/**
 * A stream of chance that depends on its seed alone: the small fast counting generator (sfc32, public domain), chosen because it
 * needs additions and shifts only and draws 32 bits in about 2 ns. Its four words are kept in an array so that a loop can take them into
 * variables.
 */
export type ChanceState = Int32Array

export function startChance(seed: number): ChanceState {
  const state = Int32Array.of(seed, seed ^ 0x9e3779b9, seed ^ 0x243f6a88, 1)
  // The first words of near seeds are alike; twelve rounds part them.
  for (let round = 0; round < 12; round += 1) drawBits(state)
  return state
}

/** 32 bits, as a whole number from 0. */
export function drawBits(state: ChanceState): number {
  const [a, b, c, d] = [state[0]!, state[1]!, state[2]!, state[3]!]
  const drawn = (((a + b) | 0) + d) | 0
  state[3] = (d + 1) | 0
  state[0] = b ^ (b >>> 9)
  state[1] = (c + (c << 3)) | 0
  state[2] = (((c << 21) | (c >>> 11)) + drawn) | 0
  return drawn >>> 0
}

/** Above 0 and below 1. */
export const drawPart = (state: ChanceState): number => (drawBits(state) + 0.5) / 4_294_967_296

/** A standard normal number (Box and Muller, one of the two). */
export const drawNormal = (state: ChanceState): number =>
  Math.sqrt(-2 * Math.log(drawPart(state))) * Math.cos(2 * Math.PI * drawPart(state))

/** A gamma number of a shape of at least 1, scale 1 (Marsaglia and Tsang 2000). */
function drawGamma(state: ChanceState, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(state)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(drawPart(state)) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/** A factor around 1 with a coefficient of variation of at most 1; without variation 1 itself. */
export const drawFactor = (state: ChanceState, variation: number): number =>
  variation === 0 ? 1 : drawGamma(state, 1 / variation ** 2) * variation ** 2

/** ln(n!), by Stirling’s series from 10 on; wrong by less than 1e-10. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1
    for (let factor = 2; factor <= n; factor += 1) product *= factor
    return Math.log(product)
  }
  return (
    (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3) + 1 / (1260 * n ** 5)
  )
}

function drawFew(state: ChanceState, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = drawPart(state); product > limit; product *= drawPart(state)) count += 1
  return count
}

/** A count that is Poisson about a mean: by rejection (Hörmann 1993, PTRS) from 10 on, one by one below. */
export function drawCount(state: ChanceState, mean: number): number {
  if (mean <= 0) return 0
  if (mean < 10) return drawFew(state, mean)
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
  const vr = 0.9277 - 3.6224 / (b - 2)
  for (;;) {
    const u = drawPart(state) - 0.5
    const v = drawPart(state)
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= vr) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (Math.log((v * inverseAlpha) / (a / (us * us) + b)) <= k * Math.log(mean) - mean - logFactorial(k)) return k
  }
}
