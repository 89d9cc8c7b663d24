import type { Database } from '#db'
import { tablesOf } from '../stores/fair-share-tables.store.ts'
import type { Atypical } from './atypical.ts'

interface OfYear {
  readonly commissioner: string
  readonly year: string
}

/** Everything that was said of practices out of the ordinary in a year, the latest first. */
export async function atypicalHistory(db: Database, { commissioner, year }: OfYear): Promise<Atypical[]> {
  const rows = await tablesOf(db)
    .selectFrom('fair_shares.atypical_event as e')
    .select(['e.practice', 'e.treatment', 'e.reason', 'e.at', 'e.actor'])
    .where('e.commissioner', '=', commissioner)
    .where('e.year', '=', year)
    .orderBy('e.atypical_event_id', 'desc')
    .execute()
  return rows
}

/** The practices that are out of the ordinary now, by code: the last word on each holds. */
export async function atypicalPractices(db: Database, of: OfYear): Promise<Atypical[]> {
  const last = new Map<string, Atypical>()
  for (const event of await atypicalHistory(db, of)) if (!last.has(event.practice)) last.set(event.practice, event)
  return [...last.values()]
    .filter(({ treatment }) => treatment !== 'as-others')
    .toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
}
