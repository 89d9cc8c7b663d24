import type { Ctx } from '#platform'
import type { Column } from '#shared'
import { csvHeader, csvRow } from '#tables'
import type { LineFacts, LineKey } from './line-row.ts'
import { type LinesFound, readFacts } from './lines.view.ts'

/** Lines held at a time: large enough that sorting again for each part costs little, small enough for any memory. */
const partLines = 100_000

async function* rowParts(ctx: Ctx, found: LinesFound): AsyncGenerator<readonly LineFacts[]> {
  for (let from = 0; from < found.sums.lines; from += partLines)
    yield await readFacts(ctx, found, { from, count: partLines })
}

/** Every line found as CSV, part by part: the same text as the table of them all would make. */
export async function* linesCsv(ctx: Ctx, found: LinesFound): AsyncGenerator<string> {
  const { columns } = found.table
  yield csvHeader(columns)
  for await (const rows of rowParts(ctx, found)) yield rows.map((row) => csvRow(columns, row)).join('')
}

const jsonRow = (columns: readonly Column<LineKey>[], row: LineFacts): string =>
  JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key]])))

/** Every line found as JSON, part by part: the same value as the table of them all would make. */
export async function* linesJson(ctx: Ctx, found: LinesFound): AsyncGenerator<string> {
  const { name, caption, notes = [], columns } = found.table
  yield `${JSON.stringify({ name, caption, notes, columns }).slice(0, -1)},"rows":[\n`
  let between = ''
  for await (const rows of rowParts(ctx, found)) {
    yield between + rows.map((row) => jsonRow(columns, row)).join(',\n')
    between = ',\n'
  }
  yield '\n],"totals":null}\n'
}
