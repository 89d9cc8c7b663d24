import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { formatPence, toPence } from '#shared'

async function poolsUnlikeParts({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ year: string; difference: number }>`
    SELECT p.year, (p.paid_in_pence - coalesce(sum(c.pence), 0))::bigint AS difference
      FROM risk.pool AS p LEFT JOIN risk.contribution AS c USING (pool_no)
     GROUP BY p.pool_no, p.year, p.paid_in_pence HAVING p.paid_in_pence <> coalesce(sum(c.pence), 0)`.execute(db)
  return rows.map(
    ({ year, difference }) =>
      `The pool of ${year} differs from what is paid in by ${formatPence(toPence(difference))}.`,
  )
}

async function payoutsUnlikeParts({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ year: string }>`
    SELECT o.year FROM risk.payout AS o LEFT JOIN risk.payout_part AS p USING (payout_no)
     GROUP BY o.payout_no, o.year, o.paid_pence, o.allowed_pence
    HAVING o.paid_pence <> coalesce(sum(p.paid_pence), 0) OR o.allowed_pence <> coalesce(sum(p.allowed_pence), 0)`.execute(
    db,
  )
  return rows.map(({ year }) => `What the pool of ${year} paid is not what its claims were paid.`)
}

async function paidByWhoDecided({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ year: string; actor: string }>`
    SELECT DISTINCT o.year, o.actor FROM risk.payout AS o JOIN risk.payout_part AS p USING (payout_no)
      JOIN risk.claim_event AS e USING (claim_event_id)
     WHERE coalesce(e.person_id, 'operator ' || e.actor) = coalesce(o.person_id, 'operator ' || o.actor)
        OR e.event <> 'allowed' OR e.allowed_pence <> p.allowed_pence`.execute(db)
  return rows.map(
    ({ year, actor }) =>
      `${actor} paid the pool of ${year} out on a claim of their own deciding, or on one that was not allowed.`,
  )
}

/** What `locality verify` holds the pool to. */
export const checks: readonly Check[] = [
  { name: 'a pool is what is paid into it', run: poolsUnlikeParts },
  { name: 'what a pool paid is what its claims were paid', run: payoutsUnlikeParts },
  { name: 'whoever paid a pool out decided none of its claims', run: paidByWhoDecided },
]
