import type { Ctx } from '#platform'
import type { Rule } from '../rules/rule.ts'
import { type CheckedRule, checkedRules } from './checked-month.ts'
import { compareFindings } from './compare-findings.ts'
import {
  type Bill,
  type NewVersion,
  insertCheckRun,
  insertFindings,
  insertRuleRuns,
  insertVersions,
} from './finding.store.ts'
import type { KnownFinding, RaisedFinding } from './raised-finding.ts'
import type { RuleOutcome } from './run-rules.ts'

export interface KeepingFindings {
  readonly bill: Bill
  readonly known: readonly KnownFinding[]
  readonly raised: readonly RaisedFinding[]
  readonly outcomes: readonly RuleOutcome[]
  readonly rules: readonly Rule[]
  readonly rulesSha: string
  readonly lines: number
  readonly startedAt: Date
}

export interface KeptFindings {
  readonly checkRunId: number
  readonly rules: readonly CheckedRule[]
  readonly made: number
  readonly changed: number
  readonly gone: number
}

/**
 * Writes down what a check found, in one transaction: a version of a finding only where it differs from what was written last. To be called
 * under the lock of checks, with the findings that were known under it.
 */
export async function keepFindings(ctx: Ctx, keeping: KeepingFindings): Promise<KeptFindings> {
  const { bill, known, raised, outcomes, rules, rulesSha, lines, startedAt } = keeping
  const failed = new Set(outcomes.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule))
  const { made, changed, gone } = compareFindings(known, raised, failed)
  const found = checkedRules(outcomes, rules, raised)
  return ctx.transaction(async (tx) => {
    const finishedAt = ctx.clock.now()
    const run = { ...bill, rulesSha, lines, startedAt, finishedAt, checkedBy: ctx.actor.name }
    const checkRunId = await insertCheckRun(tx, run)
    await insertRuleRuns(
      tx,
      checkRunId,
      found.map((one) => ({ ...one, valuePence: one.raisedPence })),
    )
    const ids = await insertFindings(tx, bill, made, finishedAt)
    const versions: NewVersion[] = [
      ...made.map((facts, at) => ({ findingId: ids[at]!, stands: true, facts })),
      ...changed.map((one) => ({ ...one, stands: true })),
      ...gone.map((facts) => ({ findingId: facts.findingId, stands: false, facts })),
    ]
    await insertVersions(tx, checkRunId, versions)
    const counts = { made: made.length, changed: changed.length, gone: gone.length }
    const subject = bill.commissioner === '' ? bill.month : `${bill.month} ${bill.commissioner}`
    await ctx.audit(tx, 'month.check', subject, { checkRunId, rules: rulesSha, lines, ...counts })
    return { checkRunId, rules: found, ...counts }
  })
}
