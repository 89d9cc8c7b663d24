import { type Pence, type Result, addPence, noPence, ok, refused } from '#shared'
import type { FullAmount } from '../versions/budget.ts'
import type { Move } from './moves.ts'

const keyOf = ({ practice, line }: { readonly practice: string; readonly line: string }): string =>
  `${practice} ${line}`

/** The amounts of the next version: those of the last with the moves of a change. Nothing may go below nothing. */
export function applyMoves(
  amounts: readonly FullAmount[],
  moves: readonly Move[],
  patients: ReadonlyMap<string, number> = new Map(),
): Result<FullAmount[], 'no-money'> {
  const left = new Map(moves.map((each) => [keyOf(each), each]))
  const changed = amounts.map((amount): FullAmount => {
    const own = left.get(keyOf(amount))
    left.delete(keyOf(amount))
    const pence = own ? addPence(amount.pence, own.pence) : amount.pence
    return { ...amount, pence, patients: patients.get(amount.practice) ?? amount.patients }
  })
  const added = [...left.values()].map(({ practice, group, line, pence }): FullAmount => {
    const known = amounts.find((amount) => amount.practice === practice)
    return {
      practice,
      group,
      line,
      pence,
      historicPence: noPence,
      fairSharePence: noPence,
      historyOfMoneyPence: noPence,
      fairOfMoneyPence: noPence,
      patients: patients.get(practice) ?? known?.patients ?? 0,
      baseLines: 0,
      ageIndex: null,
      needIndex: null,
      mffIndex: null,
    }
  })
  const all = [...changed, ...added]
  const below = all.find(({ pence }) => pence < 0)
  return below
    ? refused('no-money', `Practice ${below.practice} would have less than nothing in ${below.line}. Move less.`)
    : ok(all)
}

export const netOf = (moves: readonly Move[]): Pence => addPence(noPence, ...moves.map(({ pence }) => pence))
