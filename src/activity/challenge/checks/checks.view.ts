import { sql } from '#db'
import type { Check, Ctx } from '#platform'

async function wrong(ctx: Ctx, query: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await (query as ReturnType<typeof sql<{ words: string }>>).execute(ctx.db)
  return rows.map(({ words }) => words)
}

/** What was sent is challenged, what is settled is settled, on both sides of the door; and no finding is in two live challenges. */
const inStep: Check = {
  name: 'challenges and findings are in step',
  run: (ctx) =>
    wrong(
      ctx,
      sql`
    WITH sent AS (SELECT e.challenge_id FROM challenge.event AS e WHERE e.event = 'sent'),
    item AS (
      SELECT c.reference, i.item_no, i.finding_id, v.state, v.accepted_pence AS finding_pence, s.accepted_pence,
             l.finding_id IS NOT NULL AS live
        FROM challenge.item AS i
        JOIN challenge.challenge AS c USING (challenge_id)
        JOIN sent USING (challenge_id)
        LEFT JOIN validation.v_finding AS v ON v.finding_id = i.finding_id
        LEFT JOIN challenge.live_finding AS l ON l.challenge_id = i.challenge_id AND l.item_no = i.item_no
        LEFT JOIN challenge.event AS s ON s.challenge_id = i.challenge_id AND s.item_no = i.item_no AND s.event = 'settled')
    SELECT format('%s item %s is settled with %s pence, its finding is %s with %s', reference, item_no, accepted_pence, state,
             finding_pence) AS words
      FROM item WHERE accepted_pence IS NOT NULL AND (state IS DISTINCT FROM 'settled' OR finding_pence IS DISTINCT FROM accepted_pence)
    UNION ALL
    SELECT format('%s item %s is claimed and its finding is %s', reference, item_no, state)
      FROM item WHERE accepted_pence IS NULL AND live AND state IS DISTINCT FROM 'challenged'
    UNION ALL
    SELECT format('%s item %s is settled and not held', reference, item_no) FROM item WHERE accepted_pence IS NOT NULL AND NOT live`,
    ),
}

/** A credit is never more than what was accepted. */
const credits: Check = {
  name: 'credits are no more than was accepted',
  run: (ctx) =>
    wrong(
      ctx,
      sql`SELECT format('%s item %s: %s pence came back of %s', v.reference, v.item_no, v.confirmed_pence, v.accepted_pence) AS words
            FROM challenge.v_credit AS v WHERE v.confirmed_pence > v.accepted_pence`,
    ),
}

/** What `locality verify` holds this room to. */
export const checks: readonly Check[] = [inStep, credits]
