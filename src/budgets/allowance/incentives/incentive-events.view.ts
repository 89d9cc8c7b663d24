import type { Asker } from '#platform'
import { type FinancialYear, type PlainDate, toPlainDate } from '#shared'
import { tablesOf } from '../stores/allowance-tables.store.ts'

/** What a practice did for which the scheme of a year pays, as it stands. */
export interface IncentiveStanding {
  readonly practice: string
  /** The day on which it signed its plan; nothing where it did not, or took it back. */
  readonly planSignedOn: PlainDate | null
  /** The day on which it claimed that its targets are met. */
  readonly targetsMetOn: PlainDate | null
}

/** Of each practice the latest of both kinds, within what the asker may see. */
export async function incentiveStandings(
  { db, scope }: Pick<Asker, 'db' | 'scope'>,
  { commissioner, year }: { readonly commissioner: string; readonly year: FinancialYear },
): Promise<Map<string, IncentiveStanding>> {
  const { practices } = scope
  const rows = await tablesOf(db)
    .selectFrom('allowance.incentive_event as e')
    .select(['e.practice', 'e.event', 'e.on_date'])
    .where('e.commissioner', '=', commissioner)
    .where('e.year', '=', year)
    .$if(practices !== 'all', (query) =>
      query.where('e.practice', 'in', practices === 'all' ? [] : practices.map(({ practice }) => practice)),
    )
    .orderBy('e.incentive_event_id')
    .execute()
  const found = new Map<string, IncentiveStanding>()
  for (const { practice, event, on_date: day } of rows) {
    const before = found.get(practice) ?? { practice, planSignedOn: null, targetsMetOn: null }
    const on = toPlainDate(day)
    if (event === 'plan-signed' || event === 'plan-taken-back')
      found.set(practice, { ...before, planSignedOn: event === 'plan-signed' ? on : null })
    else found.set(practice, { ...before, targetsMetOn: event === 'targets-met' ? on : null })
  }
  return found
}
