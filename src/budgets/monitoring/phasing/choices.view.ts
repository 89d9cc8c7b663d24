import type { Asker } from '#platform'
import { type FinancialYear, dayInLondon } from '#shared'
import { tablesOf } from '../stores/monitoring-tables.store.ts'
import type { PhasingChoice } from './choice.ts'

interface WhichYear {
  readonly commissioner: string
  readonly year: FinancialYear
}

/** Everything that was chosen for a year, the latest first: of a line the first holds. */
export async function phasingChoices({ db, scope }: Asker, which: WhichYear): Promise<PhasingChoice[]> {
  const { commissioners } = scope
  if (commissioners !== 'all' && !commissioners.includes(which.commissioner)) return []
  const rows = await tablesOf(db)
    .selectFrom('monitoring.phasing_event as p')
    .selectAll('p')
    .where('p.commissioner', '=', which.commissioner)
    .where('p.year', '=', which.year)
    .orderBy('p.phasing_event_id', 'desc')
    .execute()
  return rows.map((row) => ({
    line: row.line,
    form: row.form,
    weights: row.weights?.map(BigInt) ?? null,
    words: row.words,
    actor: row.actor,
    on: dayInLondon(row.at),
  }))
}
