import { type Ctx } from '#platform'
import { type Month } from '#shared'
import { type FilterKey, nameWithoutCode, none } from '../shape/dimension.ts'
import { monthFiles } from '../shape/month-files.view.ts'
import { namesOf } from '../shape/names.view.ts'
import { sumsBy } from '../totals/sums-by.view.ts'

export interface LineChoice {
  readonly value: string
  readonly text: string
}

export type LineChoices = Readonly<Record<FilterKey, readonly LineChoice[]>>

/** What the month's lines can be narrowed to: only codes that have lines, by code. */
export async function lineChoices(ctx: Ctx, month: Month): Promise<LineChoices> {
  const [files, names] = await Promise.all([monthFiles(ctx.db, month), namesOf(ctx)])
  const textOf = (key: FilterKey, code: string | null): string => {
    if (code === null) return nameWithoutCode(key, ctx.vocabulary)
    return `${code} ${key === 'pod' ? names.pod(code) : names.organisation(code)}`
  }
  const choicesOf = async (key: FilterKey): Promise<LineChoice[]> => {
    const rows = await sumsBy(ctx, [files], { by: key })
    const choices = rows.map(({ code }) => ({ value: code ?? none, text: textOf(key, code) }))
    return choices.toSorted((one, other) => (one.text < other.text ? -1 : 1))
  }
  const [practice, group, provider, pod] = await Promise.all([
    choicesOf('practice'), choicesOf('group'), choicesOf('provider'), choicesOf('pod'),
  ])
  return { practice, group, provider, pod }
}
