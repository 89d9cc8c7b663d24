import type { LakeBuilder } from '#lake'
import { faultWords } from '../rules/fault-words.ts'
import { type RuleToRun, lineRulesSql, setRuleSql, sumRuleSql } from '../rules/compose-rules.ts'
import type { Register } from '../rules/rule.ts'
import type { RuleInForce } from '../rule-settings/rules-in-force.ts'

/** What became of a rule in a check. */
export interface RuleOutcome {
  readonly rule: string
  readonly outcome: 'ran' | 'skipped' | 'failed' | 'off'
  /** For one that did not run: what is missing, or how it failed. */
  readonly reason: string | null
}

export interface RulesRun {
  readonly builder: LakeBuilder
  readonly signal: AbortSignal
  /** Told before a rule, or all rules about single lines, are run. */
  readonly onStage: (stage: string) => void
}

const registerWords: Readonly<Record<Register, string>> = {
  contracts: 'No contract has been loaded.',
  caps: 'No follow-up caps have been loaded.',
  'multi-professional': 'Nobody has said in which specialties several professionals are agreed.',
  'prior-approvals': 'No prior approvals have been loaded.',
  'low-priority': 'No policies on low-priority procedures have been loaded.',
  'excluded-drugs': 'No list of excluded drugs and devices has been loaded.',
  clinics: 'No clinics have been loaded.',
  calendar: 'No calendar of flex and freeze dates has been loaded.',
  prices: 'No price list of the year has been loaded.',
  'control-totals': 'No totals of the month’s invoices have been received.',
}

const missing = ({ rule }: RuleInForce, filled: ReadonlySet<Register>): readonly Register[] =>
  rule.needs.filter((register) => !filled.has(register))

/** Why a rule does not run at all; nothing where it does. */
function idle(one: RuleInForce, filled: ReadonlySet<Register>): RuleOutcome | undefined {
  const rule = one.rule.code
  if (!one.isOn) return { rule, outcome: 'off', reason: one.setting?.why ?? null }
  const lacks = missing(one, filled)
  return lacks.length === 0
    ? undefined
    : { rule, outcome: 'skipped', reason: lacks.map((each) => registerWords[each]).join(' ') }
}

const ran = ({ rule }: RuleToRun): RuleOutcome => ({ rule: rule.code, outcome: 'ran', reason: null })

const empty = `
CREATE OR REPLACE TEMP TABLE raised (key BIGINT, rule VARCHAR, value_pence BIGINT, other_key BIGINT, detail VARCHAR);
CREATE OR REPLACE TEMP TABLE raised_sum (provider VARCHAR, practice VARCHAR, about VARCHAR, rule VARCHAR, value_pence BIGINT,
  detail VARCHAR)`

/** One statement either raises all that its rule finds or nothing, so a rule that fails leaves nothing behind. */
const insertSql = (one: RuleToRun): string =>
  one.rule.kind === 'sum'
    ? `INSERT INTO raised_sum ${sumRuleSql(one)}`
    : `INSERT INTO raised ${one.rule.kind === 'set' ? setRuleSql(one) : lineRulesSql([one])!}`

/** Runs one rule by itself. It fails alone, with what it said; only work that is being stopped is stopped by it. */
async function runOne({ builder, signal }: RulesRun, one: RuleToRun): Promise<RuleOutcome> {
  try {
    await builder.run(insertSql(one))
    return ran(one)
  } catch (error) {
    signal.throwIfAborted()
    return { rule: one.rule.code, outcome: 'failed', reason: faultWords(error) }
  }
}

/** All rules about single lines in one pass; where that fails, one by one, so that the one at fault is known by name. */
async function runLineRules(run: RulesRun, rules: readonly RuleToRun[]): Promise<RuleOutcome[]> {
  if (rules.length === 0) return []
  run.onStage('rules about single lines')
  try {
    await run.builder.run(`INSERT INTO raised ${lineRulesSql(rules)!}`)
    return rules.map(ran)
  } catch {
    run.signal.throwIfAborted()
    return runEach(run, rules)
  }
}

async function runEach(run: RulesRun, rules: readonly RuleToRun[]): Promise<RuleOutcome[]> {
  const outcomes: RuleOutcome[] = []
  for (const one of rules) {
    run.signal.throwIfAborted()
    run.onStage(`rule ${one.rule.code}`)
    outcomes.push(await runOne(run, one))
  }
  return outcomes
}

/**
 * Runs the rules of a month over what has been laid out; what they raise is then in the tables raised and raised_sum. A rule
 * outside its dates is not there at all; one that a practice raises is never run.
 */
export async function runRules(
  run: RulesRun,
  rules: readonly RuleInForce[],
  filled: ReadonlySet<Register>,
): Promise<RuleOutcome[]> {
  await run.builder.run(empty)
  const there = rules.filter(({ rule, isInDate }) => isInDate && rule.kind !== 'practice')
  const idles = there.flatMap((one) => idle(one, filled) ?? [])
  const busy = there.filter((one) => !idles.some(({ rule }) => rule === one.rule.code))
  const lines = await runLineRules(
    run,
    busy.filter(({ rule }) => rule.kind === 'line'),
  )
  const others = await runEach(
    run,
    busy.filter(({ rule }) => rule.kind !== 'line'),
  )
  return [...idles, ...lines, ...others].toSorted((a, b) => (a.rule < b.rule ? -1 : 1))
}
