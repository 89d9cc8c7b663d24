import type { Ctx } from '#platform'
import { mayDo } from '#shared'
import { type SuccessRate, successRates } from '../findings/recovered.view.ts'
import type { OwnRule } from '../rule-settings/own-rule.ts'
import { ruleBook } from '../rule-settings/rule-book.view.ts'
import type { RuleSetting } from '../rule-settings/rules-in-force.ts'
import { type ListedRule, type RuleList, listRules } from './rule-list.view.ts'

export interface RuleDetail {
  readonly listed: ListedRule
  readonly list: RuleList
  /** Of somebody's own, as it was made. */
  readonly own: OwnRule | undefined
  /** In the order in which they were made. */
  readonly settings: readonly RuleSetting[]
  /** What of its claims was accepted, by provider; nothing for whoever sees no sums. */
  readonly success: readonly SuccessRate[] | undefined
}

/** One rule with all that is known of it, or nothing where there is none of that code. */
export async function findRule(ctx: Ctx, code: string): Promise<RuleDetail | undefined> {
  const [list, book] = await Promise.all([listRules(ctx), ruleBook(ctx)])
  const listed = list.rules.find(({ rule }) => rule.code === code)
  if (!listed) return undefined
  const rates = mayDo(ctx.scope, 'finding.sums') ? await successRates(ctx) : undefined
  return {
    listed,
    list,
    own: book.own.find((one) => one.code === code),
    settings: book.settings.filter(({ rule }) => rule === code),
    success: rates?.filter(({ rule }) => rule === code),
  }
}
