import type { Check, JobHandler } from '#platform'
import type { Command } from '#terminal'
import { decisionCommands } from './answering/decide.cli.ts'
import { checks as checkingChecks } from './checking/checks.view.ts'
import { jobs as checkingJobs } from './checking/jobs.ts'
import { findingsCommand } from './findings/findings.cli.ts'
import { checkCommand } from './showing-checks/check.cli.ts'
import { ruleCommand, rulesCommand } from './showing-rules/rules.cli.ts'
import { setRuleCommand } from './showing-rules/set-rule.cli.ts'

export { type Checked, checkMonths, checksRequest } from './checking/check-months.command.ts'
export { type CheckRun, latestChecks } from './checking/check-runs.view.ts'
export type { CheckedMonth, CheckedRule } from './checking/checked-month.ts'
export {
  type FindingEvent,
  type FindingState,
  type Move,
  type MoveRefusal,
  type Standing,
  findingStates,
  mayMove,
} from './answering/finding.ts'
export {
  type SettledFinding,
  challengeFindings,
  settleFindings,
  withdrawChallenged,
} from './answering/challenge-findings.command.ts'
export type { MovingRefusal } from './answering/move-findings.command.ts'
export { type AnswerDeadline, answerDeadline } from './findings/deadline.view.ts'
export { type DisputedLine, disputedLines } from './findings/disputed-lines.view.ts'
export type { Finding, FindingVersion, Hold, OtherLine, Snapshot } from './findings/finding-facts.ts'
export { type FindingSum, type FindingSumsQuestion, findingSums } from './findings/finding-sums.view.ts'
export { type FindingFound, findFinding } from './findings/finding.view.ts'
export type { FindingsQuestion } from './findings/findings-question.ts'
export { type FindingTotals, type FindingsPage, findings, findingsAfter } from './findings/findings.view.ts'
export { ruleTitles } from './findings/finding-choices.view.ts'
export { lineFindingsTable } from './findings/findings-table.ts'
export { lineFindings } from './findings/line-findings.view.ts'
export { type Recovered, type SuccessRate, recoveredSums, successRates } from './findings/recovered.view.ts'
export { type ToChallenge, findingsToChallenge } from './findings/to-challenge.view.ts'
export { shippedRules } from './rules/catalogue.view.ts'
export { ruleBook } from './rule-settings/rule-book.view.ts'
export type { Confidence } from './rules/rule.ts'

export const commands: readonly Command[] = [
  checkCommand,
  findingsCommand,
  ...decisionCommands,
  rulesCommand,
  ruleCommand,
  setRuleCommand,
]
export const jobs: readonly JobHandler[] = checkingJobs
export const checks: readonly Check[] = checkingChecks
