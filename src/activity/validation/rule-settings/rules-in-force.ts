import { type Month, firstDay } from '#shared'
import type { RuleToRun } from '../rules/compose-rules.ts'
import type { ParameterValue, Rule } from '../rules/rule.ts'
import { type OwnRule, asRule } from './own-rule.ts'

/** What somebody set in a rule, from the bills of a month on. */
export interface RuleSetting {
  readonly settingId: number
  readonly rule: string
  /** Whose bills it is about; empty: everybody's. */
  readonly commissioner: string
  readonly from: Month
  readonly isOn: boolean
  readonly parameters: Readonly<Record<string, ParameterValue>>
  readonly why: string
  readonly at: Date
  readonly by: string
}

export interface RuleInForce extends RuleToRun {
  readonly rule: Rule
  readonly isOn: boolean
  /** Of bills of the month; outside its dates a rule does not exist. */
  readonly isInDate: boolean
  readonly setting: RuleSetting | undefined
}

/**
 * Of the settings that begin by the month the one that begins last, of several that begin together the one made last.
 * Off from April, on again from June: in May it is off, in July on. Whoever then sets April anew changes April and May.
 */
export const settingIn = (
  settings: readonly RuleSetting[],
  rule: string,
  { month, commissioner }: { month: Month; commissioner: string },
): RuleSetting | undefined =>
  settings
    .filter((one) => one.rule === rule && one.from <= month && ['', commissioner].includes(one.commissioner))
    .toSorted((a, b) => (a.from === b.from ? a.settingId - b.settingId : a.from < b.from ? -1 : 1))
    .at(-1)

export interface RuleBook {
  readonly shipped: readonly Rule[]
  readonly own: readonly OwnRule[]
  readonly settings: readonly RuleSetting[]
}

/** Every rule as it is in the bills of a month to a commissioner, in the order of the codes. */
export function rulesInForce(
  { shipped, own, settings }: RuleBook,
  of: { readonly month: Month; readonly commissioner: string },
): RuleInForce[] {
  const theirs = own.filter(({ commissioner }) => ['', of.commissioner].includes(commissioner)).map(asRule)
  const day = firstDay(of.month)
  return [...shipped, ...theirs].map((rule) => {
    const setting = settingIn(settings, rule.code, of)
    return {
      rule,
      parameters: setting?.parameters ?? {},
      isOn: setting?.isOn ?? true,
      isInDate: rule.from <= day && (rule.to === undefined || day < rule.to),
      setting,
    }
  })
}
