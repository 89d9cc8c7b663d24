import type { Operation, Route } from '#ui'
import { makeRuleRoute, newRuleRoute } from './showing-rules/new-rule.page.tsx'
import { changeRuleRoute, ruleRoute } from './showing-rules/rule.page.tsx'
import { rulesOperation } from './showing-rules/rules.api.ts'
import { rulesRoute } from './showing-rules/rules.page.tsx'

export const routes: readonly Route[] = [rulesRoute, newRuleRoute, makeRuleRoute, ruleRoute, changeRuleRoute]
export const operations: readonly Operation[] = [rulesOperation]
