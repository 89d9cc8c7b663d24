import type { ActivityTaken } from '#activity/import'
import { type PricedMonth, pricingRequest } from '#activity/pricing'
import { checksRequest } from '#activity/validation'
import { type Ctx, type JobHandler, type JobRequest, enqueueJob } from '#platform'
import { type Result, mayDo } from '#shared'

/** Does what a job asks for, and then leaves to the worker what follows from it; whoever asked must be allowed that too. */
const followedBy = <Value>(handler: JobHandler, next: (value: Value) => JobRequest | undefined): JobHandler => ({
  ...handler,
  async run(ctx: Ctx, input, job) {
    const result = (await handler.run(ctx, input, job)) as Result<Value>
    const request = result.ok ? next(result.value) : undefined
    if (request && mayDo(ctx.scope, request.permission)) await enqueueJob(ctx, request)
    return result
  },
})

/**
 * What was sent by a page is priced at once: importing knows nothing of prices, so the months it took are handed on here.
 * At the command line pricing is a command of its own.
 */
export const pricingAfter = (importing: JobHandler): JobHandler =>
  followedBy<Partial<ActivityTaken> | undefined>(importing, (taken) =>
    taken?.months && taken.months.length > 0 ? pricingRequest(taken.months) : undefined,
  )

/** Priced months are held to the rules next. */
export const checkingAfter = (pricing: JobHandler): JobHandler =>
  followedBy<readonly PricedMonth[]>(pricing, (months) => checksRequest(months.map(({ month }) => month)))
