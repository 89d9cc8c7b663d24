import type { Database } from '#db'
import { inLineOrder } from '#budgets/envelope'
import { toFinancialYear, toMonth, toPence, toPlainDate } from '#shared'
import { type BandCostTable, type LineTable, type ShareTable, tablesOf } from '../stores/fair-share-tables.store.ts'
import type { FairShareLine, FairShareOfPractice, FairShares } from './fair-shares.ts'

/** A calculation as it was kept. A practice finds its own shares in it, a group its members', a commissioner all. */
export interface KeptFairShares extends FairShares {
  readonly calculationNo: number
  readonly madeAt: Date
  readonly madeBy: string
}

interface OfYear {
  readonly commissioner: string
  readonly year: string
}

const practiceOf = (row: ShareTable): FairShareOfPractice => ({
  practice: row.practice,
  patients: row.patients,
  ageIndex: row.age_index,
  needIndex: row.need_index,
  mffIndex: row.mff_index,
  weight: BigInt(row.weight),
  sharePence: toPence(row.share_pence),
  group: row.group_code === '' ? null : row.group_code,
  countedOn: toPlainDate(row.counted_on),
  aged: BigInt(row.aged),
  need: row.need,
  mff: row.mff,
  isGiven: row.is_given,
})

const lineOf = (row: LineTable, costs: readonly BandCostTable[], shares: readonly ShareTable[]): FairShareLine => ({
  line: row.line,
  weightsFrom: row.weights_from,
  amountPence: toPence(row.amount_pence),
  givenPence: toPence(row.given_pence),
  patients: row.patients,
  totalAged: BigInt(row.total_aged),
  totalWeight: BigInt(row.total_weight),
  costs: costs.map(({ sex, age_band: ageBand, weight, events }) => ({ sex, ageBand, weight, events })),
  practices: shares.map(practiceOf),
})

/** The calculations of a year, the latest first. */
export const listCalculations = (db: Database, { commissioner, year }: OfYear) =>
  tablesOf(db)
    .selectFrom('fair_shares.calculation as c')
    .selectAll('c')
    .where('c.commissioner', '=', commissioner)
    .where('c.year', '=', year)
    .orderBy('c.calculation_no', 'desc')
    .execute()

async function rowsOf(db: Database, calculationNo: number) {
  const tables = tablesOf(db)
  const lines = await tables
    .selectFrom('fair_shares.line as l')
    .selectAll('l')
    .where('l.calculation_no', '=', calculationNo)
    .execute()
  const costs = await tables
    .selectFrom('fair_shares.band_cost as b')
    .selectAll('b')
    .where('b.calculation_no', '=', calculationNo)
    .execute()
  const shares = await tables
    .selectFrom('fair_shares.share as s')
    .selectAll('s')
    .where('s.calculation_no', '=', calculationNo)
    .orderBy('s.practice')
    .execute()
  return { lines, costs, shares }
}

/** The latest calculation of a year, or the one of a number; nothing where there is none. */
export async function keptFairShares(
  db: Database,
  of: OfYear & { readonly calculationNo?: number },
): Promise<KeptFairShares | undefined> {
  const all = await listCalculations(db, of)
  const found = of.calculationNo === undefined ? all[0] : all.find((each) => each.calculation_no === of.calculationNo)
  if (!found) return undefined
  const { lines, costs, shares } = await rowsOf(db, found.calculation_no)
  const { first_month: first, last_month: last } = found
  return {
    calculationNo: found.calculation_no,
    madeAt: found.made_at,
    madeBy: found.made_by,
    commissioner: found.commissioner,
    year: toFinancialYear(found.year),
    listsOn: toPlainDate(found.lists_on),
    envelopeLoadNo: found.envelope_load_no,
    needFrom: found.need_from,
    needLoadNo: found.need_load_no,
    weightsLoadNo: found.weights_load_no,
    months: first !== null && last !== null ? { first: toMonth(first), last: toMonth(last) } : null,
    withMff: found.with_mff,
    floorPercent: found.floor_percent,
    ceilingPercent: found.ceiling_percent,
    lines: inLineOrder(lines).map((line) =>
      lineOf(
        line,
        costs.filter((each) => each.line === line.line),
        shares.filter((each) => each.line === line.line),
      ),
    ),
  }
}
