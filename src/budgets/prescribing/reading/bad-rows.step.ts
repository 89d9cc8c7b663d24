import type { LakeBuilder } from '#lake'
import type { Month } from '#shared'
import { type ColumnName, columnNames } from '../policy/prescribing-policy.ts'
import { cellChecks, goodRow, monthCheck } from './cell-checks.ts'
import { oursSql } from './count-rows.ts'
import { type EpdSource, epdSource } from './epd-source.ts'
import { lakeQuery } from './lake-query.ts'
import type { Reject } from './reject.ts'

/** So many problems are written down; all are counted. */
export const mostRejects = 1_000

/** Rows that could not be read at all, with their places. */
export interface BrokenRows {
  readonly rows: number
  readonly places: readonly number[]
  readonly rejects: readonly Reject[]
}

interface Broken {
  readonly line: number
  readonly kind: string
  readonly text: string | null
}

const asPublished = 'Fetch the file again as it was published; a spreadsheet may have changed it.'

const words: Readonly<Record<string, readonly [problem: string, whatToDo: string]>> = {
  'MISSING COLUMNS': [
    'The row has fewer columns than the header',
    'Look whether the file was cut short on its way; fetch it again.',
  ],
  'TOO MANY COLUMNS': ['The row has more columns than the header', asPublished],
  'UNQUOTED VALUE': ['A quotation mark in the row is never closed', asPublished],
  'LINE SIZE OVER MAXIMUM': ['The row is longer than any row of prescribing', asPublished],
}

/** What the engine passed over, in any of its passes over the file; a row that has several things wrong is one. */
export async function findBrokenRows(builder: LakeBuilder): Promise<BrokenRows> {
  const found =
    await builder.read<Broken>(`SELECT e.line::BIGINT AS line, min(e.error_type::VARCHAR) AS kind, min(e.csv_line) AS text
    FROM reject_errors AS e GROUP BY e.line ORDER BY e.line`)
  const rejects = found.slice(0, mostRejects).map(({ line, kind, text }): Reject => {
    const [problem, whatToDo] = words[kind] ?? ['The row cannot be read', asPublished]
    return { row: line, column: '', value: text?.trim() ?? '', problem, whatToDo }
  })
  return { rows: found.length, places: found.map(({ line }) => line), rejects }
}

interface Sifting {
  readonly source: EpdSource
  readonly month: Month
  readonly practices: ReadonlySet<string> | 'all'
}

type BadRow = Readonly<Record<ColumnName, string | null>> &
  Readonly<Record<`t${number}`, boolean>> & { readonly at: number }

/** The row of the file of the so-many-eth row that could be read: the header is row 1, and broken rows stand between. */
export function rowOf(at: number, places: readonly number[]): number {
  let row = at + 1
  for (const place of places) if (place <= row) row += 1
  return row
}

const titleOf = ({ layout }: EpdSource, column: ColumnName): string => layout.columns[column]?.[0] ?? column

/** What is wrong with the rows that should have been taken and were not, cell by cell. */
export async function findBadCells(
  builder: LakeBuilder,
  { source, month, practices }: Sifting,
  { missing, broken }: { readonly missing: number; readonly broken: BrokenRows },
): Promise<{ readonly rows: number; readonly rejects: readonly Reject[] }> {
  if (missing <= 0) return { rows: 0, rejects: [] }
  const checks = [...cellChecks, monthCheck(month)]
  const fillings = {
    file: epdSource(source),
    columns: columnNames.join(', '),
    ours: oursSql(practices),
    good: goodRow(checks),
    tests: checks.map(({ good }, at) => `coalesce(${good}, false) AS t${at}`).join(', '),
    limit: String(mostRejects),
  }
  const rows = await builder.read<BadRow>(lakeQuery(new URL('./bad-rows.lake.sql', import.meta.url), fillings))
  const rejects = rows.flatMap((bad) =>
    checks.flatMap(({ column, problem, whatToDo }, at): Reject[] =>
      bad[`t${at}`]
        ? []
        : [
            {
              row: rowOf(bad.at, broken.places),
              column: titleOf(source, column),
              value: bad[column] ?? '',
              problem: `The value ${problem}`,
              whatToDo,
            },
          ],
    ),
  )
  return { rows: missing, rejects }
}
