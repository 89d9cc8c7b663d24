import type { Operation, Route } from '#ui'
import { findingRoutes } from './findings/finding.page.tsx'
import { findingSumsOperation, findingsOperation } from './findings/findings.api.ts'
import { findingsChoiceRoute, findingsRoute } from './findings/findings.page.tsx'
import { sumsRoutes } from './findings/sums.page.tsx'
import { answerQueueRoutes } from './queue/answer-queue.page.tsx'
import { queueRoutes } from './queue/queue.page.tsx'
import { checkRoute } from './showing-checks/check.page.tsx'
import { makeRuleRoute, newRuleRoute } from './showing-rules/new-rule.page.tsx'
import { changeRuleRoute, ruleRoute } from './showing-rules/rule.page.tsx'
import { rulesOperation } from './showing-rules/rules.api.ts'
import { rulesRoute } from './showing-rules/rules.page.tsx'

export const routes: readonly Route[] = [
  findingsChoiceRoute,
  findingsRoute,
  ...findingRoutes,
  ...sumsRoutes,
  ...queueRoutes,
  ...answerQueueRoutes,
  checkRoute,
  rulesRoute,
  newRuleRoute,
  makeRuleRoute,
  ruleRoute,
  changeRuleRoute,
]
export const operations: readonly Operation[] = [findingsOperation, findingSumsOperation, rulesOperation]
