import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { formatPence, toPence } from '#shared'

async function unbalanced({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ entry: number; difference: number }>`
    SELECT e.entry_no AS entry, coalesce(sum(p.debit_pence) - sum(p.credit_pence), 1)::bigint AS difference
      FROM savings.entry AS e LEFT JOIN savings.posting AS p USING (entry_no)
     GROUP BY e.entry_no HAVING coalesce(sum(p.debit_pence) - sum(p.credit_pence), 1) <> 0`.execute(db)
  return rows.map(
    ({ entry, difference }) =>
      `Entry ${entry} of the ledger of savings is out of balance by ${formatPence(toPence(Number(difference)))}.`,
  )
}

async function overdrawn({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ practice: string; year: string; pence: number }>`
    SELECT p.practice, p.year, (sum(p.credit_pence) - sum(p.debit_pence))::bigint AS pence FROM savings.posting AS p
     WHERE p.kind = 'entitlement' GROUP BY p.practice, p.year HAVING sum(p.credit_pence) < sum(p.debit_pence)`.execute(
    db,
  )
  return rows.map(
    ({ practice, year, pence }) =>
      `${practice} used ${formatPence(toPence(-Number(pence)))} more than its entitlement of ${year}.`,
  )
}

/** What closing worked out is what was posted. */
async function unlikeClosing({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ practice: string; year: string }>`
    SELECT c.practice, c.year FROM savings.close_practice AS c
      LEFT JOIN savings.entry AS e ON e.close_no = c.close_no AND e.practice = c.practice
      LEFT JOIN savings.posting AS p ON p.entry_no = e.entry_no
     GROUP BY c.close_no, c.practice, c.year
    HAVING coalesce(sum(p.debit_pence) FILTER (WHERE p.kind = 'freed-up'), 0) <> max(c.planned_pence + c.windfall_pence)
        OR coalesce(sum(p.credit_pence) FILTER (WHERE p.kind = 'entitlement'), 0) <> max(c.entitlement_pence)
        OR coalesce(sum(p.debit_pence) FILTER (WHERE p.kind = 'overspend'), 0)
          <> max(greatest(c.outturn_pence - c.budget_pence, 0))`.execute(db)
  return rows.map(({ practice, year }) => `What ${practice} freed up in ${year} is not what the ledger of savings has.`)
}

/** What `locality verify` holds savings to. */
export const checks: readonly Check[] = [
  { name: 'every entry of the ledger of savings balances', run: unbalanced },
  { name: 'no practice used more than its entitlement', run: overdrawn },
  { name: 'what a closed year freed up is what the ledger has', run: unlikeClosing },
]
