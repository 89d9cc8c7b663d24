import type { Asker } from '#platform'
import type { Month, Pence } from '#shared'
import { tablesOf } from '../stores/contract-tables.store.ts'
import type { PlannedActivity } from './contract.ts'
import { isWithin } from './within.ts'

interface Which {
  readonly from?: Month
  readonly to?: Month
  readonly provider?: string
  readonly reference?: string
}

/** What is planned, by contract, month and point of delivery; months from the first to the last, both included. */
export async function planned(
  { db, scope }: Asker,
  { from, to, provider, reference }: Which,
): Promise<PlannedActivity[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_plan as p')
    .selectAll('p')
    .$if(from !== undefined, (query) => query.where('p.month', '>=', from!))
    .$if(to !== undefined, (query) => query.where('p.month', '<=', to!))
    .$if(provider !== undefined, (query) => query.where('p.provider', '=', provider!))
    .$if(reference !== undefined, (query) => query.where('p.reference', '=', reference!))
    .orderBy('p.commissioner')
    .orderBy('p.reference')
    .orderBy('p.month')
    .orderBy('p.pod')
    .execute()
  return rows
    .map((row) => ({
      commissioner: row.commissioner,
      provider: row.provider,
      reference: row.reference,
      month: row.month as Month,
      pod: row.pod,
      activity: row.activity_thousandths / 1000,
      valuePence: row.value_pence as Pence,
    }))
    .filter(isWithin(scope))
}

/** The plan of one contract. */
export const planOf = (
  asker: Asker,
  { commissioner, reference }: { readonly commissioner: string; readonly reference: string },
): Promise<PlannedActivity[]> =>
  planned(asker, { reference }).then((rows) => rows.filter((row) => row.commissioner === commissioner))
