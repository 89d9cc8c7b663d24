import type { Database } from '#db'
import { type FinancialYear, type Pence, addPence, toFinancialYear, toPence } from '#shared'
import { inLineOrder } from '../lines/service-lines.view.ts'
import { type Distributable, takeSlices } from '../slices/take-slices.ts'
import type { EnvelopeLine, TopSlice } from '../slices/top-slice.ts'
import { tablesOf } from '../stores/envelope-tables.store.ts'
import { latestLoad } from '../stores/load.store.ts'
import { currentTopSlices } from '../slices/top-slices.view.ts'

/** A year's money by service line, and what is left of it to share once the top-slices are taken. */
export interface Envelope {
  readonly loadNo: number
  readonly loadedAt: Date
  readonly loadedBy: string
  readonly fileName: string
  readonly commissioner: string
  readonly year: FinancialYear
  /** In the order in which lines are told. */
  readonly lines: readonly EnvelopeLine[]
  readonly topSlices: readonly TopSlice[]
  /** All lines. */
  readonly totalPence: Pence
  /** Lines that practices hold. */
  readonly inPence: Pence
  readonly topSlicedPence: Pence
  /** What practices' budgets add up to: lines that are in, less the top-slices. */
  readonly controlTotalPence: Pence
  /** Of every line that is in, what is left to share. */
  readonly distributable: readonly Distributable[]
}

export async function linesOfLoad(db: Database, loadNo: number): Promise<EnvelopeLine[]> {
  const rows = await tablesOf(db)
    .selectFrom('envelope.line as l')
    .select(['l.line', 'l.amount_pence', 'l.scope'])
    .where('l.load_no', '=', loadNo)
    .execute()
  return inLineOrder(rows.map(({ line, amount_pence, scope }) => ({ line, amountPence: toPence(amount_pence), scope })))
}

const sumOf = (lines: readonly { amountPence: Pence }[]): Pence =>
  addPence(...lines.map(({ amountPence }) => amountPence))

/** The envelope of a year: the latest that was taken, with the top-slices that were set last. */
export async function findEnvelope(
  db: Database,
  { commissioner, year: text }: { readonly commissioner: string; readonly year: string },
): Promise<Envelope | undefined> {
  const year = toFinancialYear(text)
  const load = await latestLoad(db, 'envelope', { commissioner, year })
  if (!load) return undefined
  const lines = await linesOfLoad(db, load.loadNo)
  const topSlices = (await currentTopSlices(db, { commissioner, year }))?.slices ?? []
  const taken = takeSlices(lines, topSlices)
  // Neither an envelope nor top-slices are taken that do not fit each other.
  if (!taken.ok) throw new Error(taken.message)
  const inPence = sumOf(lines.filter(({ scope }) => scope === 'in'))
  const topSlicedPence = sumOf(topSlices)
  return {
    loadNo: load.loadNo,
    loadedAt: load.loadedAt,
    loadedBy: load.loadedBy,
    fileName: load.fileName,
    commissioner,
    year,
    lines,
    topSlices,
    totalPence: sumOf(lines),
    inPence,
    topSlicedPence,
    controlTotalPence: toPence(inPence - topSlicedPence),
    distributable: inLineOrder(taken.value),
  }
}
