import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { formatPence, toPence } from '#shared'
import { accountCode } from './policy/payment-policy.view.ts'

async function unbalanced({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ entry: number; difference: number }>`
    SELECT e.entry_no AS entry, coalesce(sum(p.debit_pence) - sum(p.credit_pence), 1)::bigint AS difference
      FROM payment.entry AS e LEFT JOIN payment.posting AS p USING (entry_no)
     GROUP BY e.entry_no HAVING coalesce(sum(p.debit_pence) - sum(p.credit_pence), 1) <> 0`.execute(db)
  return rows.map(
    ({ entry, difference }) => `Entry ${entry} of the ledger is out of balance by ${formatPence(toPence(difference))}.`,
  )
}

/** By run and provider: what was paid of lines and adjustments is what became payable. */
async function unlikeLedger({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ run: number; provider: string; paid: number; posted: number }>`
    WITH paid AS (
      SELECT x.run_no, x.provider, sum(x.pence)::bigint AS pence FROM (
        SELECT l.run_no, l.provider, l.paid_pence AS pence FROM payment.paid_line AS l
        UNION ALL SELECT a.run_no, a.provider, a.amount_pence FROM payment.paid_adjustment AS a) AS x
       GROUP BY x.run_no, x.provider),
    posted AS (
      SELECT e.run_no, p.provider, sum(p.credit_pence - p.debit_pence)::bigint AS pence
        FROM payment.posting AS p JOIN payment.entry AS e USING (entry_no)
       WHERE e.kind = 'payment' AND p.account = ${accountCode('payable')} GROUP BY e.run_no, p.provider)
    SELECT coalesce(a.run_no, b.run_no) AS run, coalesce(a.provider, b.provider) AS provider,
           coalesce(a.pence, 0) AS paid, coalesce(b.pence, 0) AS posted
      FROM paid AS a FULL JOIN posted AS b ON b.run_no = a.run_no AND b.provider = a.provider
     WHERE coalesce(a.pence, 0) <> coalesce(b.pence, 0)`.execute(db)
  return rows.map(
    ({ run, provider, paid, posted }) =>
      `Run ${run} paid ${provider} ${formatPence(toPence(paid))} by its lines, and the ledger has ${formatPence(toPence(posted))}.`,
  )
}

async function aboveBilled({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ provider: string; month: string; lines: number }>`
    SELECT x.provider, x.month, count(*)::int AS lines FROM (
      SELECT l.provider, l.month, l.line_id FROM payment.paid_line AS l
       GROUP BY l.commissioner, l.provider, l.month, l.line_id
      HAVING sum(l.paid_pence) > greatest(max(l.billed_pence), 0)) AS x
     GROUP BY x.provider, x.month`.execute(db)
  return rows.map(
    ({ provider, month, lines }) => `${lines} lines of ${provider} for ${month} were paid above what was billed.`,
  )
}

/** An approved run has its lines, and nothing else has any: no half of an approval is ever there. */
async function halfApproved({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ run: number; words: string }>`
    SELECT r.run_no AS run, 'is approved and its lines are not all paid' AS words FROM payment.run AS r
     WHERE EXISTS (SELECT FROM payment.run_event AS e WHERE e.run_no = r.run_no AND e.event = 'approved')
       AND r.lines <> (SELECT count(*) FROM payment.paid_line AS l WHERE l.run_no = r.run_no)
    UNION ALL
    SELECT DISTINCT l.run_no, 'has paid lines and was not approved' FROM payment.paid_line AS l
     WHERE NOT EXISTS (SELECT FROM payment.run_event AS e WHERE e.run_no = l.run_no AND e.event = 'approved')`.execute(
    db,
  )
  return rows.map(({ run, words }) => `Payment run ${run} ${words}.`)
}

/** What `locality verify` holds payments to. */
export const checks: readonly Check[] = [
  { name: 'every entry of the ledger balances', run: unbalanced },
  { name: 'what was paid of lines is what the ledger has', run: unlikeLedger },
  { name: 'no line was paid above what was billed', run: aboveBilled },
  { name: 'a payment run is approved whole or not at all', run: halfApproved },
]
