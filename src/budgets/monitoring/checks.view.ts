import { sql } from '#db'
import type { Check, Ctx } from '#platform'

const byMonths = (key: string) =>
  sql.raw(`(SELECT coalesce(sum(v::bigint), 0) FROM jsonb_array_elements_text(f.months -> '${key}') AS v)`)

/** A plan whose months do not make the year. */
async function unfooted({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ edition: number; practice: string; line: string }>`
    SELECT f.edition_no AS edition, f.practice, f.line FROM monitoring.figure AS f
     WHERE ${byMonths('plan')} <> f.year_pence LIMIT 20`.execute(db)
  return rows.map(
    ({ edition, practice, line }) =>
      `In statements ${edition} the plan of ${practice || 'no practice'} for ${line} does not make its year.`,
  )
}

/** Sums of groups that are not those of their practices. */
async function unlikeGroups({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ edition: number; group: string; line: string }>`
    WITH own AS (
      SELECT f.edition_no, f.group_code, f.line, sum(f.year_pence)::bigint AS pence,
        sum(${byMonths('freeze')} + ${byMonths('flex')} + ${byMonths('late')})::bigint AS spent
        FROM monitoring.figure AS f GROUP BY f.edition_no, f.group_code, f.line),
    told AS (
      SELECT f.edition_no, f.group_code, f.line, f.year_pence AS pence,
        (${byMonths('freeze')} + ${byMonths('flex')} + ${byMonths('late')})::bigint AS spent
        FROM monitoring.group_figure AS f)
    SELECT coalesce(o.edition_no, t.edition_no) AS edition, coalesce(o.group_code, t.group_code) AS "group",
           coalesce(o.line, t.line) AS line
      FROM own AS o FULL JOIN told AS t ON t.edition_no = o.edition_no AND t.group_code = o.group_code AND t.line = o.line
     WHERE o.pence IS DISTINCT FROM t.pence OR o.spent IS DISTINCT FROM t.spent LIMIT 20`.execute(db)
  return rows.map(
    ({ edition, group, line }) =>
      `In statements ${edition} what ${group || 'no group'} is told of ${line} is not the sum of its practices.`,
  )
}

/** What `locality verify` holds the statements of the year to. */
export const checks: readonly Check[] = [
  { name: 'every phased plan makes its year', run: unfooted },
  { name: 'what groups are told of the year is the sum of their practices', run: unlikeGroups },
]
