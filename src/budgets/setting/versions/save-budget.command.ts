import type { Database, Insertable } from '#db'
import type { Ctx } from '#platform'
import { fingerprint } from '#platform'
import { type FinancialYear, type Pence, type PlainDate, type Result, addPence, mayDo, ok, refused } from '#shared'
import { findPatientData, patientDataRefusal } from '#shared'
import {
  insertAmounts,
  insertBudget,
  insertEvent,
  insertLineSums,
  insertSteps,
  insertVersion,
} from '../stores/budget.store.ts'
import type { LineSumTable, MethodName, StepKind } from '../stores/budget-tables.store.ts'
import { deedOf } from '../words/person.ts'
import type { FullAmount } from './budget.ts'

/** One step of how an amount was reached. */
export interface AmountStep {
  readonly practice: string
  readonly line: string
  readonly kind: StepKind
  readonly pence: Pence
  readonly words: string | null
}

/** A budget worked out and not yet kept. */
export interface BudgetToSave {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly from: PlainDate
  readonly name: string
  readonly method: MethodName
  readonly parameters: unknown
  readonly envelopeLoadNo: number
  readonly controlTotalPence: Pence
  readonly amounts: readonly FullAmount[]
  readonly steps: readonly AmountStep[]
}

export type SaveRefusal = 'not-allowed' | 'does-not-foot' | 'no-name' | 'names-patient' | 'nothing'

/** The amounts of a version as one hash: two that are the same have the same. */
export const markOf = (amounts: readonly FullAmount[]): string =>
  fingerprint(amounts.map(({ practice, line, pence }) => [practice, line, pence]))

export interface VersionKey {
  readonly commissioner: string
  readonly budgetNo: number
  readonly version: number
}

export function lineSums(
  { commissioner, budgetNo, version }: VersionKey,
  amounts: readonly FullAmount[],
): Insertable<LineSumTable>[] {
  const sums = new Map<string, Insertable<LineSumTable>>()
  for (const amount of amounts) {
    const key = `${amount.group ?? ''} ${amount.line}`
    const sum = sums.get(key) ?? {
      budget_no: budgetNo,
      version,
      commissioner,
      group_code: amount.group ?? '',
      line: amount.line,
      practices: 0,
      patients: 0,
      base_lines: 0,
      pence: 0,
      historic_pence: 0,
      fair_share_pence: 0,
      history_of_money_pence: 0,
      fair_of_money_pence: 0,
    }
    sums.set(key, {
      ...sum,
      practices: sum.practices + 1,
      patients: sum.patients + amount.patients,
      base_lines: sum.base_lines + amount.baseLines,
      pence: sum.pence + amount.pence,
      historic_pence: sum.historic_pence + amount.historicPence,
      fair_share_pence: sum.fair_share_pence + amount.fairSharePence,
      history_of_money_pence: sum.history_of_money_pence + amount.historyOfMoneyPence,
      fair_of_money_pence: sum.fair_of_money_pence + amount.fairOfMoneyPence,
    })
  }
  return [...sums.values()]
}

/** Writes the amounts of a version and what they add up to; the version itself comes after them. */
export async function insertVersionAmounts(
  tx: Database,
  key: VersionKey,
  amounts: readonly FullAmount[],
): Promise<void> {
  const { commissioner, budgetNo, version } = key
  await insertAmounts(
    tx,
    amounts.map((amount) => ({
      budget_no: budgetNo,
      version,
      commissioner,
      practice: amount.practice,
      group_code: amount.group ?? '',
      line: amount.line,
      pence: amount.pence,
      historic_pence: amount.historicPence,
      fair_share_pence: amount.fairSharePence,
      history_of_money_pence: amount.historyOfMoneyPence,
      fair_of_money_pence: amount.fairOfMoneyPence,
      patients: amount.patients,
      base_lines: amount.baseLines,
      age_index: amount.ageIndex,
      need_index: amount.needIndex,
      mff_index: amount.mffIndex,
    })),
  )
  await insertLineSums(tx, lineSums(key, amounts))
}

function positioned(steps: readonly AmountStep[], budgetNo: number, commissioner: string) {
  const next = new Map<string, number>()
  return steps.map(({ practice, line, kind, pence, words }) => {
    const key = `${practice} ${line}`
    const position = next.get(key) ?? 0
    next.set(key, position + 1)
    return { budget_no: budgetNo, commissioner, practice, line, position, kind, pence, words }
  })
}

/** Keeps a budget that was worked out as a draft: its amounts, how each came about, and the journal, in one transaction. */
export async function saveBudget(ctx: Ctx, budget: BudgetToSave): Promise<Result<{ budgetNo: number }, SaveRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'You may not set budgets.')
  const name = budget.name.trim()
  if (name === '') return refused('no-name', 'Give it a name by which you will know it again.')
  const named = findPatientData(name)
  if (named.length > 0) return refused('names-patient', patientDataRefusal('name', named))
  if (budget.amounts.length === 0) return refused('nothing', 'There is nothing to save: no practice has an amount.')
  const sum = addPence(...budget.amounts.map(({ pence }) => pence))
  if (sum !== budget.controlTotalPence)
    return refused('does-not-foot', 'The amounts do not sum to the control total, so nothing was saved.')
  const { commissioner, year } = budget
  const at = ctx.clock.now()
  return ctx.transaction(async (tx) => {
    const budgetNo = await insertBudget(tx, {
      commissioner,
      year,
      name,
      method: budget.method,
      parameters: budget.parameters,
      envelope_load_no: budget.envelopeLoadNo,
    })
    await insertVersionAmounts(tx, { commissioner, budgetNo, version: 1 }, budget.amounts)
    await insertSteps(tx, positioned(budget.steps, budgetNo, commissioner))
    const mark = markOf(budget.amounts)
    await insertVersion(tx, {
      budget_no: budgetNo,
      version: 1,
      commissioner,
      change_no: null,
      effective_from: budget.from,
      control_total_pence: budget.controlTotalPence,
      version_mark: mark,
      ...deedOf(ctx.actor, at),
    })
    const made = { budget_no: budgetNo, commissioner, year, event: 'made', group_code: '', words: null } as const
    await insertEvent(tx, { ...made, ...deedOf(ctx.actor, at) })
    await ctx.audit(tx, 'budget.save', `budget ${budgetNo}`, { year, method: budget.method, amounts: mark })
    return ok({ budgetNo })
  })
}
