import { countedLines } from '#activity/import'
import { groupsAsAt } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, firstDay, mayDo } from '#shared'
import { type FilterKey, nameWithoutCode, none } from '../shape/dimension.ts'
import { monthFiles } from '../shape/month-files.view.ts'
import { type Names, namesOf } from '../shape/names.view.ts'
import { narrowing, whereAll } from '../shape/narrowing.ts'
import { rollUpOf } from '../totals/roll-up.view.ts'

export interface LineChoice {
  readonly value: string
  readonly text: string
}

export type LineChoices = Readonly<Record<FilterKey, readonly LineChoice[]>>

interface Code {
  readonly key: Exclude<FilterKey, 'group'>
  readonly code: string | null
}

/** Each practice, provider and point of delivery with lines in the month, in one query. */
async function codesOf(ctx: Ctx, month: Month): Promise<Code[]> {
  const files = await monthFiles(ctx, month)
  const rollUp = rollUpOf(ctx.lake, [files])
  if (!rollUp) return []
  // Whoever sees lines and no sums chooses from the lines themselves.
  const source = mayDo(ctx.scope, 'statement.read') ? rollUp.source : countedLines(ctx.lake, files.current)
  const seen = whereAll(narrowing({}, ctx.scope))
  const each = (['practice', 'provider', 'pod'] as const).map(
    (key) => `SELECT DISTINCT '${key}' AS key, x.${key} AS code FROM ${source} AS x ${seen}`,
  )
  return ctx.lake.read<Code>(each.join(' UNION ALL '))
}

/** What the month's lines can be narrowed to: only codes that have lines, by code. */
export async function lineChoices(ctx: Ctx, month: Month): Promise<LineChoices> {
  const [codes, names, groups] = await Promise.all([
    codesOf(ctx, month),
    namesOf(ctx),
    groupsAsAt(ctx.db, firstDay(month)),
  ])
  const of = (wanted: FilterKey): (string | null)[] => codes.filter(({ key }) => key === wanted).map(({ code }) => code)
  const groupCodes = of('practice').map((practice) => (practice === null ? undefined : groups.get(practice)) ?? null)
  const choices = (key: FilterKey, found: readonly (string | null)[]): LineChoice[] => choicesOf(ctx, key, found, names)
  return {
    practice: choices('practice', of('practice')),
    group: choices('group', [...new Set(groupCodes)]),
    provider: choices('provider', of('provider')),
    pod: choices('pod', of('pod')),
  }
}

function choicesOf(ctx: Ctx, key: FilterKey, codes: readonly (string | null)[], names: Names): LineChoice[] {
  const nameOf = key === 'pod' ? names.pod : names.organisation
  const choices = codes.map((code) => ({
    value: code ?? none,
    text: code === null ? nameWithoutCode(key, ctx.vocabulary) : `${code} ${nameOf(code)}`,
  }))
  return choices.toSorted((one, other) => (one.text < other.text ? -1 : 1))
}
