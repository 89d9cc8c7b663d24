import { type Pence, type Result, ok, refused, roundHalfUp, splitByWeight, toPence } from '#shared'
import type { FullAmount } from '../versions/budget.ts'

/** What a change adds to, or takes from, one line of one practice. */
export interface Move {
  readonly practice: string
  readonly group: string | null
  readonly line: string
  readonly pence: Pence
}

export type MoveRefusal = 'nothing' | 'no-money' | 'no-such' | 'no-list'

type Moves = Result<Move[], MoveRefusal>

const moved = (moves: readonly Move[], nothing: string): Moves => {
  const some = moves.filter(({ pence }) => pence !== 0)
  return some.length > 0 ? ok(some) : refused('nothing', nothing)
}

const byLine = (amounts: readonly FullAmount[]): Map<string, FullAmount[]> => {
  const lines = new Map<string, FullAmount[]>()
  for (const amount of amounts) lines.set(amount.line, [...(lines.get(amount.line) ?? []), amount])
  return lines
}

const move = ({ practice, group, line }: Pick<Move, 'practice' | 'group' | 'line'>, pence: number): Move => ({
  practice,
  group,
  line,
  pence: toPence(pence),
})

export interface Virement {
  readonly from: { readonly practice: string; readonly line: string }
  readonly to: { readonly practice: string; readonly line: string }
  readonly pence: Pence
}

/** Moves money between two lines, of one practice or of two. */
export function virement(amounts: readonly FullAmount[], { from, to, pence }: Virement): Moves {
  const giver = amounts.find(({ practice, line }) => practice === from.practice && line === from.line)
  const taker = amounts.find(({ practice }) => practice === to.practice)
  const isLine = amounts.some(({ line }) => line === to.line)
  if (!giver || !taker || !isLine)
    return refused(
      'no-such',
      'Choose practices and lines that are in the budget, for what is given and for what takes it.',
    )
  if (pence <= 0) return refused('nothing', 'Say how much is moved, more than nothing.')
  if (giver.practice === taker.practice && from.line === to.line)
    return refused('nothing', 'That moves nothing: choose another line.')
  if (giver.pence < pence)
    return refused('no-money', `Practice ${giver.practice} has less than that in the line it is taken from. Move less.`)
  return ok([move(giver, -pence), move({ ...taker, line: to.line }, pence)])
}

/** All that one practice has goes to another: the two have become one. */
export function merger(
  amounts: readonly FullAmount[],
  { from, to }: { readonly from: string; readonly to: string },
): Moves {
  const taker = amounts.find(({ practice }) => practice === to)
  const own = amounts.filter(({ practice }) => practice === from)
  if (!taker || own.length === 0 || from === to)
    return refused(
      'no-such',
      'Choose two practices that are in the budget: the one that ends and the one that goes on.',
    )
  return moved(
    own.flatMap((amount) => [move(amount, -amount.pence), move({ ...taker, line: amount.line }, amount.pence)]),
    `Practice ${from} has nothing to hand over.`,
  )
}

/** All that a practice has goes to the others, by how many of its patients each took, or by their lists where nobody says. */
export function closure(
  amounts: readonly FullAmount[],
  { practice, takers }: { readonly practice: string; readonly takers: ReadonlyMap<string, number> },
): Moves {
  const moves: Move[] = []
  for (const line of byLine(amounts).values()) {
    const own = line.find((amount) => amount.practice === practice)
    const others = line.filter((amount) => amount.practice !== practice)
    if (!own || own.pence === 0) continue
    const named = others.map((amount) => takers.get(amount.practice) ?? 0)
    const weights = named.some((weight) => weight > 0) ? named : others.map(({ patients }) => patients)
    if (!weights.some((weight) => weight > 0)) return refused('no-list', 'No other practice has patients to take them.')
    moves.push(move(own, -own.pence), ...splitByWeight(own.pence, weights).map((pence, at) => move(others[at]!, pence)))
  }
  return moved(moves, `Practice ${practice} has no money in the budget: there is nothing to share out.`)
}

export interface NewPractice {
  readonly practice: string
  readonly group: string | null
  /** How many patients came to it from each practice. */
  readonly from: ReadonlyMap<string, number>
}

/** A new practice gets of every line what its patients had where they come from: each practice gives the part of its list that left. */
export function newPractice(amounts: readonly FullAmount[], { practice, group, from }: NewPractice): Moves {
  if (amounts.some((amount) => amount.practice === practice))
    return refused('no-such', `Practice ${practice} is in the budget already: change its list instead.`)
  const tooMany = amounts.find((amount) => (from.get(amount.practice) ?? 0) > amount.patients)
  if (tooMany)
    return refused(
      'no-list',
      `Practice ${tooMany.practice} has ${tooMany.patients} patients: no more than that can leave it.`,
    )
  const moves: Move[] = []
  for (const [line, own] of byLine(amounts)) {
    const given = own.flatMap((amount) => {
      const left = from.get(amount.practice) ?? 0
      if (left === 0 || amount.patients === 0) return []
      return [move(amount, -Number(roundHalfUp(BigInt(amount.pence) * BigInt(left), BigInt(amount.patients))))]
    })
    const sum = given.reduce((total, each) => total - each.pence, 0)
    moves.push(...given, move({ practice, group, line }, sum))
  }
  return moved(moves, 'Say from which practices its patients come, and how many.')
}

/** Every line is shared again by what each has a head times how many are on its list now. */
export function listChange(amounts: readonly FullAmount[], patients: ReadonlyMap<string, number>): Moves {
  const moves: Move[] = []
  for (const own of byLine(amounts).values()) {
    const without = own.find(({ practice, pence }) => pence > 0 && !patients.has(practice))
    if (without)
      return refused('no-list', `Practice ${without.practice} has no list on that day: import the list sizes first.`)
    const weights = own.map(({ practice, pence, patients: before }) =>
      before === 0 ? 0n : (BigInt(pence) * 1_000_000n * BigInt(patients.get(practice) ?? 0)) / BigInt(before),
    )
    if (!weights.some((weight) => weight > 0n)) continue
    const whole = toPence(own.reduce((sum, { pence }) => sum + pence, 0))
    moves.push(...splitByWeight(whole, weights).map((pence, at) => move(own[at]!, pence - own[at]!.pence)))
  }
  return moved(moves, 'No list has changed since: there is nothing to move.')
}

/** What prices have become in hundredths of a per cent, by line: the control total changes by what the amounts do. */
export function restatement(amounts: readonly FullAmount[], rates: ReadonlyMap<string, number>): Moves {
  const unknown = [...rates.keys()].find((line) => !amounts.some((amount) => amount.line === line))
  if (unknown !== undefined) return refused('no-such', `${unknown} is no line of this budget.`)
  return moved(
    amounts.map((amount) =>
      move(amount, Number(roundHalfUp(BigInt(amount.pence) * BigInt(rates.get(amount.line) ?? 0), 10_000n))),
    ),
    'Say by how much prices of at least one line have changed.',
  )
}
