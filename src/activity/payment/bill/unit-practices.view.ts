import { groupsAsAt, organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, firstDay } from '#shared'
import { billRows } from './bill-rows.view.ts'
import { filesOfMonth } from './month-files.view.ts'
import { type BillRow, type UnitKey, sumsOf } from './unit.ts'

/** A bill by practice: what whoever agrees it looks at. */
export async function unitPractices(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, unit: UnitKey): Promise<Table> {
  const [[files], groups, names] = await Promise.all([
    filesOfMonth(ctx, unit.month, unit.commissioner),
    groupsAsAt(ctx.db, firstDay(unit.month)),
    organisationNames(ctx.db),
  ])
  const all = files ? await billRows(ctx, unit.month, files) : []
  const own = all.filter(
    ({ provider, practice }) => provider === unit.provider && ((practice && groups.get(practice)) || '') === unit.group,
  )
  const practices = [...new Set(own.map(({ practice }) => practice ?? ''))].toSorted()
  const figures = (rows: readonly BillRow[]) => {
    const sums = sumsOf(rows)
    return {
      lines: sums.lines,
      billed_pence: sums.billedPence,
      adjusted_pence: sums.adjustedPence,
      held_pence: sums.heldPence,
      undisputed_pence: sums.undisputedPence,
    }
  }
  return {
    name: 'practices',
    caption: 'The bill by practice',
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'lines', label: 'Lines', kind: 'count', counts: 'activity' },
      { key: 'billed_pence', label: 'Billed', kind: 'pence', of: ['lines'] },
      { key: 'adjusted_pence', label: 'Taken off by rule', kind: 'pence', of: ['lines'] },
      { key: 'held_pence', label: 'Held', kind: 'pence', of: ['lines'] },
      { key: 'undisputed_pence', label: 'To pay', kind: 'pence', of: ['lines'] },
    ],
    rows: practices.map((practice) => ({
      practice: practice === '' ? 'none' : practice,
      name: practice === '' ? 'No practice' : (names.get(practice) ?? practice),
      ...figures(own.filter((row) => (row.practice ?? '') === practice)),
    })),
    totals: { practice: 'Total', name: '', ...figures(own) },
  }
}
