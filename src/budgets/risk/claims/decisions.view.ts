import type { Asker } from '#platform'
import { type FinancialYear, toPence } from '#shared'
import type { ClaimStep } from '../pool/claims.ts'
import { tablesOf } from '../stores/risk-tables.store.ts'
import type { Decision } from './claim.ts'

/** Everything that was decided of a year’s claims of the practices that the asker may see, in order. */
export async function decisionsOf(
  { db, scope }: Asker,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Decision[]> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('risk.claim_event as e')
    .selectAll('e')
    .where('e.commissioner', '=', commissioner)
    .where('e.year', '=', year)
    .$if(practices !== 'all', (query) =>
      query.where('e.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('e.claim_event_id')
    .execute()
  return rows.map((row) => ({
    claimEventId: row.claim_event_id,
    practice: row.practice,
    group: row.group_code,
    kind: row.kind,
    event: row.event,
    claimedPence: toPence(row.claimed_pence),
    allowedPence: toPence(row.allowed_pence),
    mark: row.claim_mark,
    working: row.working as readonly ClaimStep[],
    words: row.words,
    actor: row.actor,
    personId: row.person_id,
    at: row.at,
  }))
}

/** Of each claim the last that was said. */
export const latestOf = (decisions: readonly Decision[]): Decision[] => [
  ...new Map(decisions.map((decision) => [`${decision.practice} ${decision.kind}`, decision])).values(),
]
