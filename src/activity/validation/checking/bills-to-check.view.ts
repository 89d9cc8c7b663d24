import { type BilledActivity, billedActivity, totalsOfMonth } from '#activity/import'
import { pricedFiles } from '#activity/pricing'
import type { Asker } from '#platform'
import { type Month, type Result, addMonths, formatMonth, monthsThrough, ok, refused } from '#shared'
import { type BilledMonth, type BillsToCheck, type MonthToCheck, monthsAfter, monthsBefore } from './month-to-check.ts'

export type CheckRefusal = 'no-activity' | 'not-priced'

/** The months that are wanted and those that any of them looks at, in order. */
const monthsAround = (months: readonly Month[]): Month[] => {
  const seen = months.flatMap((month) => monthsThrough(addMonths(month, -monthsBefore), addMonths(month, monthsAfter)))
  return [...new Set(seen)].toSorted()
}

type Billed = ReadonlyMap<Month, readonly BilledActivity[]>

async function readBilled(asker: Asker, months: readonly Month[]): Promise<Billed> {
  const billed = new Map<Month, readonly BilledActivity[]>()
  for (const month of months) billed.set(month, await billedActivity(asker, month))
  return billed
}

const noActivity = (month: Month) =>
  refused('no-activity', `There are no lines of ${formatMonth(month)}: import the activity of the month first.`)

const notPriced = (month: Month) =>
  refused(
    'not-priced',
    `${formatMonth(month)} has lines without a price run: price it first, with “locality price --month ${month}”.`,
  )

const isPriced = ({ activity, priced }: BilledMonth): boolean =>
  activity.current.files.every((file) => priced.some(({ lakeFileId }) => lakeFileId === file.lakeFileId))

async function billsOf(
  asker: Asker,
  commissioner: string,
  billed: Billed,
  wanted: ReadonlySet<Month>,
): Promise<BillsToCheck> {
  const around: BilledMonth[] = []
  for (const [month, all] of billed) {
    const activity = all.find((one) => one.commissioner === commissioner)
    if (activity) around.push({ month, activity, priced: await pricedFiles(asker, month) })
  }
  const months: MonthToCheck[] = []
  for (const one of around.filter(({ month }) => wanted.has(month)))
    months.push({ ...one, totals: await totalsOfMonth(asker, one.month, commissioner) })
  return { commissioner, months, around }
}

/**
 * What a check of these months reads, for each commissioner apart. A month without lines, or not priced yet, refuses them all; `emptied`
 * are months whose lines were taken back after something was found in them: there is nothing to read of those, and it is no refusal.
 */
export async function billsToCheck(
  asker: Asker,
  months: readonly Month[],
  emptied: ReadonlySet<Month>,
): Promise<Result<BillsToCheck[], CheckRefusal>> {
  const wanted = new Set(months)
  const billed = await readBilled(asker, monthsAround(months))
  const empty = [...wanted].toSorted().find((month) => billed.get(month)!.length === 0 && !emptied.has(month))
  if (empty) return noActivity(empty)
  const codes = [...new Set(months.flatMap((month) => billed.get(month)!.map((one) => one.commissioner)))].toSorted()
  const bills: BillsToCheck[] = []
  for (const code of codes) bills.push(await billsOf(asker, code, billed, wanted))
  const unpriced = bills.flatMap((own) => own.months).find((one) => !isPriced(one))
  return unpriced ? notPriced(unpriced.month) : ok(bills)
}
