import type { Database, Insertable } from '#db'
import { type YearCloseTable, tablesOf } from '../stores/savings-tables.store.ts'
import type { ClosePreview } from './preview.view.ts'
import type { PracticeResult } from './closing.ts'
import type { LineFact } from './year-facts.ts'

export async function insertClose(tx: Database, close: Omit<Insertable<YearCloseTable>, 'close_no'>): Promise<number> {
  const row = await tablesOf(tx)
    .insertInto('savings.year_close')
    .values(close)
    .returning('close_no')
    .executeTakeFirstOrThrow()
  return row.close_no
}

const practiceRow = (result: PracticeResult) => ({
  practice: result.practice,
  group_code: result.group,
  lines: result.lines,
  budget_pence: result.budgetPence,
  outturn_pence: result.outturnPence,
  validation_pence: result.validationPence,
  price_pence: result.pricePence,
  demand_pence: result.demandPence,
  declared_pence: result.declaredPence,
  planned_pence: result.plannedPence,
  windfall_pence: result.windfallPence,
  set_off_pence: result.setOffPence,
  entitlement_pence: result.entitlementPence,
  commissioner_pence: result.commissionerPence,
  withheld_pence: result.withheldPence,
})

const lineRow = (line: LineFact) => ({
  practice: line.practice,
  line: line.line,
  lines: line.lines,
  budget_pence: line.budgetPence,
  outturn_pence: line.outturnPence,
  price_pence: line.pricePence,
  credits_within_pence: line.creditsWithinPence,
  credits_due_pence: line.creditsDuePence,
})

const chunk = 2_000

/** What every practice's year came to, and the same by service line. */
export async function insertResults(tx: Database, closeNo: number, { facts, results }: ClosePreview): Promise<void> {
  const { commissioner, year, lines } = facts
  for (let at = 0; at < results.length; at += chunk)
    await tablesOf(tx)
      .insertInto('savings.close_practice')
      .values(
        results.slice(at, at + chunk).map((each) => ({ close_no: closeNo, commissioner, year, ...practiceRow(each) })),
      )
      .execute()
  for (let at = 0; at < lines.length; at += chunk)
    await tablesOf(tx)
      .insertInto('savings.close_line')
      .values(lines.slice(at, at + chunk).map((each) => ({ close_no: closeNo, commissioner, ...lineRow(each) })))
      .execute()
}
