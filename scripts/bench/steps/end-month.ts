import { importActivity } from '#activity/import'
import { priceMonth } from '#activity/pricing'
import { checkMonths } from '#activity/validation'
import { statement } from '#activity/statement'
import { measure } from '../measure.ts'
import { type Place, expectOk, lastFiles, withWorkbench } from './place.ts'
import { productCpu } from './product-cpu.ts'

/** One more month on top of all the others: from the file to the statement that somebody reads. */
export const endMonth = (place: Place) =>
  withWorkbench(place, async (ctx) => {
    const { path, name, month } = lastFiles(place).at(-1)!
    const taken = await measure(async () => expectOk(await importActivity(ctx, { files: [{ path, name }] })))
    const priced = await measure(async () => expectOk(await priceMonth(ctx, { month })))
    const checked = await measure(async () => expectOk(await checkMonths(ctx, { months: [month] })), productCpu(place))
    const stated = await measure(async () =>
      expectOk(await statement(ctx, { month, by: 'practice', yearToDate: true })),
    )
    return {
      lines: priced.value.lines,
      taken: taken.measured,
      priced: priced.measured,
      checked: checked.measured,
      findings: checked.value[0]!.findings,
      stated: stated.measured,
      pricePence: priced.value.pricePence,
    }
  })
