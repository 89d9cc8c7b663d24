import type { Ctx } from '#platform'
import { type RecordedEnd, contractEnds } from '../ending/contract-ends.view.ts'
import { findStanding } from '../ending/end-contract.command.ts'
import type { Item, KindName } from '../loading/kind.ts'
import { kindNamed } from '../loading/kinds.ts'
import type { PlannedActivity } from '../register/contract.ts'
import { type ContractVersion, contractVersions } from '../register/contract.view.ts'
import { type QualityMeasure, qualityMeasures } from '../register/lists.view.ts'
import { planOf } from '../register/planned.view.ts'
import { currentItems } from '../stores/current-items.view.ts'

export interface ContractDetail {
  /** In order; also those that never came to hold. */
  readonly versions: readonly ContractVersion[]
  readonly ends: readonly RecordedEnd[]
  readonly plan: readonly PlannedActivity[]
  readonly measures: readonly QualityMeasure[]
  /** What stands under the contract, and what is agreed with its provider beside it. */
  readonly lists: readonly { readonly kind: KindName; readonly items: readonly Item[] }[]
}

const under: readonly KindName[] = ['follow-up-caps', 'marginal-rates']
const beside: readonly KindName[] = ['multi-professional', 'clinics']

interface Named {
  readonly reference: string
  readonly commissioner?: string
}

/** Everything about one contract; of a reference that several commissioners use, one must be named. */
export async function contractDetail(ctx: Ctx, named: Named): Promise<ContractDetail | undefined> {
  const all = await contractVersions(ctx)
  const standing = findStanding(all, named)
  const found = standing.ok
    ? standing.value
    : all.find(
        ({ reference, commissioner }) =>
          standing.code === 'no-contract' &&
          reference === named.reference &&
          (named.commissioner === undefined || commissioner === named.commissioner),
      )
  if (!found) return undefined
  const { reference, commissioner, provider } = found
  const isOf = (row: { commissioner?: unknown }): boolean => row.commissioner === commissioner
  const lists: { kind: KindName; items: Item[] }[] = []
  for (const kind of [...under, ...beside]) {
    const items = (await currentItems(ctx, kindNamed(kind))).filter(isOf)
    const name = under.includes(kind) ? 'reference' : 'provider'
    lists.push({ kind, items: items.filter((item) => item[name] === found[name]) })
  }
  return {
    versions: all.filter((version) => version.reference === reference && isOf(version)),
    ends: (await contractEnds(ctx, reference)).filter(isOf),
    plan: await planOf(ctx, { commissioner, reference }),
    measures: (await qualityMeasures(ctx, provider)).filter(isOf),
    lists,
  }
}
