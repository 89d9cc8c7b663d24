import { type Database, type Insertable, sql } from '#db'
import {
  type AtypicalEventTable,
  type BandCostTable,
  type CalculationTable,
  type LineTable,
  type ShareTable,
  tablesOf,
} from './fair-share-tables.store.ts'

const atATime = 1_000

async function inParts<Row>(rows: readonly Row[], insert: (some: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += atATime) await insert(rows.slice(at, at + atATime))
}

export async function insertCalculation(
  tx: Database,
  calculation: Omit<Insertable<CalculationTable>, 'calculation_no'>,
): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('fair_shares.calculation')
    .values(calculation)
    .returning('calculation_no')
    .executeTakeFirstOrThrow()
  return row.calculation_no
}

export const insertLines = (tx: Database, rows: readonly LineTable[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('fair_shares.line').values(some).execute())

export const insertBandCosts = (tx: Database, rows: readonly BandCostTable[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('fair_shares.band_cost').values(some).execute())

export const insertShares = (tx: Database, rows: readonly ShareTable[]): Promise<void> =>
  inParts(rows, (some) => tablesOf(tx).insertInto('fair_shares.share').values(some).execute())

export const insertAtypical = (
  tx: Database,
  event: Omit<Insertable<AtypicalEventTable>, 'atypical_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('fair_shares.atypical_event').values(event).execute()

export const lockCalculations = (tx: Database, commissioner: string, year: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(hashtext(${`fair shares ${commissioner} ${year}`}))`.execute(tx)
