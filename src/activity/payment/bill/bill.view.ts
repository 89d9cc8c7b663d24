import { groupsAsAt } from '#organisations'
import { type Ctx, fingerprint } from '#platform'
import { type Month, firstDay } from '#shared'
import { billRows } from './bill-rows.view.ts'
import { type CommissionerMonth, filesOfMonth, providerStates } from './month-files.view.ts'
import type { ProviderState } from './month-state.ts'
import { type BillRow, type BillUnit, sumsOf } from './unit.ts'

/** The bills of a month with how far each provider's has come, within what the asker may see. */
export interface MonthBill {
  readonly month: Month
  readonly units: readonly BillUnit[]
  readonly states: readonly ProviderState[]
}

export interface BillQuestion {
  readonly month: Month
  readonly commissioner?: string
  readonly provider?: string
}

type Groups = ReadonlyMap<string, string>

const groupOf = (groups: Groups, practice: string | null): string => (practice && groups.get(practice)) || ''

/** Deliveries and every figure by practice and point of delivery: another delivery, or a penny elsewhere, is another bill. */
function billSha(state: ProviderState | undefined, rows: readonly BillRow[]): string {
  const figures = rows
    .map((row) => [row.practice, row.pod, row.lines, row.billedPence, row.adjustedPence, row.heldPence])
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return fingerprint({ imports: state?.imports ?? [], snapshot: state?.snapshot ?? null, figures })
}

function unitsOf(
  month: Month,
  { commissioner }: CommissionerMonth,
  rows: readonly BillRow[],
  { states, groups }: { states: readonly ProviderState[]; groups: Groups },
): BillUnit[] {
  const parts = new Map<string, BillRow[]>()
  for (const row of rows) {
    const key = JSON.stringify([row.provider, groupOf(groups, row.practice)])
    parts.set(key, [...(parts.get(key) ?? []), row])
  }
  return [...parts].map(([key, own]) => {
    const [provider, group] = JSON.parse(key) as [string, string]
    const state = states.find((each) => each.commissioner === commissioner && each.provider === provider)
    return { commissioner, provider, month, group, ...sumsOf(own), billSha: billSha(state, own) }
  })
}

const inOrder = (a: BillUnit, b: BillUnit): number =>
  a.commissioner < b.commissioner || (a.commissioner === b.commissioner && a.provider < b.provider)
    ? -1
    : a.commissioner === b.commissioner && a.provider === b.provider
      ? a.group < b.group
        ? -1
        : 1
      : 1

/**
 * The bills of a month, one for each commissioner, provider and group; they add up to the month to the penny. A provider none of
 * whose files
 * is priced has a state and no unit.
 */
export async function monthBill(
  ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>,
  { month, commissioner, provider }: BillQuestion,
): Promise<MonthBill> {
  const [files, groups] = await Promise.all([
    filesOfMonth(ctx, month, commissioner),
    groupsAsAt(ctx.db, firstDay(month)),
  ])
  const states = await providerStates(ctx, month, files)
  const units: BillUnit[] = []
  for (const each of files) units.push(...unitsOf(month, each, await billRows(ctx, month, each), { states, groups }))
  const wanted = (of: { readonly provider: string }): boolean => provider === undefined || of.provider === provider
  return { month, units: units.filter(wanted).toSorted(inOrder), states: states.filter(wanted) }
}
