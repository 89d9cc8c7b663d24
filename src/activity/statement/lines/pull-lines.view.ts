import { type Ctx, fingerprint } from '#platform'
import { type Refused, type Result, type Table, ok, refused } from '#shared'
import type { Page, Position } from '#ui'
import { z } from 'zod'
import { filtersFrom } from '../shape/filter-input.ts'
import type { MonthFiles } from '../shape/month-files.view.ts'
import { type LineFacts, type LineKey, lineRow } from './line-row.ts'
import type { LinesQuestion } from './lines-question.ts'
import { type LinesFound, findLines } from './lines.view.ts'

export interface LinesPull {
  readonly table: Table<LineKey>
  readonly next?: Position
}

/** A line's own key, and the files that counted when the pull began. */
const position = z.tuple([z.number().int(), z.number().int(), z.string()])

/** Which deliveries count and with which prices: while this stays the same, so do the lines. */
const filesMark = ({ current, priced }: MonthFiles): string =>
  fingerprint({ counted: current.counted, prices: [...priced.values()].map(({ pricePath }) => pricePath).toSorted() })

const changed = (): Refused<'changed'> =>
  refused(
    'changed',
    'The month was taken in or priced anew while it was being pulled, so the pages before this one are of other lines. ' +
      'Start again from its first page.',
  )

async function readStretch(ctx: Ctx, { source }: LinesFound, { limit, after }: Page): Promise<LineFacts[]> {
  const [importNo = 0, lineNo = 0] = after ?? []
  // One more than is wanted, to know whether there is a next page.
  return ctx.lake.read<LineFacts>(
    `SELECT * FROM (${source.rows}) AS l WHERE l.import_no > $import OR (l.import_no = $import AND l.line_no > $line)
     ORDER BY l.import_no, l.line_no LIMIT ${limit + 1}`,
    { import: Number(importNo), line: Number(lineNo) },
  )
}

function pullOf(found: LinesFound, read: readonly LineFacts[], { limit }: Page): LinesPull {
  const { question, source, table } = found
  const shown = read.slice(0, limit)
  const last = shown.at(-1)
  const rows = shown.map((line) => lineRow(question.month, line, filtersFrom({ ...question })))
  const next = read.length > limit && last ? [last.import_no, last.line_no, filesMark(source.files)] : undefined
  return { table: { ...table, rows }, ...(next && { next }) }
}

/**
 * The lines of a month, a stretch at a time, by import and row of its file: every line comes once, however many pages it takes.
 * Refused when nothing was imported for the month, and when its lines or prices became others since the first page.
 */
export async function pullLines(
  ctx: Ctx,
  question: LinesQuestion,
  page: Page,
): Promise<Result<LinesPull, 'no-month' | 'changed'>> {
  const found = await findLines(ctx, question)
  if (!found.ok) return found
  const from = page.after && position.parse(page.after)
  if (from && from[2] !== filesMark(found.value.source.files)) return changed()
  return ok(pullOf(found.value, await readStretch(ctx, found.value, page), page))
}
