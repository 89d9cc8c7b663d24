import { sql } from '#db'
import type { Asker } from '#platform'
import { type Month, type Pence, type Result, ok, refused, toPence } from '#shared'
import { tablesOf } from '../imports/prescribing-tables.store.ts'

/** Items, and both costs of the file in pence: net ingredient cost, and what the commissioner pays. */
export interface Costs {
  readonly items: number
  readonly nicPence: Pence
  readonly actualCostPence: Pence
}

/** What one practice's prescriptions of a month cost. */
export interface PracticeSpend extends Costs {
  readonly practice: string
  readonly month: Month
}

const within = ({ scope: { commissioners } }: Asker, commissioner: string): boolean =>
  commissioners === 'all' || commissioners.includes(commissioner)

/** The practices that may be seen in a month; a practice that left a group is seen with it up to then. */
function reach({ scope: { practices } }: Asker, practice: string, month: Month): boolean {
  if (practices === 'all') return true
  return practices.some(
    (one) =>
      one.practice === practice &&
      (one.from === undefined || one.from <= month) &&
      (one.to === undefined || month < one.to),
  )
}

/** The months of a commissioner of which there is prescribing, the earliest first. */
export async function monthsPrescribed(
  asker: Asker,
  { commissioner }: { readonly commissioner: string },
): Promise<Month[]> {
  if (!within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_standing as s')
    .select('s.month')
    .where('s.commissioner', '=', commissioner)
    .orderBy('s.month')
    .execute()
  return rows.map(({ month }) => month)
}

/** Whose prescribing is meant: the commissioner named, the asker's own, or the only one there is any of. */
export async function commissionerOfPrescribing(asker: Asker, named?: string): Promise<Result<string, 'which'>> {
  const { commissioners } = asker.scope
  if (named !== undefined)
    return within(asker, named) ? ok(named) : refused('which', 'There is no such commissioner here.')
  if (commissioners !== 'all' && commissioners.length === 1) return ok(commissioners[0]!)
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_standing as s')
    .select('s.commissioner')
    .distinct()
    .orderBy('s.commissioner')
    .execute()
  if (rows.length === 1) return ok(rows[0]!.commissioner)
  return rows.length === 0
    ? refused('which', 'There is no prescribing yet: take a month in first (locality import prescribing FILE).')
    : refused(
        'which',
        `There is prescribing of several commissioners (${rows.map((row) => row.commissioner).join(', ')}). Say of which one.`,
      )
}

export interface SpendQuestion {
  readonly commissioner: string
  readonly months: readonly Month[]
}

/** What each practice of a commissioner spent in each of the months, within what the asker may see; by month and code. */
export async function prescribingSpend(
  asker: Asker,
  { commissioner, months }: SpendQuestion,
): Promise<PracticeSpend[]> {
  if (months.length === 0 || !within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_spend as s')
    .select(['s.practice', 's.month'])
    .select([
      sql<number>`sum(s.items)::bigint`.as('items'),
      sql<number>`sum(s.nic_pence)::bigint`.as('nic'),
      sql<number>`sum(s.actual_pence)::bigint`.as('actual'),
    ])
    .where('s.commissioner', '=', commissioner)
    .where('s.month', 'in', [...months])
    .groupBy(['s.practice', 's.month'])
    .orderBy('s.month')
    .orderBy('s.practice')
    .execute()
  return rows
    .filter(({ practice, month }) => reach(asker, practice, month))
    .map(({ practice, month, items, nic, actual }) => ({
      practice,
      month,
      items: Number(items),
      nicPence: toPence(Number(nic)),
      actualCostPence: toPence(Number(actual)),
    }))
}

/** What somebody's prescriptions of a chapter cost in a month. */
export interface ChapterCosts extends Costs {
  readonly chapter: string
}

interface CostRow {
  readonly chapter: string
  readonly items: number
  readonly nic_pence: number
  readonly actual_pence: number
}

const chapterCosts = ({ chapter, items, nic_pence: nic, actual_pence: actual }: CostRow): ChapterCosts => ({
  chapter,
  items: Number(items),
  nicPence: toPence(Number(nic)),
  actualCostPence: toPence(Number(actual)),
})

export interface MonthQuestion {
  readonly commissioner: string
  readonly month: Month
}

/** By practice and chapter, each practice with the group it was in on the first of the month. */
export async function practiceChapters(
  asker: Asker,
  { commissioner, month }: MonthQuestion,
): Promise<(ChapterCosts & { readonly practice: string; readonly group: string | null })[]> {
  if (!within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_spend as s')
    .select(['s.practice', 's.group_code', 's.chapter', 's.items', 's.nic_pence', 's.actual_pence'])
    .where('s.commissioner', '=', commissioner)
    .where('s.month', '=', month)
    .orderBy('s.practice')
    .orderBy('s.chapter')
    .execute()
  return rows
    .filter(({ practice }) => reach(asker, practice, month))
    .map(({ practice, group_code: group, ...row }) => ({ practice, group, ...chapterCosts(row) }))
}

/** The sums of all a commissioner's practices by chapter: also for whoever sees only some of them. */
export async function commissionerChapters(
  asker: Asker,
  { commissioner, month }: MonthQuestion,
): Promise<ChapterCosts[]> {
  if (!within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_commissioner_spend as s')
    .select(['s.chapter', 's.items', 's.nic_pence', 's.actual_pence'])
    .where('s.commissioner', '=', commissioner)
    .where('s.month', '=', month)
    .orderBy('s.chapter')
    .execute()
  return rows.map(chapterCosts)
}

/** The same of a group's practices. */
export async function groupChapters(
  asker: Asker,
  { commissioner, month, group }: MonthQuestion & { readonly group: string },
): Promise<ChapterCosts[]> {
  if (!within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_group_spend as s')
    .select(['s.chapter', 's.items', 's.nic_pence', 's.actual_pence'])
    .where('s.commissioner', '=', commissioner)
    .where('s.month', '=', month)
    .where('s.group_code', '=', group)
    .orderBy('s.chapter')
    .execute()
  return rows.map(chapterCosts)
}

/** All months of a commissioner together: what a forecast begins with. */
export async function commissionerMonths(
  asker: Asker,
  { commissioner }: { readonly commissioner: string },
): Promise<(Costs & { readonly month: Month })[]> {
  if (!within(asker, commissioner)) return []
  const rows = await tablesOf(asker.db)
    .selectFrom('prescribing.v_commissioner_spend as s')
    .select('s.month')
    .select([
      sql<number>`sum(s.items)::bigint`.as('items'),
      sql<number>`sum(s.nic_pence)::bigint`.as('nic_pence'),
      sql<number>`sum(s.actual_pence)::bigint`.as('actual_pence'),
    ])
    .where('s.commissioner', '=', commissioner)
    .groupBy('s.month')
    .orderBy('s.month')
    .execute()
  return rows.map((row) => ({ month: row.month, ...chapterCosts({ ...row, chapter: '' }) }))
}
