import type { Asker } from '#platform'
import { type FinancialYear, type Pence, toPence } from '#shared'
import { inReach } from '../stores/reach.view.ts'
import { tablesOf } from '../stores/savings-tables.store.ts'
import { closedYears } from './closed-years.view.ts'
import type { Withheld } from './condition.ts'

/** What a closed year came to, for one practice or added up. */
export interface ClosedAmounts {
  readonly lines: number
  readonly budgetPence: Pence
  readonly outturnPence: Pence
  readonly validationPence: Pence
  readonly pricePence: Pence
  readonly demandPence: Pence
  readonly plannedPence: Pence
  readonly windfallPence: Pence
  readonly setOffPence: Pence
  readonly entitlementPence: Pence
  readonly commissionerPence: Pence
  readonly withheldPence: Pence
  readonly overspendPence: Pence
}

export interface ClosedPractice extends ClosedAmounts {
  readonly commissioner: string
  readonly practice: string
  readonly group: string
}

export interface ClosedGroup extends ClosedAmounts {
  readonly commissioner: string
  readonly group: string
  readonly practices: number
}

interface AmountsRow {
  readonly lines: number
  readonly budget_pence: number
  readonly outturn_pence: number
  readonly validation_pence: number
  readonly price_pence: number
  readonly demand_pence: number
  readonly planned_pence: number
  readonly windfall_pence: number
  readonly set_off_pence: number
  readonly entitlement_pence: number
  readonly commissioner_pence: number
  readonly withheld_pence: number
}

const amountsOf = (row: AmountsRow): Omit<ClosedAmounts, 'overspendPence'> => ({
  lines: Number(row.lines),
  budgetPence: toPence(Number(row.budget_pence)),
  outturnPence: toPence(Number(row.outturn_pence)),
  validationPence: toPence(Number(row.validation_pence)),
  pricePence: toPence(Number(row.price_pence)),
  demandPence: toPence(Number(row.demand_pence)),
  plannedPence: toPence(Number(row.planned_pence)),
  windfallPence: toPence(Number(row.windfall_pence)),
  setOffPence: toPence(Number(row.set_off_pence)),
  entitlementPence: toPence(Number(row.entitlement_pence)),
  commissionerPence: toPence(Number(row.commissioner_pence)),
  withheldPence: toPence(Number(row.withheld_pence)),
})

/** Practices by code, within what the asker may see; nothing while the year is open. */
export async function yearResults(
  { db, scope }: Pick<Asker, 'db' | 'scope'>,
  year: FinancialYear,
): Promise<ClosedPractice[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.close_practice as p')
    .selectAll('p')
    .where(inReach(scope, 'p'))
    .where('p.year', '=', year)
    .orderBy('p.practice')
    .execute()
  return rows.map((row) => ({
    commissioner: row.commissioner,
    practice: row.practice,
    group: row.group_code,
    ...amountsOf(row),
    overspendPence: toPence(Math.max(0, Number(row.outturn_pence) - Number(row.budget_pence))),
  }))
}

/** The same added up by group, for whoever belongs to the commissioner: a practice sees these sums and no other practice. */
export async function closeSums(asker: Pick<Asker, 'db' | 'scope'>, year: FinancialYear): Promise<ClosedGroup[]> {
  const own = (await closedYears(asker)).filter((each) => each.year === year).map(({ closeNo }) => closeNo)
  if (own.length === 0) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('savings.v_close_sum as s')
    .selectAll('s')
    .where('s.close_no', 'in', own)
    .orderBy('s.commissioner')
    .orderBy('s.group_code')
    .execute()
  return rows.map((row) => ({
    commissioner: row.commissioner,
    group: row.group_code,
    practices: row.practices,
    ...amountsOf(row),
    overspendPence: toPence(Number(row.overspend_pence)),
  }))
}

export interface ClosedLine {
  readonly line: string
  readonly lines: number
  readonly budgetPence: Pence
  readonly outturnPence: Pence
  readonly pricePence: Pence
  readonly creditsWithinPence: Pence
  readonly creditsDuePence: Pence
}

/** A practice's closed year by service line, as monitoring had it on the day of closing. */
export async function closedLines(
  { db, scope }: Pick<Asker, 'db' | 'scope'>,
  { practice, year }: { readonly practice: string; readonly year: FinancialYear },
): Promise<ClosedLine[]> {
  const rows = await tablesOf(db)
    .selectFrom('savings.close_line as l')
    .innerJoin('savings.close_practice as p', (join) =>
      join.onRef('p.close_no', '=', 'l.close_no').onRef('p.practice', '=', 'l.practice'),
    )
    .selectAll('l')
    .where(inReach(scope, 'l'))
    .where('l.practice', '=', practice)
    .where('p.year', '=', year)
    .orderBy('l.line')
    .execute()
  return rows.map((row) => ({
    line: row.line,
    lines: Number(row.lines),
    budgetPence: toPence(Number(row.budget_pence)),
    outturnPence: toPence(Number(row.outturn_pence)),
    pricePence: toPence(Number(row.price_pence)),
    creditsWithinPence: toPence(Number(row.credits_within_pence)),
    creditsDuePence: toPence(Number(row.credits_due_pence)),
  }))
}

/** On how many lines of activity the closed years of a practice rest together: what its account is told by is as safe as they are many. */
export async function restsOn({ db, scope }: Pick<Asker, 'db' | 'scope'>, practice: string): Promise<number> {
  const row = await tablesOf(db)
    .selectFrom('savings.close_practice as p')
    .select(({ fn }) => fn.min<string | null>('p.lines').as('lines'))
    .where(inReach(scope, 'p'))
    .where('p.practice', '=', practice)
    .executeTakeFirst()
  return Number(row?.lines ?? 0)
}

/** What practices freed up and may not use, because a year's condition was not met; of one practice, the earliest year first. */
export async function withheldOf(asker: Pick<Asker, 'db' | 'scope'>, practice: string): Promise<Withheld[]> {
  const years = await closedYears(asker)
  const rows = await tablesOf(asker.db)
    .selectFrom('savings.close_practice as p')
    .select(['p.year', 'p.withheld_pence', 'p.close_no'])
    .where(inReach(asker.scope, 'p'))
    .where('p.practice', '=', practice)
    .where('p.withheld_pence', '>', 0)
    .orderBy('p.year')
    .execute()
  return rows.flatMap((row) => {
    const close = years.find(({ closeNo }) => closeNo === row.close_no)
    return close
      ? [{ year: close.year, pence: toPence(Number(row.withheld_pence)), condition: close.terms.condition }]
      : []
  })
}
