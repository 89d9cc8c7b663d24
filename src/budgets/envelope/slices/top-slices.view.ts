import type { Database } from '#db'
import { toPence } from '#shared'
import { tablesOf } from '../stores/envelope-tables.store.ts'
import type { OfYear } from '../stores/load.store.ts'
import type { TopSlice } from './top-slice.ts'

/** Top-slices of a year as somebody set them, with why. */
export interface TopSliceSet {
  readonly setNo: number
  readonly words: string
  readonly setAt: Date
  readonly setBy: string
  readonly slices: readonly TopSlice[]
}

/** Every set of a year, the latest first; the first of them holds. */
export async function topSliceHistory(db: Database, { commissioner, year }: OfYear): Promise<TopSliceSet[]> {
  const sets = await tablesOf(db)
    .selectFrom('envelope.top_slice_set as s')
    .selectAll('s')
    .where('s.commissioner', '=', commissioner)
    .where('s.year', '=', year)
    .orderBy('s.set_no', 'desc')
    .execute()
  if (sets.length === 0) return []
  const rows = await tablesOf(db)
    .selectFrom('envelope.top_slice as t')
    .selectAll('t')
    .where(
      't.set_no',
      'in',
      sets.map(({ set_no: setNo }) => setNo),
    )
    .orderBy('t.position')
    .execute()
  return sets.map((set) => ({
    setNo: set.set_no,
    words: set.words,
    setAt: set.set_at,
    setBy: set.set_by,
    slices: rows
      .filter(({ set_no: setNo }) => setNo === set.set_no)
      .map(({ kind, line, amount_pence: pence, words }) => ({ kind, line, amountPence: toPence(pence), words })),
  }))
}

/** What is taken off the top of a year now; nothing where nobody ever set anything. */
export const currentTopSlices = async (db: Database, of: OfYear): Promise<TopSliceSet | undefined> =>
  (await topSliceHistory(db, of))[0]
