import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { type FinancialYear, type Pence, type PlainDate, addPence, dayInLondon, firstDay } from '#shared'
import type { Cost, Method } from '../policy/prescribing-policy.ts'
import { dispensingCalendar, followedOn, following } from '../policy/prescribing-policy.view.ts'
import { type Costs, type PracticeSpend, commissionerMonths, prescribingSpend } from '../spend/spend.view.ts'
import { groupedBy } from '../spend/grouped-by.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { dispensingDays } from './dispensing-days.ts'
import { type MethodResult, foretell, inProportion } from './forecast.ts'
import { monthsOf } from './profile.ts'

export interface ForecastQuestion {
  readonly commissioner: string
  readonly year: FinancialYear
  /** What each practice has to spend in the year, where somebody knows. */
  readonly budgets?: ReadonlyMap<string, Pence>
  /** As if it were this day. */
  readonly today?: PlainDate
  /** A method other than the one that erred least. */
  readonly method?: Method
}

export interface PracticeForecast {
  readonly practice: string
  readonly group: string | null
  readonly items: number
  readonly spentPence: Pence
  /** Months that are over and not here, as they are likely to come out. */
  readonly estimatedPence: Pence
  readonly forecastPence: Pence
  readonly budgetPence: Pence | null
}

export interface PrescribingForecast {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly today: PlainDate
  readonly charged: Cost
  readonly lagDays: number
  readonly arrival: Arrival
  readonly method: Method
  /** What each method that can be used would say of all the commissioner's practices, and how it erred. */
  readonly methods: readonly MethodResult[]
  /** Of the practices that the asker may see. */
  readonly practices: readonly PracticeForecast[]
}

const chargedPence = ({ nicPence, actualCostPence }: Costs, charged: Cost): Pence =>
  charged === 'actual-cost' ? actualCostPence : nicPence

/**
 * The year as it is likely to come out, from the months that are here. How the year is shared out over its months is told from all
 * the commissioner's practices and applied to each, so that small practices are not foretold by their own chance; each practice's
 * forecast is rounded once, and sums are sums of those. Nothing where there is no month of the year yet.
 */
export async function prescribingForecast(ctx: Ctx, asked: ForecastQuestion): Promise<PrescribingForecast | undefined> {
  const { commissioner, year, today = dayInLondon(ctx.clock.now()) } = asked
  const { lagDays, charged } = followedOn(today)
  const { forecast } = following()
  const calendar = dispensingCalendar()
  const months = await commissionerMonths(ctx, { commissioner })
  const told = foretell({
    year,
    spent: months.map((one) => ({ month: one.month, pence: chargedPence(one, charged) })),
    daysOf: (month) => dispensingDays(calendar, month),
    mostYears: forecast.most_years,
    testedAt: forecast.tested_at,
    untested: forecast.untested,
  })
  if (!told) return undefined
  const used = told.results.find(({ method }) => method === (asked.method ?? told.method)) ?? told.results[0]!
  const arrival = arrivalOf(year, { known: told.known, today, lagDays })
  const [spend, groups] = await Promise.all([
    prescribingSpend(ctx, { commissioner, months: told.known }),
    groupsAsAt(ctx.db, firstDay(told.known.at(-1)!)),
  ])
  const of = (pence: Pence, wanted: Arrival['known']): Pence =>
    inProportion(pence, used.profile, { known: told.known, wanted })
  const practices = [...groupedBy(spend, ({ practice }) => practice)].map(([practice, own]): PracticeForecast => {
    const spentPence = addPence(...own.map((one: PracticeSpend) => chargedPence(one, charged)))
    return {
      practice,
      group: groups.get(practice) ?? null,
      items: own.reduce((sum, one) => sum + one.items, 0),
      spentPence,
      estimatedPence: of(spentPence, [...arrival.awaited, ...arrival.late]),
      forecastPence: of(spentPence, monthsOf(year)),
      budgetPence: asked.budgets?.get(practice) ?? null,
    }
  })
  const sorted = practices.toSorted((a, b) => (a.practice < b.practice ? -1 : 1))
  return {
    commissioner,
    year,
    today,
    charged,
    lagDays,
    arrival,
    method: used.method,
    methods: told.results,
    practices: sorted,
  }
}
