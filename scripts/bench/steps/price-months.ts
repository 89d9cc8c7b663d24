import { monthsWithActivity } from '#activity/import'
import { priceMonths as priceAll, priceMonth } from '#activity/pricing'
import { measure, quickest } from '../measure.ts'
import { type Place, expectOk, withWorkbench } from './place.ts'

/** Prices and rolls up every month, as users do it; then one month again. */
export const priceMonths = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const months = await monthsWithActivity(ctx)
    const { value, measured } = await measure(async () => expectOk(await priceAll(ctx, { months })))
    const one = await quickest(3, async () => expectOk(await priceMonth(ctx, { month: months.at(-1)! })))
    const sum = (pick: (month: (typeof value)[number]) => number): number =>
      value.reduce((all, month) => all + pick(month), 0)
    return {
      all: measured,
      one,
      months: months.length,
      lines: sum(({ lines }) => lines),
      priced: sum(({ priced }) => priced),
      pricePence: sum(({ pricePence }) => pricePence),
    }
  })
