import type { PlainDate, Result } from '#shared'
import type { FullAmount } from '../versions/budget.ts'
import {
  type Move,
  type MoveRefusal,
  type Virement,
  closure,
  listChange,
  merger,
  newPractice,
  restatement,
  virement,
} from './moves.ts'

/** What somebody wants changed, by its kind. */
export type ChangeSpec =
  | ({ readonly kind: 'virement' } & Virement)
  | { readonly kind: 'list-change' }
  | { readonly kind: 'merger'; readonly from: string; readonly to: string }
  | { readonly kind: 'closure'; readonly practice: string; readonly takers: ReadonlyMap<string, number> }
  | { readonly kind: 'new-practice'; readonly practice: string; readonly from: ReadonlyMap<string, number> }
  | { readonly kind: 'tariff'; readonly rates: ReadonlyMap<string, number> }

export interface ChangeToPrepare {
  readonly budgetNo: number
  readonly effectiveFrom: PlainDate
  /** Why: an issued budget is never changed without a reason. */
  readonly words: string
  readonly spec: ChangeSpec
}

/** Lists on the day from which the change holds, and the groups of practices on it. */
export interface OnTheDay {
  readonly patients: ReadonlyMap<string, number>
  readonly groups: ReadonlyMap<string, string>
}

/** What a change moves, worked out from the version that it changes. */
export function movesOf(
  spec: ChangeSpec,
  amounts: readonly FullAmount[],
  { patients, groups }: OnTheDay,
): Result<Move[], MoveRefusal> {
  switch (spec.kind) {
    case 'virement':
      return virement(amounts, spec)
    case 'list-change':
      return listChange(amounts, patients)
    case 'merger':
      return merger(amounts, spec)
    case 'closure':
      return closure(amounts, spec)
    case 'new-practice':
      return newPractice(amounts, { ...spec, group: groups.get(spec.practice) ?? null })
    case 'tariff':
      return restatement(amounts, spec.rates)
  }
}
