import type { Ctx } from '#platform'
import { type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'
import { refuseWhy } from './change-rule.command.ts'
import { conditionSchema } from './condition.ts'
import type { OwnRule, OwnRuleDraft } from './own-rule.ts'
import { insertOwnRule, lockRules, nextOwnCode } from './rule-setting.store.ts'
import { whoseBills } from './whose-bills.ts'

export type OwnRuleRefusal = 'no-title' | 'no-reason' | 'names-patient' | 'bad-condition' | 'bad-value' | 'whose'

/** What is wrong with a rule as somebody drew it up; nothing where it could be kept. */
export function refuseDraft(draft: OwnRuleDraft): Result<undefined, OwnRuleRefusal> {
  if (draft.title.trim() === '' || draft.title.length > 100)
    return refused('no-title', 'Say in at most 100 letters what the rule looks for.')
  const named = findPatientData(draft.title)
  if (named.length > 0) return refused('names-patient', patientDataRefusal('title', named))
  const no = refuseWhy(draft.why)
  if (no) return no
  if (draft.conditions.length === 0) return refused('bad-condition', 'Give at least one condition.')
  for (const condition of draft.conditions) {
    const read = conditionSchema.safeParse(condition)
    if (!read.success) return refused('bad-condition', read.error.issues[0]!.message)
  }
  const { value, shareBp } = draft
  if (value === 'share' ? shareBp === null || shareBp < 1 || shareBp > 10_000 : shareBp !== null)
    return refused('bad-value', 'A share is a part of what was billed: more than 0 and at most 100 per cent.')
  return ok(undefined)
}

/** Keeps a rule of somebody's own. It holds for bills from its month on, and is switched off like any other. */
export async function makeOwnRule(ctx: Ctx, draft: OwnRuleDraft): Promise<Result<OwnRule, OwnRuleRefusal>> {
  const fits = refuseDraft(draft)
  if (!fits.ok) return fits
  const commissioner = whoseBills(ctx)
  if (typeof commissioner !== 'string') return commissioner
  return ctx.transaction(async (tx) => {
    await lockRules(tx)
    const rule = {
      ...draft,
      title: draft.title.trim(),
      why: draft.why.trim(),
      commissioner,
      code: await nextOwnCode(tx),
    }
    await insertOwnRule(tx, rule, { at: ctx.clock.now(), by: ctx.actor.name })
    const { conditions, value, shareBp, confidence, from } = rule
    await ctx.audit(tx, 'rule.make', rule.code, { conditions, value, shareBp, confidence, from }, { purpose: rule.why })
    return ok(rule)
  })
}
