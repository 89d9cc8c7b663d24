import { sql } from '#db'
import type { Check, Ctx } from '#platform'

interface Overlap {
  readonly role: number
  readonly first: number
  readonly second: number
}

async function overlaps({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<Overlap>`
    WITH lived AS (
      SELECT t.role_no, t.term_no, t.from_date, CASE WHEN e.term_no IS NULL THEN t.to_date ELSE e.to_date END AS to_date
        FROM leads.term AS t LEFT JOIN LATERAL (
          SELECT x.term_no, x.to_date FROM leads.term_end AS x WHERE x.term_no = t.term_no
           ORDER BY x.term_end_id DESC LIMIT 1) AS e ON true)
    SELECT a.role_no AS role, a.term_no AS first, b.term_no AS second FROM lived AS a JOIN lived AS b
        ON a.role_no = b.role_no AND a.term_no < b.term_no
       AND a.from_date < coalesce(b.to_date, 'infinity') AND b.from_date < coalesce(a.to_date, 'infinity')
       AND a.from_date < coalesce(a.to_date, 'infinity') AND b.from_date < coalesce(b.to_date, 'infinity')`.execute(db)
  return rows.map(({ role, first, second }) => `Terms ${first} and ${second} of lead role ${role} overlap.`)
}

async function outside({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ report: number }>`
    SELECT r.report_no AS report FROM leads.report AS r LEFT JOIN leads.term AS t
        ON t.term_no = r.term_no AND t.role_no = r.role_no
     WHERE t.term_no IS NULL OR (r.month || '-01')::date + interval '1 month' <= t.from_date`.execute(db)
  return rows.map(({ report }) => `Report ${report} of a lead is of a month before its term began.`)
}

/** What `locality verify` holds leads to. */
export const checks: readonly Check[] = [
  { name: 'no two hold a lead role at once', run: overlaps },
  { name: 'every report of a lead is of a month of its term', run: outside },
]
