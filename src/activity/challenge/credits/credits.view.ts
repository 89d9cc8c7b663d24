import { sql } from '#db'
import type { Asker } from '#platform'
import { dayInLondon, type Month, type Pence } from '#shared'
import { reachOf } from '../views/reach.ts'
import type { KnownMatch, MatchKind, Owed } from './credit.ts'

interface OwedRow extends Omit<Owed, 'settledOn'> {
  readonly settledAt: Date
}

/** Every settled item that something is owed for, within what the asker may see: by settlement, the earliest first. */
export async function owedCredits({ db, scope }: Asker, reference?: string): Promise<Owed[]> {
  const { rows } = await sql<OwedRow>`
    SELECT f.challenge_id AS "challengeId", f.reference, f.commissioner, f.provider, f.month, f.item_no AS "itemNo",
           f.line_id AS "lineId", f.practice, f.pod, f.rule, f.title,
           f.billed_pence AS "billedPence", f.claimed_pence AS "claimedPence", f.accepted_pence AS "acceptedPence",
           f.confirmed_pence AS "confirmedPence", f.suggested_pence AS "suggestedPence", f.settled_at AS "settledAt"
      FROM challenge.v_credit AS f
     WHERE f.accepted_pence > 0 AND ${reachOf(scope)} AND ${reference === undefined ? sql`true` : sql`f.reference = ${reference}`}
     ORDER BY f.settled_at, f.reference, f.item_no`.execute(db)
  return rows.map(({ settledAt, ...row }) => ({ ...row, settledOn: dayInLondon(settledAt) }))
}

interface MatchRow {
  readonly matchId: number
  readonly challengeId: number
  readonly reference: string
  readonly provider: string
  readonly itemNo: number
  readonly kind: MatchKind
  readonly month: Month
  readonly importNo: number
  readonly lineId: string
  readonly amountPence: Pence
  readonly foundAt: Date
  readonly event: 'confirmed' | 'undone' | null
  readonly actor: string | null
}

const allMatches = sql`
  SELECT m.match_id AS "matchId", m.challenge_id AS "challengeId", f.reference, f.provider, m.item_no AS "itemNo", m.kind, m.month,
         m.import_no AS "importNo", m.line_id AS "lineId", m.amount_pence AS "amountPence", m.found_at AS "foundAt", l.event, l.actor
    FROM challenge.credit_match AS m
    JOIN challenge.challenge AS f USING (challenge_id)
    LEFT JOIN LATERAL (
      SELECT e.event, e.actor FROM challenge.credit_event AS e
       WHERE e.match_id = m.match_id ORDER BY e.credit_event_id DESC LIMIT 1) AS l ON true`

/** Everything that was found so far, with what people said of it, the latest first. */
export async function creditMatches({ db, scope }: Asker, matchId?: number): Promise<KnownMatch[]> {
  const { rows } = await sql<MatchRow>`${allMatches}
    WHERE ${reachOf({ ...scope, practices: 'all' })} AND ${matchId === undefined ? sql`true` : sql`m.match_id = ${matchId}`}
    ORDER BY m.match_id DESC`.execute(db)
  return rows.map(({ foundAt, event, ...row }) => ({
    ...row,
    foundOn: dayInLondon(foundAt),
    state: event ?? 'suggested',
  }))
}
