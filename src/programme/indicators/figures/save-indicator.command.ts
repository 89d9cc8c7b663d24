import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type WordsRefusal, deedOf, findRole, refuseWords } from '#programme/leads'
import { type Refused, type Result, mayDo, ok, refused } from '#shared'
import type { Indicator, IndicatorWords } from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { insertIndicator, insertVersion } from '../stores/indicator.store.ts'
import { lockIndicator } from '../stores/locks.store.ts'
import { findIndicator } from './indicators.view.ts'
import { noSuchIndicator } from './no-such-indicator.ts'

export type IndicatorRefusal =
  | WordsRefusal
  | 'not-found'
  | 'title'
  | 'code'
  | 'taken'
  | 'role'
  | 'changed'
  | 'tolerance'

export const mayChange = async (ctx: Ctx, owner: string): Promise<boolean> =>
  mayDo(ctx.scope, 'indicator.change') && (await ownersFor(ctx)).actsFor(owner)

async function refuseIndicator(
  ctx: Ctx,
  owner: string,
  words: IndicatorWords,
): Promise<Refused<IndicatorRefusal> | undefined> {
  const { longest_title: longest } = indicatorPolicy()
  const title = words.title.trim()
  if (title === '' || title.length > longest) return refused('title', `Name it in at most ${longest} characters.`)
  if (words.target === null && words.tolerance !== 0)
    return refused('tolerance', 'A tolerance is of a target: write the target, or leave the tolerance empty.')
  if (words.roleNo !== null && (await findRole(ctx, words.roleNo))?.owner !== owner)
    return refused('role', 'Choose one of the roles of this organisation, or write a name.')
  return (
    refuseWords(title, '', false) ??
    refuseWords(words.holder, 'Say who looks after it.', words.roleNo === null) ??
    refuseWords(words.source, 'Say where its figures come from.')
  )
}

const rowOf = (words: IndicatorWords, isClosed: boolean) => ({
  title: words.title.trim(),
  kind: words.kind,
  unit: words.unit,
  direction: words.direction,
  target_micro: words.target,
  tolerance_micro: words.tolerance,
  holder: words.holder.trim(),
  role_no: words.roleNo,
  source: words.source.trim(),
  is_closed: isClosed,
})

/** A new indicator of an owner. By its code files name it; a code is given once. */
export async function addIndicator(
  ctx: Ctx,
  { owner, code, ...words }: IndicatorWords & { readonly owner: string; readonly code: string },
): Promise<Result<{ indicatorNo: number }, IndicatorRefusal>> {
  if (!(await mayChange(ctx, owner)))
    return refused('not-found', 'There is no such organisation here for which you may do this. Check its code.')
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(code))
    return refused('code', 'Write a code of letters, figures, points and dashes, like “cervical-screening”.')
  const wrong = await refuseIndicator(ctx, owner, words)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = deedOf(owner, ctx.actor, ctx.clock.now())
    const indicatorNo = await insertIndicator(tx, { code, ...deed })
    if (indicatorNo === undefined)
      return refused(
        'taken',
        `There is an indicator called ${code} here already. Change that one, or choose another code.`,
      )
    const row = rowOf(words, false)
    await insertVersion(tx, { indicator_no: indicatorNo, version: 1, ...row, ...deed })
    await ctx.audit(tx, 'indicator.add', `indicator ${indicatorNo}`, { owner, code }, { after: row })
    return ok({ indicatorNo })
  })
}

export interface IndicatorChange {
  readonly indicatorNo: number
  readonly seenVersion: number
  readonly isClosed?: boolean
}

/** Changes what an indicator is, or closes it or opens it again. Figures stay as they are. */
export async function changeIndicator(
  ctx: Ctx,
  change: IndicatorChange,
  words?: IndicatorWords,
): Promise<Result<{ version: number }, IndicatorRefusal>> {
  const found = await findIndicator(ctx, change.indicatorNo)
  if (!found || !(await mayChange(ctx, found.owner))) return noSuchIndicator()
  const wrong = words && (await refuseIndicator(ctx, found.owner, words))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockIndicator(tx, change.indicatorNo)
    const was: Indicator = (await findIndicator({ ...ctx, db: tx }, change.indicatorNo))!
    if (was.version !== change.seenVersion)
      return refused('changed', `${was.changedBy} changed it meanwhile. Look at it, then send yours again.`)
    const version = was.version + 1
    const [before, after] = [rowOf(was, was.isClosed), rowOf(words ?? was, change.isClosed ?? was.isClosed)]
    const deed = deedOf(was.owner, ctx.actor, ctx.clock.now())
    await insertVersion(tx, { indicator_no: was.indicatorNo, version, ...after, ...deed })
    const about = { owner: was.owner, version, isClosed: after.is_closed }
    await ctx.audit(tx, 'indicator.change', `indicator ${was.indicatorNo}`, about, { before, after })
    return ok({ version })
  })
}
