import { currentActivity } from '#activity/import'
import { enqueueJob } from '#platform'
import { formatMonth } from '#shared'
import { defineRoute, redirect, refusal } from '#ui'
import { z } from 'zod'
import { checksRequest } from '../checking/check-months.command.ts'
import { monthInput } from './month-option.ts'

/** Asks for a check of a month; how far it is stands on the page of its run. */
export const checkRoute = defineRoute({
  method: 'POST',
  path: '/checks',
  permission: 'activity.check',
  audit: 'month.check',
  input: z.object({ month: monthInput }),
  async handle(ctx, { month }) {
    const { files } = await currentActivity(ctx, month)
    if (files.length === 0)
      return refusal(
        422,
        `There are no lines of ${formatMonth(month)} to check. Go back and name a month that was billed.`,
      )
    return redirect(`/runs/${await enqueueJob(ctx, checksRequest([month]))}`)
  },
})
