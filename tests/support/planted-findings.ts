import { sql } from '#db'
import type { Ctx } from '#platform'

export interface PlantedFinding {
  readonly lineId: string
  readonly rule?: string
  readonly provider?: string
  readonly commissioner?: string
  readonly month?: string
  readonly snapshot?: 'flex' | 'freeze'
  readonly practice?: string
  readonly billedPence: number
  readonly valuePence: number
  readonly confidence?: 'certain' | 'likely' | 'query'
  readonly units?: number
  readonly words?: string
}

/** What a check of a month would have written, without a bill to check: numbers of findings, in the order given. */
export async function plantFindings(ctx: Ctx, findings: readonly PlantedFinding[]): Promise<number[]> {
  const ids: number[] = []
  await ctx.transaction(async (tx) => {
    const run = await sql<{ id: number }>`
      INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
      VALUES ('C01', '2007-10', 'x', 1, now(), now(), 'a tester') RETURNING check_run_id AS id`.execute(tx)
    for (const one of findings) {
      const { commissioner = 'C01', provider = 'RAA', month = '2007-10', rule = 'C11' } = one
      const made = await sql<{ id: number }>`
        INSERT INTO validation.finding (commissioner, provider, month, line_id, about, rule, first_raised_at)
        VALUES (${commissioner}, ${provider}, ${month}, ${one.lineId}, '', ${rule}, now()) RETURNING finding_id AS id`.execute(
        tx,
      )
      await sql`
        INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, practice, pod, hrg, tfc, start_date, units,
          billed_pence, price_pence, value_pence, confidence, priority, words)
        VALUES (${made.rows[0]!.id}, ${run.rows[0]!.id}, true, ${one.snapshot ?? 'freeze'}, 1, 1, ${one.practice ?? 'A99001'}, 'EL', 'E01', '100',
          '2007-10-03', ${one.units ?? 1}, ${one.billedPence}, NULL, ${one.valuePence}, ${one.confidence ?? 'certain'}, 110,
          ${one.words ?? 'The line is the same in every particular as another.'})`.execute(tx)
      ids.push(Number(made.rows[0]!.id))
    }
  })
  return ids
}
