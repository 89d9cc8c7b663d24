import type { Asker } from '#platform'
import { type Month, toMonth, toPence } from '#shared'
import { tablesOf } from '../stores/payment-tables.store.ts'
import { type PaymentRun, type RunUnit, stateOf } from './run.ts'

interface Which {
  readonly runNo?: number
  readonly month?: Month
  readonly commissioner?: string
}

/** Payment runs that the asker may see, the latest first. */
export async function listPaymentRuns({ db, scope }: Asker, which: Which = {}): Promise<PaymentRun[]> {
  const runs = await tablesOf(db)
    .selectFrom('payment.run as r')
    .selectAll('r')
    .$if(scope.commissioners !== 'all', (query) => query.where('r.commissioner', 'in', [...scope.commissioners]))
    .$if(which.runNo !== undefined, (query) => query.where('r.run_no', '=', which.runNo!))
    .$if(which.month !== undefined, (query) => query.where('r.month', '=', which.month!))
    .$if(which.commissioner !== undefined, (query) => query.where('r.commissioner', '=', which.commissioner!))
    .orderBy('r.run_no', 'desc')
    .execute()
  if (runs.length === 0) return []
  const events = await tablesOf(db)
    .selectFrom('payment.run_event as e')
    .select(['e.run_no', 'e.event', 'e.words', 'e.actor', 'e.person_id as personId', 'e.at'])
    .where(
      'e.run_no',
      'in',
      runs.map((run) => run.run_no),
    )
    .orderBy('e.run_event_id')
    .execute()
  return runs.map((run) => {
    const own = events.filter((event) => event.run_no === run.run_no).map(({ run_no: _, ...event }) => event)
    return {
      runNo: run.run_no,
      commissioner: run.commissioner,
      month: toMonth(run.month),
      paysNewLines: run.pays_new_lines,
      lines: run.lines,
      totalPence: toPence(run.total_pence),
      runSha: run.run_mark,
      events: own,
      state: stateOf(own),
    }
  })
}

export const findPaymentRun = async (asker: Asker, runNo: number): Promise<PaymentRun | undefined> =>
  (await listPaymentRuns(asker, { runNo }))[0]

/** The bills in a run that the asker may see. */
export async function runUnits({ db }: Asker, runNo: number): Promise<RunUnit[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.run_unit as u')
    .selectAll('u')
    .where('u.run_no', '=', runNo)
    .orderBy('u.provider')
    .orderBy('u.group_code')
    .execute()
  return rows.map((row) => ({
    provider: row.provider,
    group: row.group_code,
    agreementEventId: row.agreement_event_id,
    billSha: row.bill_mark,
    lines: row.lines,
    billedPence: toPence(row.billed_pence),
    adjustedPence: toPence(row.adjusted_pence),
    heldPence: toPence(row.held_pence),
    firstPence: toPence(row.first_pence),
    releasePence: toPence(row.release_pence),
  }))
}
