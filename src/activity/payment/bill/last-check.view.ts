import { sql } from '#db'
import type { Asker } from '#platform'
import type { Month } from '#shared'

/** When a month was last checked; nothing where it never was. */
export async function lastCheck({ db }: Asker, month: Month): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT max(c.finished_at) AS at FROM validation.check_run AS c WHERE c.month = ${month}`.execute(db)
  return rows[0]?.at ?? null
}
