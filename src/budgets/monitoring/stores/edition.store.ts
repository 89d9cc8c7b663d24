import { type Database, type Insertable, sql } from '#db'
import { type EditionTable, type FigureTable, type GroupFigureTable, tablesOf } from './monitoring-tables.store.ts'

const json = <T>(value: T) => sql<T>`${JSON.stringify(value)}::jsonb`

export async function insertEdition(tx: Database, edition: Insertable<EditionTable>): Promise<number> {
  const { edition_no: editionNo } = await tablesOf(tx)
    .insertInto('monitoring.edition')
    .values({ ...edition, method: json(edition.method) })
    .returning('edition_no')
    .executeTakeFirstOrThrow()
  return editionNo
}

/** Rows at once: twelve months are one value, so that ten columns of some hundreds of rows stay within what a statement may hold. */
const together = 500

async function inParts<Row>(rows: readonly Row[], write: (part: readonly Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += together) await write(rows.slice(at, at + together))
}

export const insertFigures = (tx: Database, rows: readonly Insertable<FigureTable>[]): Promise<void> =>
  inParts(rows, (part) =>
    tablesOf(tx)
      .insertInto('monitoring.figure')
      .values(part.map((row) => ({ ...row, months: json(row.months) })))
      .execute(),
  )

export const insertGroupFigures = (tx: Database, rows: readonly Insertable<GroupFigureTable>[]): Promise<void> =>
  inParts(rows, (part) =>
    tablesOf(tx)
      .insertInto('monitoring.group_figure')
      .values(part.map((row) => ({ ...row, months: json(row.months) })))
      .execute(),
  )
