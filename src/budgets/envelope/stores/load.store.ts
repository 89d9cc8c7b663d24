import { type Database, type Insertable, sql } from '#db'
import {
  type AgeWeightTable,
  type LineTable,
  type LoadKind,
  type LoadTable,
  type NeedTable,
  tablesOf,
} from './envelope-tables.store.ts'

export interface Load {
  readonly loadNo: number
  readonly fileName: string
  readonly sha256: string
  readonly rows: number
  readonly rejected: number
  readonly loadedAt: Date
  readonly loadedBy: string
}

export interface OfYear {
  readonly commissioner: string
  readonly year: string
}

/** The file of a kind that counts for a year: the latest one. */
export async function latestLoad(
  db: Database,
  kind: LoadKind,
  { commissioner, year }: OfYear,
): Promise<Load | undefined> {
  const row = await tablesOf(db)
    .selectFrom('envelope.load as l')
    .selectAll('l')
    .where('l.kind', '=', kind)
    .where('l.commissioner', '=', commissioner)
    .where('l.year', '=', year)
    .orderBy('l.load_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      loadNo: row.load_no,
      fileName: row.file_name,
      sha256: row.sha256,
      rows: row.rows,
      rejected: row.rejected,
      loadedAt: row.loaded_at,
      loadedBy: row.loaded_by,
    }
  )
}

/** One after the other, so that what is decided about a year's inputs still holds when it is written. */
export const lockYear = (tx: Database, { commissioner, year }: OfYear): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(hashtext(${`envelope ${commissioner} ${year}`}))`.execute(tx)

export async function insertLoad(tx: Database, load: Omit<Insertable<LoadTable>, 'load_no'>): Promise<number> {
  const row = await tablesOf(tx).insertInto('envelope.load').values(load).returning('load_no').executeTakeFirstOrThrow()
  return row.load_no
}

/** Rows at a time, so that no statement has more parameters than the database takes. */
const atATime = 1_000

async function inParts<Row>(rows: readonly Row[], insert: (some: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += atATime) await insert(rows.slice(at, at + atATime))
}

export const insertLines = (tx: Database, rows: readonly Insertable<LineTable>[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('envelope.line').values(some).execute())

export const insertNeed = (tx: Database, rows: readonly Insertable<NeedTable>[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('envelope.need').values(some).execute())

export const insertAgeWeights = (tx: Database, rows: readonly Insertable<AgeWeightTable>[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('envelope.age_weight').values(some).execute())
