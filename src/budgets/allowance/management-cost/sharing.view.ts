import type { Asker } from '#platform'
import type { FinancialYear } from '#shared'
import { usualEqualBasisPoints } from '../policy/allowance-policy.view.ts'
import { tablesOf } from '../stores/allowance-tables.store.ts'

/** How a year's management cost is shared: as somebody decided, or as policy says where nobody did. */
export interface Sharing {
  readonly equalBasisPoints: number
  /** Who decided it and why; nothing where nobody did. */
  readonly decided: { readonly actor: string; readonly words: string; readonly at: Date } | null
}

export async function sharingOf(
  { db }: Pick<Asker, 'db'>,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Sharing> {
  const row = await tablesOf(db)
    .selectFrom('allowance.sharing_event as e')
    .select(['e.equal_basis_points', 'e.actor', 'e.words', 'e.at'])
    .where('e.commissioner', '=', commissioner)
    .where('e.year', '=', year)
    .orderBy('e.sharing_event_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { equalBasisPoints: usualEqualBasisPoints(year), decided: null }
  const { actor, words, at } = row
  return { equalBasisPoints: row.equal_basis_points, decided: { actor, words, at } }
}
