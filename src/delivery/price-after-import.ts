import type { ActivityTaken } from '#activity/import'
import { pricingRequest } from '#activity/pricing'
import { type JobHandler, enqueueJob } from '#platform'
import type { Result } from '#shared'

/**
 * What was sent by a page is priced at once: importing knows nothing of prices, so the months it took are handed on here.
 * At the command line pricing is a command of its own.
 */
export const pricingAfter = (importing: JobHandler): JobHandler => ({
  ...importing,
  async run(ctx, input, job) {
    const result = (await importing.run(ctx, input, job)) as Result<ActivityTaken>
    const months = result.ok ? result.value.months : []
    if (months.length > 0) await enqueueJob(ctx, pricingRequest(months))
    return result
  },
})
