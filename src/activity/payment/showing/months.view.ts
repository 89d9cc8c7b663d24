import { monthsWithActivity } from '#activity/import'
import type { Asker } from '#platform'
import type { Month } from '#shared'

/** The months there is anything of, the earliest first, and the one that a page begins with. */
export async function paymentMonths(asker: Asker): Promise<{ readonly months: Month[]; readonly latest?: Month }> {
  const months = await monthsWithActivity(asker)
  const latest = months.at(-1)
  return { months, ...(latest !== undefined && { latest }) }
}
