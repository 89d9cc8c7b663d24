import { type Month, type Pence, toPence } from '#shared'
import type { Rule } from '../rules/rule.ts'
import { countedPence } from './net-of-findings.ts'
import type { RaisedFinding } from './raised-finding.ts'
import type { RuleOutcome } from './run-rules.ts'

/** What one rule found in a month, before anybody has said anything of it. */
export interface CheckedRule extends RuleOutcome {
  readonly title: string
  readonly confidence: string
  readonly findings: number
  /** What it raised, whatever else the same lines break. */
  readonly raisedPence: Pence
  /** What of it counts: one line, one value. */
  readonly netPence: Pence
}

export interface CheckedMonth {
  readonly month: Month
  /** Empty where nobody said to whom it was billed. */
  readonly commissioner: string
  readonly checkRunId: number
  readonly lines: number
  readonly findings: number
  /** Lines that break any rule. */
  readonly linesRaised: number
  readonly raisedPence: Pence
  readonly netPence: Pence
  /** Findings that were not there before, that are otherwise now, and that are no longer raised. */
  readonly made: number
  readonly changed: number
  readonly gone: number
  readonly rules: readonly CheckedRule[]
  readonly seconds: number
}

const sum = (values: readonly number[]): Pence => toPence(values.reduce((total, value) => total + value, 0))

/** What each rule found, by code. */
export function checkedRules(
  outcomes: readonly RuleOutcome[],
  rules: readonly Rule[],
  raised: readonly RaisedFinding[],
): CheckedRule[] {
  const counted = countedPence(raised)
  const byCode = new Map(rules.map((rule) => [rule.code, rule]))
  const byRule = new Map<string, RaisedFinding[]>(outcomes.map(({ rule }) => [rule, []]))
  for (const one of raised) byRule.get(one.rule)?.push(one)
  return outcomes.map((outcome) => {
    const own = byRule.get(outcome.rule) ?? []
    return {
      ...outcome,
      title: byCode.get(outcome.rule)?.title ?? outcome.rule,
      confidence: byCode.get(outcome.rule)?.confidence ?? '',
      findings: own.length,
      raisedPence: sum(own.map(({ valuePence }) => Math.max(0, valuePence))),
      netPence: sum(own.map((one) => counted.get(one) ?? 0)),
    }
  })
}

export const sumOf = (rules: readonly CheckedRule[], pick: (rule: CheckedRule) => number): Pence =>
  sum(rules.map((rule) => pick(rule)))
