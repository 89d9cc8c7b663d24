import { createHash } from 'node:crypto'
import type { RuleInForce } from '../rule-settings/rules-in-force.ts'

/** The rules with all that was set in them, as one hash: the same lines checked by the same rules find the same. */
export const rulesShaOf = (rules: readonly RuleInForce[]): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        rules.map(({ rule, parameters, isOn, isInDate }) => {
          const { code, sql, confidence, priority, says, needs } = rule
          return [code, sql, confidence, priority, says, needs, rule.parameters, parameters ?? {}, isOn, isInDate]
        }),
      ),
    )
    .digest('hex')
