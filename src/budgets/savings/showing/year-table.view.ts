import type { Ctx } from '#platform'
import type { FinancialYear, Table } from '#shared'
import { yearBalances } from '../account/balances.view.ts'
import { listUses } from '../use/uses.view.ts'
import { closeSums, yearResults } from '../year/results.view.ts'
import { namesFor } from './names.view.ts'
import type { By } from './savings-input.ts'
import { commissionersTable, groupsTable, practicesTable } from './year-tables.ts'

/** A closed year as page, command and programs have it: one table for each way of adding up. */
export async function yearTable(
  ctx: Pick<Ctx, 'db' | 'scope' | 'vocabulary'>,
  year: FinancialYear,
  by: By,
): Promise<Table> {
  const names = await namesFor(ctx)
  if (by === 'group') return groupsTable(year, await closeSums(ctx, year), names)
  if (by === 'commissioner') return commissionersTable(year, await closeSums(ctx, year), names)
  const [results, balances, uses] = [
    await yearResults(ctx, year),
    await yearBalances(ctx),
    await listUses(ctx, { year }),
  ]
  return practicesTable({ year, results, balances, uses, names })
}
