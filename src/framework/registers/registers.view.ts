import type { Asker } from '#platform'
import type { PlainDate } from '#shared'
import { tablesOf } from '../stores/framework-tables.store.ts'
import type { RegisterEntry, RegisterName } from './register.ts'

export interface EntriesQuestion {
  readonly register?: RegisterName
  readonly commissioner?: string
  readonly practices?: readonly string[]
  readonly entryNo?: number
  /** Those that were taken back too. */
  readonly withTakenBack?: boolean
}

/** Entries as they stand: of one practice, item and first day the last one. Within what the asker may see, by practice, item and day. */
export async function registerEntries(
  { db, scope }: Pick<Asker, 'db' | 'scope'>,
  { register, commissioner, practices, entryNo, withTakenBack }: EntriesQuestion = {},
): Promise<RegisterEntry[]> {
  const { commissioners, practices: reach, providers } = scope
  if (providers !== 'all') return []
  const own = reach === 'all' ? undefined : reach.map((each) => each.practice)
  const rows = await tablesOf(db)
    .selectFrom('framework.register_entry as e')
    .distinctOn(['e.register', 'e.practice', 'e.item', 'e.from_date'])
    .selectAll('e')
    .$if(commissioners !== 'all', (query) =>
      query.where(
        'e.commissioner',
        'in',
        commissioners === 'all' || commissioners.length === 0 ? [''] : [...commissioners],
      ),
    )
    .$if(own !== undefined, (query) => query.where('e.practice', 'in', own!.length > 0 ? own! : ['']))
    .$if(register !== undefined, (query) => query.where('e.register', '=', register!))
    .$if(commissioner !== undefined, (query) => query.where('e.commissioner', '=', commissioner!))
    .$if(practices !== undefined, (query) =>
      query.where('e.practice', 'in', practices!.length > 0 ? [...practices!] : ['']),
    )
    .orderBy('e.register')
    .orderBy('e.practice')
    .orderBy('e.item')
    .orderBy('e.from_date')
    .orderBy('e.entry_no', 'desc')
    .execute()
  return rows
    .filter((row) => (withTakenBack || !row.is_taken_back) && (entryNo === undefined || row.entry_no === entryNo))
    .map((row) => ({
      entryNo: row.entry_no,
      commissioner: row.commissioner,
      practice: row.practice,
      register: row.register,
      item: row.item,
      from: row.from_date as PlainDate,
      to: row.to_date as PlainDate | null,
      points: row.points,
      result: row.result,
      isTakenBack: row.is_taken_back,
      actor: row.actor,
      at: row.at,
    }))
}
