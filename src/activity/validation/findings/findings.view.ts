import { sql } from '#db'
import type { Asker } from '#platform'
import { type Pence, noPence, toPence } from '#shared'
import type { Finding } from './finding-facts.ts'
import { findingOf } from './finding-row.ts'
import type { FindingsQuestion } from './findings-question.ts'
import { findingRows, foundFindings } from './find-findings.view.ts'

export const findingsPerPage = 50

/** What findings come to: by rule each has its own value, and of a line with several one counts. Whole pence. */
export interface FindingTotals {
  readonly findings: number
  /** Lines that any of them is about. */
  readonly lines: number
  readonly raisedPence: Pence
  /** The value of what is only told, which is neither raised nor counted. */
  readonly toldPence: Pence
  readonly countedPence: Pence
  readonly adjustedPence: Pence
  readonly heldPence: Pence
}

export interface FindingsPage {
  readonly findings: readonly Finding[]
  /** Of all that were asked for, not of the page alone. */
  readonly totals: FindingTotals
  readonly page: number
  readonly pages: number
}

export async function findingTotals(asker: Asker, question: FindingsQuestion): Promise<FindingTotals> {
  const pence = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`coalesce(sum(f.counted_pence) FILTER (WHERE ${condition}), 0)::bigint`
  const row = await foundFindings(asker, question)
    .select([
      sql<number>`count(*)::integer`.as('findings'),
      sql<number>`count(DISTINCT (f.provider, f.line_id)) FILTER (WHERE f.line_id <> '')::integer`.as('lines'),
      sql<number>`coalesce(sum(f.value_pence) FILTER (WHERE f.confidence <> 'information'), 0)::bigint`.as('raised'),
      sql<number>`coalesce(sum(f.value_pence) FILTER (WHERE f.confidence = 'information'), 0)::bigint`.as('told'),
      pence(sql`true`).as('counted'),
      pence(sql`f.hold = 'adjusted'`).as('adjusted'),
      pence(sql`f.hold = 'held'`).as('held'),
    ])
    .executeTakeFirst()
  return {
    findings: row?.findings ?? 0,
    lines: row?.lines ?? 0,
    raisedPence: row ? toPence(row.raised) : noPence,
    toldPence: row ? toPence(row.told) : noPence,
    countedPence: row ? toPence(row.counted) : noPence,
    adjustedPence: row ? toPence(row.adjusted) : noPence,
    heldPence: row ? toPence(row.held) : noPence,
  }
}

/** The worst first: what counts, then what it is worth by itself. */
async function readFindings(
  asker: Asker,
  question: FindingsQuestion,
  stretch?: { from: number; count: number },
): Promise<Finding[]> {
  const rows = await findingRows(asker, question)
    .orderBy('f.counted_pence', 'desc')
    .orderBy('f.value_pence', 'desc')
    .orderBy('f.finding_id')
    .$if(stretch !== undefined, (query) => query.limit(stretch!.count).offset(stretch!.from))
    .execute()
  return rows.map(findingOf)
}

/** A stretch in the order of their numbers, for whoever pulls all of them: each comes once, whatever is decided meanwhile. */
export async function findingsAfter(
  asker: Asker,
  question: FindingsQuestion,
  { after, limit }: { after: number; limit: number },
): Promise<Finding[]> {
  const rows = await findingRows(asker, question)
    .where('f.finding_id', '>', after)
    .orderBy('f.finding_id')
    .limit(limit)
    .execute()
  return rows.map(findingOf)
}

/** The findings of a month that were asked for, the worst first: one page of them, or all when no page is named. */
export async function findings(
  asker: Asker,
  { page, ...question }: FindingsQuestion & { readonly page?: number },
): Promise<FindingsPage> {
  const totals = await findingTotals(asker, question)
  const pages = Math.max(1, Math.ceil(totals.findings / findingsPerPage))
  if (page === undefined) return { findings: await readFindings(asker, question), totals, page: 1, pages }
  const at = Math.min(Math.max(1, page), pages)
  const stretch = { from: (at - 1) * findingsPerPage, count: findingsPerPage }
  return { findings: await readFindings(asker, question, stretch), totals, page: at, pages }
}
