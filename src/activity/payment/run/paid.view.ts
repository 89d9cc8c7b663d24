import type { Database } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { UnitKey } from '../bill/unit.ts'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { PaidLine, PaidPart } from './due.ts'

/** What was paid of the lines of a month, by provider and line. */
export async function paidLines(
  db: Database,
  { commissioner, month }: { readonly commissioner: string; readonly month: Month },
): Promise<Map<string, PaidLine>> {
  const rows = await tablesOf(db)
    .selectFrom('payment.paid_line as p')
    .select(['p.provider', 'p.line_id', 'p.part', 'p.group_code', 'p.billed_pence', 'p.adjusted_pence'])
    .select(['p.held_pence', 'p.paid_pence'])
    .where('p.commissioner', '=', commissioner)
    .where('p.month', '=', month)
    .execute()
  const found = new Map<string, { first?: PaidPart; release?: PaidPart }>()
  for (const row of rows) {
    const key = lineKey({ provider: row.provider, lineId: row.line_id })
    found.set(key, {
      ...found.get(key),
      [row.part]: {
        provider: row.provider,
        lineId: row.line_id,
        part: row.part,
        group: row.group_code,
        billedPence: row.billed_pence,
        adjustedPence: row.adjusted_pence,
        heldPence: row.held_pence,
        paidPence: row.paid_pence,
      },
    })
  }
  return found as Map<string, PaidLine>
}

export const lineKey = ({ provider, lineId }: { readonly provider: string; readonly lineId: string }): string =>
  `${provider} ${lineId}`

/** The approved run in which a bill was paid as it is; nothing where it was not. */
export async function paidBill(
  { db }: Pick<Asker, 'db'>,
  unit: UnitKey & { readonly billSha: string },
): Promise<number | undefined> {
  const row = await tablesOf(db)
    .selectFrom('payment.run_unit as u')
    .innerJoin('payment.run_event as e', 'e.run_no', 'u.run_no')
    .select('u.run_no')
    .where('e.event', '=', 'approved')
    .where('u.commissioner', '=', unit.commissioner)
    .where('u.month', '=', unit.month)
    .where('u.provider', '=', unit.provider)
    .where('u.group_code', '=', unit.group)
    .where('u.bill_mark', '=', unit.billSha)
    .executeTakeFirst()
  return row?.run_no
}

export interface PaidSum extends UnitKey {
  readonly runNo: number
  readonly part: 'first' | 'release'
  readonly lines: number
  readonly heldPence: number
  readonly paidPence: number
}

/** What was paid of a month, added up: for whoever reads payments. */
export async function paidSums({ db, scope }: Asker, month: Month): Promise<PaidSum[]> {
  const rows = await tablesOf(db)
    .selectFrom('payment.v_paid_sum as s')
    .selectAll('s')
    .where('s.month', '=', month)
    .$if(scope.commissioners !== 'all', (query) => query.where('s.commissioner', 'in', [...scope.commissioners]))
    .execute()
  return rows.map((row) => ({
    commissioner: row.commissioner,
    provider: row.provider,
    month,
    group: row.group_code,
    runNo: row.run_no,
    part: row.part,
    lines: Number(row.lines),
    heldPence: Number(row.held_pence),
    paidPence: Number(row.paid_pence),
  }))
}
