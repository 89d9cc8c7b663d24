import { type Database, type Insertable, sql } from '#db'
import type {
  PaidAdjustmentTable,
  RunAdjustmentTable,
  RunEventTable,
  RunTable,
  RunUnitTable,
} from '../stores/payment-tables.store.ts'
import { tablesOf } from '../stores/payment-tables.store.ts'
import type { Due } from './due.ts'

export async function insertRun(tx: Database, run: Omit<Insertable<RunTable>, 'run_no'>): Promise<number> {
  const row = await tablesOf(tx).insertInto('payment.run').values(run).returning('run_no').executeTakeFirstOrThrow()
  return row.run_no
}

export const insertRunEvent = (
  tx: Database,
  event: Omit<Insertable<RunEventTable>, 'run_event_id'>,
): Promise<unknown> => tablesOf(tx).insertInto('payment.run_event').values(event).execute()

export async function insertUnits(tx: Database, units: readonly Insertable<RunUnitTable>[]): Promise<void> {
  if (units.length > 0)
    await tablesOf(tx)
      .insertInto('payment.run_unit')
      .values([...units])
      .execute()
}

const chunk = 2_000

export async function insertRunAdjustments(
  tx: Database,
  rows: readonly Insertable<RunAdjustmentTable>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk)
    await tablesOf(tx)
      .insertInto('payment.run_adjustment')
      .values(rows.slice(at, at + chunk))
      .execute()
}

export async function insertPaidAdjustments(
  tx: Database,
  rows: readonly Insertable<PaidAdjustmentTable>[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += chunk)
    await tablesOf(tx)
      .insertInto('payment.paid_adjustment')
      .values(rows.slice(at, at + chunk))
      .execute()
}

export interface PaidIn {
  readonly commissioner: string
  readonly month: string
  readonly runNo: number
}

/** Writes down what is paid of every line, in one statement: 98,000 lines one by one would take minutes. */
export async function insertPaidLines(
  tx: Database,
  { commissioner, month, runNo }: PaidIn,
  due: readonly Due[],
): Promise<void> {
  const texts = (key: 'provider' | 'lineId' | 'part' | 'practice' | 'group') => due.map((line) => line[key])
  // Written out here: the driver would look at each number for what must be escaped.
  const pence = (key: 'billedPence' | 'adjustedPence' | 'heldPence' | 'paidPence'): string =>
    `{${due.map((line) => line[key]).join(',')}}`
  await sql`
    INSERT INTO payment.paid_line (commissioner, provider, month, line_id, part, run_no, practice, group_code, billed_pence, adjusted_pence,
      held_pence, paid_pence)
    SELECT ${commissioner}, u.provider, ${month}, u.line_id, u.part, ${runNo}::integer, u.practice, u.group_code, u.billed,
           u.adjusted, u.held, u.paid
      FROM unnest(${texts('provider')}::text[], ${texts('lineId')}::text[], ${texts('part')}::text[], ${texts('practice')}::text[],
        ${texts('group')}::text[], ${pence('billedPence')}::bigint[], ${pence('adjustedPence')}::bigint[],
        ${pence('heldPence')}::bigint[],
        ${pence('paidPence')}::bigint[])
        AS u(provider, line_id, part, practice, group_code, billed, adjusted, held, paid)`.execute(tx)
}
