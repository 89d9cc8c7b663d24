import { acceptedFiles, linesIn } from '#activity/import'
import { sql } from '#db'
import type { Check, Ctx } from '#platform'
import { type Month, formatMonth } from '#shared'
import { fillTable } from './fill-table.ts'

interface Line {
  readonly provider: string
  readonly month: Month
  readonly line_id: string
}

const named = ({ provider, month, line_id: lineId }: Line): string =>
  `Line ${lineId} of ${provider} in ${formatMonth(month)}`

/** A finding that stands never counts more than its line was billed, and one line has one that counts. */
async function countedFaults({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<Line & { counted: number; billed: number; counting: number }>`
    SELECT v.provider, v.month, v.line_id, sum(v.counted_pence)::bigint AS counted, max(v.billed_pence) AS billed,
           count(*) FILTER (WHERE v.counted_pence > 0)::integer AS counting
      FROM validation.v_finding AS v WHERE v.line_id <> ''
     GROUP BY v.commissioner, v.provider, v.month, v.line_id
    HAVING sum(v.counted_pence) > greatest(max(v.billed_pence), 0) OR count(*) FILTER (WHERE v.counted_pence > 0) > 1`.execute(
    db,
  )
  return rows.map(
    (row) =>
      `${named(row)} counts for ${row.counted} pence in ${row.counting} findings; it was billed ${row.billed}. Check the month again.`,
  )
}

/** What counts adds up to the same by line, and by rule and state as sums are published. */
async function footingFaults({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ month: Month; lines: number; sums: number }>`
    SELECT l.month, l.counted AS lines, s.counted AS sums
      FROM (SELECT v.month, sum(v.counted_pence)::bigint AS counted FROM validation.v_finding AS v GROUP BY v.month) AS l
      FULL JOIN (SELECT v.month, sum(v.counted_pence)::bigint AS counted FROM validation.v_finding_sum AS v
        GROUP BY v.month) AS s USING (month)
     WHERE l.counted IS DISTINCT FROM s.counted`.execute(db)
  return rows.map(
    ({ month, lines, sums }) =>
      `Findings of ${formatMonth(month)} count ${lines} pence by line and ${sums} in their sums.`,
  )
}

const nameColumns = { provider: 'VARCHAR', month: 'VARCHAR', line_id: 'VARCHAR' }

async function linesMissing(ctx: Ctx, month: Month): Promise<string[]> {
  const { rows } = await sql<Line>`
    SELECT DISTINCT v.provider, v.month, v.line_id FROM validation.v_finding AS v
     WHERE v.month = ${month} AND v.line_id <> '' AND v.state <> 'gone'`.execute(ctx.db)
  const paths = (await acceptedFiles(ctx, month)).map(({ path }) => path)
  const lost = await ctx.lake.build(async (builder) => {
    await fillTable(
      builder,
      'found',
      nameColumns,
      rows.map((row) => ({ ...row })),
    )
    return builder.read<Line>(
      `SELECT f.provider, f.month, f.line_id FROM found AS f
       ANTI JOIN ${linesIn(ctx.lake, paths)} AS l ON l.provider = f.provider AND l.month = f.month AND l.line_id = f.line_id
       ORDER BY f.provider, f.line_id`,
    )
  })
  return lost.map((line) => `${named(line)} has a finding and is in no delivery that stands. Check the month again.`)
}

/** Every finding that stands is about a line that was received and not taken back, in this version or an earlier one. */
async function lineFaults(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{
    month: Month
  }>`SELECT DISTINCT f.month FROM validation.finding AS f ORDER BY f.month`.execute(ctx.db)
  const faults: string[] = []
  for (const { month } of rows) faults.push(...(await linesMissing(ctx, month)))
  return faults
}

/** What is kept of a finding, so that nobody has to work it out anew, is what its versions and its events say. */
async function standingFaults({ db }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ finding_id: number; told_state: string | null; kept_state: string | null }>`
    SELECT s.finding_id, s.told_state, s.kept_state FROM validation.v_standing_fault AS s ORDER BY s.finding_id`.execute(
    db,
  )
  return rows.map(
    (row) =>
      `Finding ${row.finding_id} is kept as ${row.kept_state ?? 'nothing'}, and its versions and events say ` +
      `${row.told_state ?? 'nothing'}; what it comes to may differ too.`,
  )
}

/** What `locality verify` holds findings to. */
export const checks: readonly Check[] = [
  { name: 'what is kept of findings is what was said of them', run: standingFaults },
  { name: 'no line counts for more than was billed, or twice', run: countedFaults },
  { name: 'findings add up by line and in their sums', run: footingFaults },
  { name: 'every finding is about a line that was received', run: lineFaults },
]
