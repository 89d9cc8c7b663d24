import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { formatPence, toPence } from '#shared'

async function unlikeSums({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ budget: number; version: number; sums: number; total: number }>`
    SELECT v.budget_no AS budget, v.version, coalesce(sum(s.pence), 0)::bigint AS sums, v.control_total_pence AS total
      FROM budgets.version AS v LEFT JOIN budgets.line_sum AS s ON s.budget_no = v.budget_no AND s.version = v.version
     GROUP BY v.budget_no, v.version, v.control_total_pence HAVING coalesce(sum(s.pence), 0) <> v.control_total_pence`.execute(
    db,
  )
  return rows.map(
    ({ budget, version, sums, total }) =>
      `The sums of budget ${budget}, version ${version}, come to ${formatPence(toPence(sums))}, ` +
      `its control total is ${formatPence(toPence(total))}.`,
  )
}

async function unlikeSteps({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ budget: number; amounts: number }>`
    SELECT a.budget_no AS budget, count(*)::int AS amounts
      FROM budgets.amount AS a
      LEFT JOIN (SELECT s.budget_no, s.practice, s.line, sum(s.pence) AS pence FROM budgets.step AS s GROUP BY 1, 2, 3) AS x
        ON x.budget_no = a.budget_no AND x.practice = a.practice AND x.line = a.line
     WHERE a.version = 1 AND coalesce(x.pence, 0) <> a.pence GROUP BY a.budget_no`.execute(db)
  return rows.map(({ budget, amounts }) => `${amounts} amounts of budget ${budget} are not the sum of their steps.`)
}

async function twoIssued({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ year: string; budgets: number }>`
    SELECT e.year, count(*)::int AS budgets FROM budgets.event AS e WHERE e.event = 'issued'
     GROUP BY e.commissioner, e.year HAVING count(*) > 1`.execute(db)
  return rows.map(({ year, budgets }) => `${budgets} budgets are issued for ${year}.`)
}

/** What `locality verify` holds budgets to. */
export const checks: readonly Check[] = [
  { name: 'every version of a budget foots to its control total', run: unlikeSums },
  { name: 'every amount of a budget is the sum of its steps', run: unlikeSteps },
  { name: 'a year has one issued budget', run: twoIssued },
]
