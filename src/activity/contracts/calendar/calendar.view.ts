import type { Asker } from '#platform'
import type { Month } from '#shared'
import type { CalendarMonth, Closings } from '../register/register-facts.ts'
import { tablesOf } from '../stores/contract-tables.store.ts'

interface Months {
  readonly from?: Month
  readonly to?: Month
}

/** The inclusion dates that were loaded, by month; months from the first to the last, both included. Everybody may know them. */
export async function calendarMonths({ db }: Pick<Asker, 'db'>, { from, to }: Months = {}): Promise<CalendarMonth[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_inclusion_date as d')
    .selectAll('d')
    .$if(from !== undefined, (query) => query.where('d.month', '>=', from!))
    .$if(to !== undefined, (query) => query.where('d.month', '<=', to!))
    .orderBy('d.month')
    .execute()
  return rows.map((row) => ({
    month: row.month as Month,
    flexClosesAt: row.flex_inclusion,
    flexPublishedAt: row.flex_publication,
    freezeClosesAt: row.freeze_inclusion,
    freezePublishedAt: row.freeze_publication,
  }))
}

/** Until when what is sent for a month counts; nothing where no calendar was loaded for it: then nothing is late. */
export async function closingsOf(asker: Pick<Asker, 'db'>, month: Month): Promise<Closings | undefined> {
  const [found] = await calendarMonths(asker, { from: month, to: month })
  return found && { flexClosesAt: found.flexClosesAt, freezeClosesAt: found.freezeClosesAt }
}
