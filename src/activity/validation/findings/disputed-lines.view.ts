import { sql } from '#db'
import type { Asker } from '#platform'
import { type Month, type Pence, toPence } from '#shared'
import { foundFindings } from './find-findings.view.ts'

/** What of one line is not paid, or not yet. Whole pence; one of them at least is more than nothing. */
export interface DisputedLine {
  readonly commissioner: string
  readonly provider: string
  readonly month: Month
  readonly lineId: string
  readonly practice: string | null
  readonly adjustedPence: Pence
  readonly heldPence: Pence
}

/** The lines of a month of which something is adjusted or held, by provider and line: each once, because one finding of a line counts. */
export async function disputedLines(
  asker: Asker,
  question: { readonly month: Month; readonly provider?: string; readonly commissioner?: string },
): Promise<DisputedLine[]> {
  const held = (hold: 'adjusted' | 'held') =>
    sql<number>`coalesce(sum(f.counted_pence) FILTER (WHERE f.hold = ${hold}), 0)::bigint`
  const rows = await foundFindings(asker, question)
    .select([
      'f.commissioner',
      'f.provider',
      'f.month',
      'f.line_id',
      sql<string | null>`max(f.practice)`.as('practice'),
    ])
    .select([held('adjusted').as('adjusted'), held('held').as('held')])
    .where('f.hold', '<>', 'none')
    .where('f.line_id', '<>', '')
    .groupBy(['f.commissioner', 'f.provider', 'f.month', 'f.line_id'])
    .orderBy('f.commissioner')
    .orderBy('f.provider')
    .orderBy('f.line_id')
    .execute()
  return rows.map((row) => ({
    commissioner: row.commissioner,
    provider: row.provider,
    month: row.month,
    lineId: row.line_id,
    practice: row.practice,
    adjustedPence: toPence(row.adjusted),
    heldPence: toPence(row.held),
  }))
}
