import { kindSums, providerMonths } from '#activity/statement'
import { lineOfPod } from '#budgets/envelope'
import type { Ctx } from '#platform'
import { type Month, mayDo, roundHalfUp } from '#shared'
import { billedTo } from '../actuals/spending.view.ts'
import type { Cell } from './split-variance.ts'

interface Used {
  readonly practice: string
  readonly line: string
  readonly kind: string
  readonly lines: number
  readonly pence: number
}

/** Lines by kind of care: by HRG for whoever may see lines, for others by point of delivery alone. */
async function usedIn(ctx: Ctx, months: readonly Month[], byHrg: boolean): Promise<Used[]> {
  if (byHrg)
    return (await kindSums(ctx, months)).map(({ practice, pod, hrg, lines, pricedPence: pence }) => ({
      practice,
      line: lineOfPod(pod),
      kind: `${pod} ${hrg}`,
      lines,
      pence,
    }))
  return (await providerMonths(ctx, months)).sums.map(({ practice, pod, lines, pricedPence: pence }) => ({
    practice,
    line: lineOfPod(pod),
    kind: pod,
    lines,
    pence,
  }))
}

/** The kinds of care of each practice's line, now and in the months to measure by; the price elsewhere is the commissioner's. */
export interface Cells {
  readonly by: 'hrg' | 'pod'
  readonly hasBase: boolean
  /** At whose prices the base stands: those of the year watched, where any line of it was priced so. */
  readonly prices: 'year' | 'own'
  of(practice: string, line: string): readonly Cell[]
}

/** By line, what its base came to and what the same comes to at this year's prices. */
export type Uplift = ReadonlyMap<string, { readonly of: bigint; readonly to: bigint }>

export interface CellsAsked {
  readonly now: readonly Month[]
  readonly base: readonly Month[]
  readonly uplift: Uplift
  /** Those that have a budget; all others are '' together. */
  readonly practices: ReadonlySet<string>
}

/** What was used at the prices of the year watched, so that a new price list is no variance of price: the plan has it already. */
function uplifted(used: readonly Used[], uplift: Uplift): Used[] {
  return used.map((one) => {
    const { of, to } = uplift.get(one.line) ?? { of: 0n, to: 0n }
    return of > 0n && to > 0n ? { ...one, pence: Number(roundHalfUp(BigInt(one.pence) * to, of)) } : one
  })
}

const none = { lines: 0, pence: 0 }

function addUp(used: readonly Used[], keyOf: (one: Used) => string): Map<string, { lines: number; pence: number }> {
  const sums = new Map<string, { lines: number; pence: number }>()
  for (const one of used) {
    const sum = sums.get(keyOf(one)) ?? none
    sums.set(keyOf(one), { lines: sum.lines + one.lines, pence: sum.pence + one.pence })
  }
  return sums
}

/** Cells by practice and line, from what was used now and before. */
function cellsFrom(now: readonly Used[], before: readonly Used[]): Map<string, Cell[]> {
  const keyOf = ({ practice, line, kind }: Used): string => JSON.stringify([practice, line, kind])
  const [own, base, elsewhere] = [addUp(now, keyOf), addUp(before, keyOf), addUp(before, ({ kind }) => kind)]
  const cells = new Map<string, Cell[]>()
  for (const key of new Set([...own.keys(), ...base.keys()])) {
    const [practice, line, kind] = JSON.parse(key) as [string, string, string]
    const paid = elsewhere.get(kind)
    const cell = { now: own.get(key) ?? none, base: base.get(key) ?? none, ...(paid && { elsewhere: paid }) }
    const place = JSON.stringify([practice, line])
    cells.set(place, [...(cells.get(place) ?? []), cell])
  }
  return cells
}

/** What was used now and in the base, by kind of care, for each practice that has a budget and for all others together. */
export async function cellsOf(given: Ctx, commissioner: string, asked: CellsAsked): Promise<Cells> {
  const ctx = await billedTo(given, commissioner)
  const byHrg = ctx.scope.detail === 'lines' && mayDo(ctx.scope, 'line.read')
  const placed = (used: readonly Used[]): Used[] =>
    used.map((one) => (asked.practices.has(one.practice) ? one : { ...one, practice: '' }))
  const now = placed(await usedIn(ctx, asked.now, byHrg))
  const before = placed(uplifted(await usedIn(ctx, asked.base, byHrg), asked.uplift))
  const cells = cellsFrom(now, before)
  const by = byHrg ? 'hrg' : 'pod'
  const prices = [...asked.uplift.values()].some(({ of, to }) => of !== to) ? 'year' : 'own'
  return {
    by,
    prices,
    hasBase: before.length > 0,
    of: (practice, line) => cells.get(JSON.stringify([practice, line])) ?? [],
  }
}
