import { type Contract, contractsIn, cquinRates, marginalRatesIn } from '#activity/contracts'
import { sql } from '#db'
import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import {
  type Month,
  addMonths,
  addPence,
  financialYearOf,
  firstDay,
  formatMonth,
  formatPence,
  monthOfYear,
  monthsThrough,
  toPence,
} from '#shared'
import { billRows } from '../bill/bill-rows.view.ts'
import { filesOfMonth } from '../bill/month-files.view.ts'
import type { BillRow } from '../bill/unit.ts'
import { paymentPolicy } from '../policy/payment-policy.view.ts'
import type { AdjustmentKind, AdjustmentRow } from './adjustment.ts'
import { marginalOfMonth } from './marginal-rate.ts'
import { type PracticeValue, apportion, shareOf } from './share.ts'

type Looking = Pick<Ctx, 'db' | 'lake' | 'scope'>

interface Whose {
  readonly commissioner: string
  readonly month: Month
}

async function rowsOf(ctx: Looking, { commissioner, month }: Whose): Promise<BillRow[]> {
  const [files] = await filesOfMonth(ctx, month, commissioner)
  return files ? billRows(ctx, month, files) : []
}

const undisputed = (row: BillRow): number => row.billedPence - row.adjustedPence - row.heldPence

/** Only what has a price counts towards a baseline; what is taken off or held of a stay is not deducted a second time. */
const emergencyValue = (row: BillRow): number =>
  paymentPolicy().emergency_pods.includes(row.pod ?? '') ? undisputed(row) - row.unpricedPence : 0

function byPractice(rows: readonly BillRow[], value: (row: BillRow) => number): PracticeValue[] {
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(row.practice ?? '', (sums.get(row.practice ?? '') ?? 0) + value(row))
  return [...sums].map(([practice, valuePence]) => ({ practice, valuePence })).toSorted(inOrder)
}

const inOrder = (a: PracticeValue, b: PracticeValue): number => (a.practice < b.practice ? -1 : 1)

const total = (values: readonly PracticeValue[]) => toPence(values.reduce((sum, { valuePence }) => sum + valuePence, 0))

interface Whole {
  readonly provider: string
  readonly kind: AdjustmentKind
  readonly reference: string
  readonly working: string
  readonly shares: ReturnType<typeof apportion>
}

const of = (rows: readonly BillRow[], provider: string): BillRow[] => rows.filter((row) => row.provider === provider)

const percent = (bp: number): string => `${bp / 100}%`

async function marginal(ctx: Looking, whose: Whose, rows: readonly BillRow[]): Promise<Whole[]> {
  const rates = (await marginalRatesIn(ctx, whose.month)).filter((rate) => rate.commissioner === whose.commissioner)
  if (rates.length === 0) return []
  const first = monthOfYear(financialYearOf(whose.month), 1)
  const before = first === whose.month ? [] : monthsThrough(first, addMonths(whose.month, -1))
  const earlier: BillRow[][] = []
  for (const month of before) earlier.push(await rowsOf(ctx, { ...whose, month }))
  return rates.map(({ provider, reference, baselinePence, rateBp }) => {
    const own = byPractice(of(rows, provider), emergencyValue)
    const past = earlier.map((each) => total(byPractice(of(each, provider), emergencyValue)))
    const amount = marginalOfMonth({ values: [...past, total(own)], baseline: baselinePence, rateBp })
    const toDate = formatPence(addPence(total(own), ...past))
    const working =
      `Emergency admissions of ${formatMonth(first)} to ${formatMonth(whose.month)}: ${toDate}, against ` +
      `${past.length + 1} twelfths of the baseline of ${formatPence(baselinePence)}; above it ${percent(rateBp)} is paid. ` +
      `This month: ${formatPence(amount)}, shared by what practices used.`
    return { provider, kind: 'marginal-rate', reference, working, shares: apportion(amount, own) }
  })
}

async function quality(ctx: Looking, whose: Whose, rows: readonly BillRow[]): Promise<Whole[]> {
  const [rates, contracts] = await Promise.all([cquinRates(ctx, whose.month), contractsIn(ctx, whose.month)])
  const widest = rates.filter(
    (rate) => rate.commissioner === whose.commissioner && isWidest(contracts, rate.provider, rate.reference),
  )
  return widest.map(({ provider, reference, rateBp }) => {
    const own = byPractice(of(rows, provider), undisputed)
    const amount = shareOf(total(own), rateBp)
    const working = `${percent(rateBp)} of ${formatPence(total(own))}, the undisputed value of the month: ${formatPence(amount)}.`
    return { provider, kind: 'cquin', reference, working, shares: apportion(amount, own) }
  })
}

/** A provider's bill is not split by contract: it counts to the one that covers all that no other names, else to the first. */
function isWidest(contracts: readonly Contract[], provider: string, reference: string): boolean {
  const own = contracts.filter((contract) => contract.provider === provider)
  const wide = own.find(({ services }) => services.length === 0) ?? own[0]
  return wide?.reference === reference
}

/** What the provider accepted of follow-up attendances above the agreed ratio; until then it is only told. */
async function followUps(ctx: Looking, { commissioner, month }: Whose): Promise<Whole[]> {
  const { rows } = await sql<{ provider: string; practice: string | null; pence: number }>`
    SELECT s.provider, s.practice, sum(s.counted_pence)::bigint AS pence FROM validation.v_finding_sum AS s
     WHERE s.month = ${month} AND s.commissioner = ${commissioner} AND s.rule = 'C28' AND s.state = 'settled'
     GROUP BY s.provider, s.practice HAVING sum(s.counted_pence) > 0 ORDER BY s.provider, s.practice`.execute(ctx.db)
  return [...new Set(rows.map(({ provider }) => provider))].map((provider) => {
    const own = rows.filter((row) => row.provider === provider)
    const amount = toPence(own.reduce((sum, { pence }) => sum - pence, 0))
    return {
      provider,
      kind: 'follow-up-ratio',
      reference: 'C28',
      working: `Follow-up attendances above the agreed ratio, as the provider accepted them: ${formatPence(amount)}.`,
      shares: own.map(({ practice, pence }) => ({ practice: practice ?? '', amountPence: toPence(-pence) })),
    }
  })
}

/**
 * What contracts take off or add to one commissioner's month, apart from lines, for each practice; of each kind and contract the rows
 * make the
 * whole to the penny. Readmissions are found line by line (rule C57) and held or taken off there, so that no stay is deducted twice.
 */
export async function contractAdjustments(ctx: Looking, whose: Whose): Promise<AdjustmentRow[]> {
  const [rows, groups] = await Promise.all([rowsOf(ctx, whose), groupsAsAt(ctx.db, firstDay(whose.month))])
  const wholes = [
    ...(await marginal(ctx, whose, rows)),
    ...(await followUps(ctx, whose)),
    ...(await quality(ctx, whose, rows)),
  ]
  return wholes.flatMap(({ shares, ...whole }) =>
    shares.map(({ practice, amountPence }) => ({
      ...whole,
      practice,
      group: groups.get(practice) ?? '',
      amountPence,
    })),
  )
}
