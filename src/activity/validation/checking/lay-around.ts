import type { Lake, LakeBuilder } from '#lake'
import { type Month, addMonths, financialYearOf, monthOfYear } from '#shared'
import { everyLine } from '../rules/compose-rules.ts'
import { everybodyColumns } from '../rules/line-columns.ts'
import { fillTable } from './fill-table.ts'
import { lakeText, quoted } from './lake-text.ts'
import { type BilledMonth, monthsAfter, monthsBefore } from './month-to-check.ts'
import { seenLines } from './seen-lines.ts'

/** Months checked together, and what their rules see around them. */
export interface AroundLaying {
  readonly builder: LakeBuilder
  readonly lake: Pick<Lake, 'files'>
  /** The months to be checked and those around them, of those there are, in order. */
  readonly all: readonly BilledMonth[]
  readonly columns: readonly string[]
}

const firstSeen = (month: Month): Month => addMonths(month, -monthsBefore)
const lastSeen = (month: Month): Month => addMonths(month, monthsAfter)

const seenFrom = (all: readonly BilledMonth[], first: Month, last: Month): BilledMonth[] =>
  all.filter(({ month }) => month >= first && month <= last)

export interface BesideParts {
  readonly months: readonly Month[]
  /** FROM items of the lines of these months, and of all that any of them sees. */
  readonly own: string
  readonly seen: string
  readonly columns: readonly string[]
  /** Conditions of which a line beside a month must meet one. */
  readonly needed: readonly string[]
}

/** Lays out `asked` and `beside`. */
export function besideSql({ months, own, seen, columns, needed }: BesideParts): string {
  const turns = months.map((month, turn) =>
    [String(turn), ...[month, firstSeen(month), lastSeen(month)].map(quoted)].join(', '),
  )
  return lakeText(new URL('./beside.lake.sql', import.meta.url), {
    turns: turns.map((each) => `(${each})`).join(', '),
    own,
    seen,
    columns: columns.map((name) => `o.${name}`).join(', '),
    needed: needed.length === 0 ? 'false' : [...new Set(needed)].map((each) => `(${each})`).join(' OR '),
  })
}

/** `around` as one of the months sees it, once its lines are laid out. */
export const aroundViewSql = (turn: number, columns: readonly string[]): string => {
  const names = columns.join(', ')
  return `CREATE OR REPLACE TEMP VIEW around AS SELECT ${names} FROM line UNION ALL SELECT ${names} FROM beside WHERE turn = ${turn}`
}

const showsAll = (needed: readonly string[]): boolean => needed.includes(everyLine)

/** Lays out the lines beside some months for all of them at once. */
export async function layBeside(
  { builder, lake, all, columns }: AroundLaying,
  months: readonly BilledMonth[],
  needed: readonly string[],
): Promise<void> {
  const around = seenFrom(all, firstSeen(months[0]!.month), lastSeen(months.at(-1)!.month))
  const own = seenLines(lake, months, false)
  const seen = seenLines(lake, around, columns.includes('price_pence'))
  const said = needed.filter((each) => each !== everyLine)
  await builder.run(besideSql({ months: months.map(({ month }) => month), own, seen, columns, needed: said }))
}

/** Lays out how many attendances there were from the beginning of the first month's financial year, where some rule asks for it. */
export async function countAttendances(
  { builder, lake, all }: AroundLaying,
  months: readonly BilledMonth[],
  rules: readonly { readonly sql: string }[],
): Promise<void> {
  if (!rules.some(({ sql }) => /\battendance_count\b/.test(sql))) return
  const first = monthOfYear(financialYearOf(months[0]!.month), 1)
  await builder.run(attendanceCountSql(seenLines(lake, seenFrom(all, first, months.at(-1)!.month), false)))
}

/** The statement that counts the attendances of some lines, a FROM item. */
export const attendanceCountSql = (lines: string): string =>
  lakeText(new URL('./attendance-count.lake.sql', import.meta.url), { lines })

/** Makes the three tables of lines around what one of the months sees. A rule that does not say which lines it needs is shown every one. */
export async function showAround(
  { builder, lake, all, columns }: AroundLaying,
  { month, turn }: { readonly month: Month; readonly turn: number },
  needed: readonly string[],
): Promise<void> {
  const around = seenFrom(all, firstSeen(month), lastSeen(month))
  const every = everybodyColumns.map((name) => `s.${name}`).join(', ')
  const providers = around.flatMap(({ activity }) => activity.current.counted.map(({ provider }) => provider))
  const rows = [...new Set(providers)].map((provider) => ({ provider }))
  await fillTable(builder, 'provider_around', { provider: 'VARCHAR' }, rows)
  await builder.run(
    `CREATE OR REPLACE TEMP VIEW everybody AS SELECT ${every} FROM ${seenLines(lake, around, false)} AS s`,
  )
  if (!showsAll(needed)) return builder.run(aroundViewSql(turn, columns))
  const seen = seenLines(lake, around, columns.includes('price_pence'))
  const picked = columns.map((name) => `s.${name}`).join(', ')
  return builder.run(`CREATE OR REPLACE TEMP VIEW around AS SELECT ${picked} FROM ${seen} AS s`)
}
