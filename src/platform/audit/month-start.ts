import { sql } from '#db'
import { type Month, firstDay } from '#shared'

/** The instant at which a month begins in England, as the database reckons it. */
export const startOfMonth = (month: Month) => sql`(${firstDay(month)}::date::timestamp AT TIME ZONE 'Europe/London')`
