import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type PlainDate, roundHalfUp } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import type { Clocks } from '../register/contract.ts'
import type { LowPriority } from '../register/register-facts.ts'
import {
  type Adjustments,
  type LowPriorityPolicies,
  adjustmentsSchema,
  lowPrioritySchema,
  termsSchema,
} from './policy.ts'

/** Reads a file of `reference/contracts` once; one that breaks its schema is a bug, and throws. */
function readOnce<Schema extends z.ZodType>(name: string, schema: Schema): () => z.output<Schema> {
  let kept: z.output<Schema> | undefined
  return () => {
    kept ??= schema.parse(parse(readFileSync(packagePath('reference', 'contracts', name), 'utf8')))
    return kept
  }
}

const terms = readOnce('terms.yaml', termsSchema)
export const adjustments: () => Adjustments = readOnce('adjustments.yaml', adjustmentsSchema)
const lowPriority: () => LowPriorityPolicies = readOnce('low-priority-procedures.yaml', lowPrioritySchema)

/** The clocks of a contract that begins on a day and names none of its own. */
export function usualClocks(from: PlainDate): Clocks {
  const { clocks } = terms()
  const held = clocks.toSorted((a, b) => (a.from < b.from ? 1 : -1)).find((each) => each.from <= from) ?? clocks[0]!
  return {
    acknowledgeDays: held.acknowledge_days,
    answerDays: held.answer_days,
    escalateDays: held.escalate_days,
  }
}

/** Ten-thousandths out of a percentage with at most two decimals: 2.5 is 250. */
export const basisPoints = (percent: number): number => Number(roundHalfUp(BigInt(Math.round(percent * 10_000)), 100n))

/** The country's policies on procedures of low priority, one row for each case. */
export function nationalLowPriority(): LowPriority[] {
  const all = lowPriority()
  return all.policies.flatMap((policy) =>
    policy.cases.map((each) => ({
      commissioner: null,
      policy: policy.policy,
      title: policy.title,
      procedures: each.procedures,
      alsoProcedures: each.also_procedures,
      diagnoses: each.diagnoses ?? null,
      alsoDiagnoses: each.also_diagnoses,
      notDiagnoses: [all.not_diagnoses, each.not_diagnoses].filter((text) => text !== undefined).join('|'),
      minimumAge: policy.minimum_age ?? all.minimum_age,
      maximumAge: policy.maximum_age ?? all.maximum_age,
      sex: policy.sex ?? null,
      electiveOnly: all.elective_only,
      needsApproval: all.needs_approval,
      from: policy.from,
      to: policy.to ?? null,
    })),
  )
}
