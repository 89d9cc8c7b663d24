import type { Ctx } from '#platform'
import type { FinancialYear, Table } from '#shared'
import { yearBalances } from '../account/balances.view.ts'
import { maySeeGroup } from '../account/group-account.view.ts'
import { listUses } from '../use/uses.view.ts'
import { closeSums, yearResults } from '../year/results.view.ts'
import { type Names, namesFor } from './names.view.ts'
import type { By } from './savings-input.ts'
import { commissionersTable, groupsTable, practicesTable } from './year-tables.ts'

type Asking = Pick<Ctx, 'db' | 'scope' | 'vocabulary' | 'clock'>

async function byGroup(ctx: Asking, year: FinancialYear, names: Names): Promise<Table> {
  const sums = await closeSums(ctx, year)
  const open: string[] = []
  for (const { group } of sums) if (await maySeeGroup(ctx, group)) open.push(group)
  return groupsTable(year, sums, names, open)
}

/** A closed year as page, command and programs have it: one table for each way of adding up. */
export async function yearTable(ctx: Asking, year: FinancialYear, by: By): Promise<Table> {
  const names = await namesFor(ctx)
  if (by === 'group') return byGroup(ctx, year, names)
  if (by === 'commissioner') return commissionersTable(year, await closeSums(ctx, year), names)
  const [results, balances, uses] = [
    await yearResults(ctx, year),
    await yearBalances(ctx),
    await listUses(ctx, { year }),
  ]
  return practicesTable({ year, results, balances, uses, names })
}
