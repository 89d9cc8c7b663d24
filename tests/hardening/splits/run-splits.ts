import { type Pence, splitByWeight, toPence } from '#shared'
import { shareByIndex } from '../../../src/budgets/fair-shares/sums/share-line.ts'
import { type Chance, chance } from '../../oracles/chance.ts'

interface Split {
  readonly whole: Pence
  readonly weights: readonly bigint[]
}

/** Weights as they occur and as nobody would expect them: alike, none, tiny beside huge, more parts than pence. */
function drawWeight(chances: Chance, kind: number): bigint {
  if (kind === 0) return 1n
  if (kind === 1) return chances.often(0.5) ? 0n : BigInt(chances.whole(0, 3))
  if (kind === 2) return BigInt(chances.whole(0, 2_000_000_000)) ** 2n
  if (kind === 3) return chances.often(0.1) ? 10n ** 30n : BigInt(chances.whole(0, 9))
  return BigInt(chances.whole(0, 50_000))
}

function drawSplit(chances: Chance): Split {
  const kind = chances.whole(0, 5)
  const size = chances.often(0.02) ? chances.whole(50, 120) : chances.whole(1, 12)
  const weights: bigint[] = Array.from({ length: size }, () => drawWeight(chances, kind))
  if (weights.every((weight) => weight <= 0n)) weights[chances.whole(0, size - 1)] = 1n
  const whole = chances.often(0.2) ? chances.whole(0, 30) : Math.floor(chances.next() ** 3 * 200_000_000_000_000)
  return { whole: toPence(whole), weights }
}

/** In order as they stand, for as many parts as there ever are. */
const codes = Array.from({ length: 200 }, (_, at) => `P${String(at).padStart(5, '0')}`)

/** A shuffle that another one can be told from: by where each part goes. */
function shuffled(size: number, chances: Chance): number[] {
  const order = Array.from({ length: size }, (_, at) => at)
  for (let at = size - 1; at > 0; at--) {
    const other = chances.whole(0, at)
    const kept = order[at]!
    order[at] = order[other]!
    order[other] = kept
  }
  return order
}

const told = ({ whole, weights }: Split): string => `${whole} by ${weights.join(',')}`

/** Each part is its exact share, rounded down or up: floor(whole × weight / total), or a penny more. */
function isFair({ whole, weights }: Split, parts: readonly number[], total: bigint): boolean {
  return parts.every((part, at) => {
    const product = BigInt(whole) * weights[at]!
    const over = BigInt(part) - product / total
    return over === 0n || (over === 1n && product % total !== 0n)
  })
}

function faultOf(split: Split, chances: Chance): string | undefined {
  const { whole, weights } = split
  const parts = splitByWeight(whole, weights)
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  if (parts.reduce((sum, part) => sum + part, 0) !== whole) return `${told(split)}: the parts do not sum to it`
  if (parts.some((part) => part < 0)) return `${told(split)}: a part is negative`
  if (!isFair(split, parts, total)) return `${told(split)}: a part is a penny or more from its share`
  const named = weights.map((weight, at) => ({ practice: codes[at]!, weight }))
  const mixed = shuffled(weights.length, chances).map((at) => named[at]!)
  const again = shareByIndex(whole, mixed)
  return again.every(({ sharePence }, at) => sharePence === parts[at]) ? undefined : `${told(split)}: the order matters`
}

const mostTold = 20

/** So many random splits: parts sum to the whole, none is negative, none is a penny from its share, and the order does not matter. */
export function runSplits({
  count,
  seed,
  isLate = () => false,
}: {
  readonly count: number
  readonly seed: number
  readonly isLate?: () => boolean
}): { count: number; parts: number; failures: string[] } {
  const chances = chance(seed)
  const failures: string[] = []
  let parts = 0
  let done = 0
  for (; done < count; done++) {
    if (done % 10_000 === 0 && isLate()) break
    const split = drawSplit(chances)
    parts += split.weights.length
    const fault = faultOf(split, chances)
    if (fault !== undefined && failures.length < mostTold) failures.push(`seed ${seed}, split ${done}: ${fault}`)
  }
  return { count: done, parts, failures }
}
