import { monthsWithActivity } from '#activity/import'
import { checkMonths as checkAll } from '#activity/validation'
import { measure } from '../measure.ts'
import { type Place, expectOk, withWorkbench } from './place.ts'
import { productCpu } from './product-cpu.ts'

/**
 * Holds every month to the rules, as users do it, into a database that knows no finding yet; then one month again, of which nothing has
 * changed. What the database used is counted in, since writing findings down is part of the work.
 */
export const checkMonths = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const months = await monthsWithActivity(ctx)
    const cpu = productCpu(place)
    const all = await measure(async () => expectOk(await checkAll(ctx, { months })), cpu)
    const one = await measure(async () => expectOk(await checkAll(ctx, { months: months.slice(-1) })), cpu)
    const sum = (pick: (month: (typeof all.value)[number]) => number): number =>
      all.value.reduce((total, month) => total + pick(month), 0)
    const changes = one.value.reduce((total, { made, changed, gone }) => total + made + changed + gone, 0)
    if (changes > 0) throw new Error(`checked again, ${changes} findings of an unchanged month are otherwise`)
    return {
      all: all.measured,
      one: one.measured,
      months: months.length,
      lines: sum(({ lines }) => lines),
      findings: sum(({ findings }) => findings),
      rules: all.value.at(-1)!.rules.filter(({ outcome }) => outcome === 'ran').length,
    }
  })
