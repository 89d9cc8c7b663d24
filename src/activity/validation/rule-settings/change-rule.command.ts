import type { Ctx } from '#platform'
import {
  type Month,
  type Refused,
  type Result,
  findPatientData,
  formatMonth,
  ok,
  patientDataRefusal,
  refused,
} from '#shared'
import type { Rule } from '../rules/rule.ts'
import { asRule } from './own-rule.ts'
import { type ParameterValues, parameterText, readParameter, setParameters } from './parameter-values.ts'
import { insertSetting, listOwnRules, listSettings, lockRules } from './rule-setting.store.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import { type RuleSetting, settingIn } from './rules-in-force.ts'
import { whoseBills } from './whose-bills.ts'

export interface RuleChange {
  readonly rule: string
  readonly from: Month
  readonly isOn: boolean
  /** What was typed, by name; a parameter that is not named stays as it is. */
  readonly parameters: Readonly<Record<string, string>>
  readonly why: string
}

export type RuleRefusal = 'no-rule' | 'bad-parameter' | 'no-reason' | 'names-patient' | 'no-change' | 'whose'

/** Why something is done to a rule is kept for good. */
export function refuseWhy(why: string): Refused<'no-reason' | 'names-patient'> | undefined {
  if (why.trim() === '') return refused('no-reason', 'Say why, so that others understand it later.')
  const named = findPatientData(why)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('reason', named)) : undefined
}

function readAll(
  rule: Rule,
  typed: RuleChange['parameters'],
  now: ParameterValues,
): Result<ParameterValues, 'bad-parameter'> {
  const values: Record<string, ParameterValues[string]> = {}
  for (const parameter of rule.parameters) {
    const text = typed[parameter.name] ?? parameterText(now[parameter.name] ?? parameter.default)
    const read = readParameter(parameter, text)
    if (!read.ok) return read
    values[parameter.name] = read.value
  }
  const unknown = Object.keys(typed).find((name) => !rule.parameters.some((parameter) => parameter.name === name))
  if (unknown) return refused('bad-parameter', `${rule.code} has no parameter “${unknown.slice(0, 40)}”.`)
  return ok(setParameters(rule.parameters, values))
}

export interface PlannedChange {
  readonly rule: Rule
  readonly commissioner: string
  readonly before: RuleSetting | undefined
  readonly isOn: boolean
  readonly parameters: ParameterValues
}

const isSame = (before: RuleSetting | undefined, isOn: boolean, parameters: ParameterValues): boolean =>
  (before?.isOn ?? true) === isOn && JSON.stringify(before?.parameters ?? {}) === JSON.stringify(parameters)

/** What a change would make of a rule, without making it. */
export async function planRuleChange(
  ctx: Pick<Ctx, 'db' | 'scope' | 'actor'>,
  change: Omit<RuleChange, 'why'>,
): Promise<Result<PlannedChange, RuleRefusal>> {
  const commissioner = whoseBills(ctx)
  if (typeof commissioner !== 'string') return commissioner
  const own = (await listOwnRules(ctx.db)).filter((one) => ['', commissioner].includes(one.commissioner))
  const rule = [...shippedRules(), ...own.map(asRule)].find(({ code }) => code === change.rule)
  if (!rule)
    return refused('no-rule', `There is no rule ${change.rule.slice(0, 10)}. The list of rules has those there are.`)
  const before = settingIn(await listSettings(ctx.db), rule.code, { month: change.from, commissioner })
  const parameters = readAll(rule, change.parameters, before?.parameters ?? {})
  if (!parameters.ok) return parameters
  return isSame(before, change.isOn, parameters.value)
    ? refused('no-change', `That is how ${rule.code} is in ${formatMonth(change.from)} already: nothing would change.`)
    : ok({ rule, commissioner, before, isOn: change.isOn, parameters: parameters.value })
}

/** Sets a rule from the bills of a month on. What was set before stays to be read, and bills of earlier months are checked as before. */
export async function changeRule(ctx: Ctx, change: RuleChange): Promise<Result<PlannedChange, RuleRefusal>> {
  const no = refuseWhy(change.why)
  if (no) return no
  return ctx.transaction(async (tx) => {
    await lockRules(tx)
    const planned = await planRuleChange({ db: tx, scope: ctx.scope, actor: ctx.actor }, change)
    if (!planned.ok) return planned
    const { rule, commissioner, before, isOn, parameters } = planned.value
    const setting = { rule: rule.code, commissioner, from: change.from, isOn, parameters, why: change.why.trim() }
    await insertSetting(tx, { ...setting, at: ctx.clock.now(), by: ctx.actor.name })
    await ctx.audit(
      tx,
      'rule.change',
      rule.code,
      { from: change.from, isOn, parameters },
      {
        purpose: setting.why,
        before: before && { isOn: before.isOn, parameters: before.parameters },
        after: { isOn, parameters },
      },
    )
    return planned
  })
}
