import type { Asker } from '#platform'
import { type Pence, type PlainDate, toPence, toPlainDate } from '#shared'
import { usualLimit } from '../policy/payment-policy.view.ts'
import { tablesOf } from '../stores/payment-tables.store.ts'

export interface ApprovalLimit {
  readonly commissioner: string
  /** Nobody: it holds for everybody who has no limit of their own. */
  readonly personId: string | null
  readonly limitPence: Pence
  readonly from: PlainDate
  readonly setBy: string
  readonly setAt: Date
}

/** Limits as they were set, the latest first. */
export async function approvalLimits({ db, scope }: Asker): Promise<ApprovalLimit[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.approval_limit as l')
    .selectAll('l')
    .$if(scope.commissioners !== 'all', (query) => query.where('l.commissioner', 'in', [...scope.commissioners]))
    .orderBy('l.from_date', 'desc')
    .orderBy('l.approval_limit_id', 'desc')
    .execute()
  return rows.map((row) => ({
    commissioner: row.commissioner,
    personId: row.person_id,
    limitPence: toPence(row.limit_pence),
    from: toPlainDate(row.from_date),
    setBy: row.set_by,
    setAt: row.set_at,
  }))
}

/** Up to how much somebody approves on a day: their own limit, else everybody's, else what policy says. */
export async function limitOf(
  asker: Asker,
  who: { readonly commissioner: string; readonly personId: string | undefined; readonly today: PlainDate },
): Promise<Pence> {
  const holding = (await approvalLimits(asker)).filter(
    ({ commissioner, from }) => commissioner === who.commissioner && from <= who.today,
  )
  const own = holding.find(({ personId }) => personId !== null && personId === who.personId)
  return (own ?? holding.find(({ personId }) => personId === null))?.limitPence ?? usualLimit(who.today)
}
