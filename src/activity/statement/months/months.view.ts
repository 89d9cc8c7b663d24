import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import type { Month } from '#shared'

/** The months anything was billed for, earliest first. */
export const months = (ctx: Ctx): Promise<Month[]> => monthsWithActivity(ctx)

export const latestMonth = async (ctx: Ctx): Promise<Month | undefined> => (await months(ctx)).at(-1)
