import type { Ctx } from '#platform'
import { type Month, type Pence, type Result, type Table, addDays, addMonths, firstDay, ok } from '#shared'
import { namesFor } from '../showing/names.view.ts'
import { prescribingSpend } from '../spend/spend.view.ts'
import { type UnitsRefusal, practiceUnits } from './astro-pu.view.ts'
import { unitsTable } from './units-tables.ts'

/** A month's cost for each ASTRO-PU of the lists that held at its end, and a pool shared out by them where one is given. */
export async function unitsOfMonth(
  ctx: Ctx,
  {
    commissioner,
    month,
    pool,
  }: { readonly commissioner: string; readonly month: Month; readonly pool?: Pence | undefined },
): Promise<Result<Table, UnitsRefusal>> {
  const on = addDays(firstDay(addMonths(month, 1)), -1)
  const units = await practiceUnits(ctx, { commissioner, on })
  if (!units.ok) return units
  const [spend, names] = await Promise.all([prescribingSpend(ctx, { commissioner, months: [month] }), namesFor(ctx)])
  return ok(unitsTable({ month, units: units.value.practices, without: units.value.without, spend, pool, names }))
}
