import { type Pence, splitByWeight, toPence } from '#shared'
import type { Pace } from './pace.ts'
import { type Limits, heldWithin, paceFraction } from './moving.ts'

/** One practice’s part in one line, before the money is shared. Practices stand in the order of their codes. */
export interface Claim {
  readonly practice: string
  readonly line: string
  readonly historicPence: Pence
  readonly fairSharePence: Pence
  readonly patients: number
}

/** What there is to share of a line, top-slices taken. */
export interface LineMoney {
  readonly line: string
  readonly pence: Pence
}

export type Choice =
  | { readonly method: 'historic' | 'fair-share'; readonly pace?: Pace }
  /** The weight of history, in millionths, for a line. */
  | { readonly method: 'blend'; readonly weightOf: (line: string) => number; readonly pace?: Pace }

/** What a claim was given, beside what history and the fair share come to when each is brought to the same money. */
export interface Allotted extends Claim {
  readonly historyOfMoneyPence: Pence
  readonly fairOfMoneyPence: Pence
  readonly pence: Pence
}

const whole = 1_000_000n

/** The first of some weights that can split anything: history where there is one, else the fair share, else heads. */
function usable(...weights: readonly (readonly (number | bigint)[])[]): readonly (number | bigint)[] {
  return weights.find((each) => each.some((weight) => weight > 0)) ?? weights.at(-1)!.map(() => 1)
}

const notBelowNothing = (pence: Pence): number => Math.max(pence, 0)

type Brought = Omit<Allotted, 'pence'> & { readonly targetMicro: bigint }

/** Brings history and fair share of one line to its money, and says where the method would have each practice. */
function broughtTo({ pence }: LineMoney, claims: readonly Claim[], choice: Choice): Brought[] {
  const heads = claims.map(({ patients }) => patients)
  const fairs = claims.map(({ fairSharePence }) => notBelowNothing(fairSharePence))
  const histories = claims.map(({ historicPence }) => notBelowNothing(historicPence))
  const fair = splitByWeight(pence, usable(fairs, heads))
  const history = splitByWeight(pence, usable(histories, fairs, heads))
  return claims.map((claim, at) => {
    const [ofHistory, ofFair] = [BigInt(history[at]!), BigInt(fair[at]!)]
    const weight = choice.method === 'blend' ? BigInt(choice.weightOf(claim.line)) : 0n
    const isHistory = choice.method === 'historic' && !choice.pace
    const targetMicro = isHistory ? ofHistory * whole : weight * ofHistory + (whole - weight) * ofFair
    return { ...claim, historyOfMoneyPence: history[at]!, fairOfMoneyPence: fair[at]!, targetMicro }
  })
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

interface Practice {
  readonly history: bigint
  readonly fair: bigint
  readonly target: bigint
}

function practicesOf(cells: readonly Brought[]): Map<string, Practice> {
  const totals = new Map<string, Practice>()
  for (const cell of cells) {
    const total = totals.get(cell.practice) ?? { history: 0n, fair: 0n, target: 0n }
    totals.set(cell.practice, {
      history: total.history + BigInt(cell.historyOfMoneyPence),
      fair: total.fair + BigInt(cell.fairOfMoneyPence),
      target: total.target + cell.targetMicro,
    })
  }
  return totals
}

/** Each practice as far from history to its target as the pace lets it, then held within floor and ceiling. In millionths of a penny. */
function paced(cells: readonly Brought[], money: readonly LineMoney[], pace: Pace): bigint[] {
  const practices = practicesOf(cells)
  const moved = cells.map((cell) => {
    const { history, fair, target } = practices.get(cell.practice)!
    const { part, of } = paceFraction({ history, fair, targetMicro: target }, pace)
    const from = BigInt(cell.historyOfMoneyPence) * whole
    return from + ((cell.targetMicro - from) * part) / of
  })
  const limits = new Map<string, Limits>(
    [...practices].map(([practice, { history }]) => [
      practice,
      {
        ...(pace.floorBp !== undefined && { least: (history * whole * BigInt(10_000 + pace.floorBp)) / 10_000n }),
        ...(pace.ceilingBp !== undefined && { most: (history * whole * BigInt(10_000 + pace.ceilingBp)) / 10_000n }),
      },
    ]),
  )
  const lines = new Map(money.map(({ line, pence }) => [line, BigInt(pence) * whole]))
  return heldWithin(cells, moved, { lines, limits })
}

/**
 * Shares the money of each line among practices by a method, in pence, so that every line and with them the control total foot exactly:
 * largest remainder, ties by code. Historic: by what each had. Fair share: by its fair share. Blend: the part of history that the line’s
 * weight says, the rest by fair share. With a pace each starts at history and moves no further than the pace lets it.
 */
export function allot(claims: readonly Claim[], money: readonly LineMoney[], choice: Choice): Allotted[] {
  const of = (line: string): Claim[] =>
    claims.filter((claim) => claim.line === line).toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
  const shared = money.filter(({ line }) => claims.some((claim) => claim.line === line))
  const cells = shared.flatMap((each) => broughtTo(each, of(each.line), choice))
  const weights = choice.pace ? paced(cells, shared, choice.pace) : cells.map(({ targetMicro }) => targetMicro)
  return shared.flatMap(({ line, pence }) => {
    const at = cells.flatMap((cell, position) => (cell.line === line ? [position] : []))
    const own = at.map((position) => weights[position]!)
    const parts = splitByWeight(pence, sum(own) > 0n ? own : own.map(() => 1n))
    return at.map((position, place) => {
      const { targetMicro: _, ...cell } = cells[position]!
      return { ...cell, pence: toPence(parts[place]!) }
    })
  })
}
