import { currentActivity, monthsWithActivity } from '#activity/import'
import { bookShaOf, priceSources } from '#activity/pricing'
import { type PracticeSum, practiceSums } from '#activity/statement'
import { type Ctx, fingerprint } from '#platform'
import { addPence, noPence, toPence } from '#shared'
import { tablesOf } from '../stores/budget-tables.store.ts'
import { type Base, type BasePrices, type BaseQuestion, type BaseRow, isOfYear } from './base.ts'

/** Which deliveries counted and which prices there were: another of either and a base that was kept no longer holds. */
export async function baseMark(ctx: Ctx, { months }: BaseQuestion): Promise<string> {
  const activity = await Promise.all(months.map((month) => currentActivity(ctx, month)))
  return fingerprint([await bookShaOf(ctx.db), activity.map(({ counted }) => counted)])
}

type Kept = { practice: string; pod: string; pricedPence: number }

/** What the base comes to at the year’s prices, where it was priced so and nothing has changed since. */
async function keptAmounts(ctx: Ctx, question: BaseQuestion): Promise<Kept[] | undefined> {
  const { commissioner, months, priceYear } = question
  const base = await tablesOf(ctx.db)
    .selectFrom('budgets.base as b')
    .select('b.base_no')
    .where('b.commissioner', '=', commissioner)
    .where('b.first_month', '=', months[0]!)
    .where('b.last_month', '=', months.at(-1)!)
    .where('b.price_year', '=', priceYear)
    .where('b.base_mark', '=', await baseMark(ctx, question))
    .orderBy('b.base_no', 'desc')
    .executeTakeFirst()
  if (!base) return undefined
  return tablesOf(ctx.db)
    .selectFrom('budgets.base_amount as a')
    .select(['a.practice', 'a.pod', 'a.priced_pence as pricedPence'])
    .where('a.base_no', '=', base.base_no)
    .execute()
}

function byPracticeAndPod(sums: readonly PracticeSum[], kept: readonly Kept[] | undefined): BaseRow[] {
  const priced = new Map((kept ?? []).map(({ practice, pod, pricedPence }) => [`${practice} ${pod}`, pricedPence]))
  const rows = new Map<string, BaseRow>()
  for (const { practice, pod, lines, billedPence, pricedPence } of sums) {
    const key = `${practice} ${pod}`
    const row = rows.get(key)
    const ownPence = addPence(row?.ownPence ?? noPence, pricedPence)
    rows.set(key, {
      practice,
      pod,
      lines: (row?.lines ?? 0) + lines,
      billedPence: addPence(row?.billedPence ?? noPence, billedPence),
      ownPence,
      yearPence: kept ? toPence(priced.get(key) ?? 0) : ownPence,
    })
  }
  return [...rows.values()]
}

/** Whether the prices of the year are to be had at all: a list of it was loaded. */
const isListed = async ({ db }: Ctx, { priceYear }: BaseQuestion): Promise<boolean> =>
  (await priceSources(db)).some(({ year }) => year === priceYear)

async function pricesOf(ctx: Ctx, question: BaseQuestion): Promise<{ prices: BasePrices; kept?: Kept[] }> {
  if (isOfYear(question.months, question.priceYear)) return { prices: 'own' }
  if (!(await isListed(ctx, question))) return { prices: 'not-loaded' }
  const kept = await keptAmounts(ctx, question)
  return kept ? { prices: 'year', kept } : { prices: 'waiting' }
}

/** The activity of some months by practice and point of delivery, at its own prices and at those of the year. */
export async function historicBase(ctx: Ctx, question: BaseQuestion): Promise<Base> {
  const known = await monthsWithActivity(ctx)
  const months = question.months.filter((month) => known.includes(month))
  if (months.length === 0) return { ...question, rows: [], prices: 'own', missing: question.months, unpricedLines: 0 }
  const [sums, { prices, kept }] = await Promise.all([practiceSums(ctx, months), pricesOf(ctx, question)])
  return {
    ...question,
    rows: byPracticeAndPod(sums, kept),
    prices,
    missing: question.months.filter((month) => !known.includes(month)),
    unpricedLines: sums.reduce((sum, { unpricedLines }) => sum + unpricedLines, 0),
  }
}
