import { lineTitle } from '#budgets/envelope'
import { issuedBudget } from '#budgets/setting'
import type { Ctx } from '#platform'
import { type FinancialYear, type Result, findPatientData, mayDo, ok, patientDataRefusal, refused } from '#shared'
import type { PhasingForm } from '../policy/monitoring-policy.ts'
import { insertPhasing, lockPhasing } from '../stores/phasing.store.ts'
import { type Weights, weightsByHand } from './phase-year.ts'

export interface PhasingToChoose {
  readonly commissioner: string
  readonly year: FinancialYear
  readonly line: string
  readonly form: PhasingForm | 'usual'
  /** Of `by-hand` alone: twelve numbers as they were written, April first. */
  readonly numbers?: readonly string[]
  readonly words: string
}

export type PhasingRefusal = 'not-allowed' | 'no-budget' | 'no-line' | 'not-weights' | 'no-words' | 'names-patient'

function weightsOf({ form, numbers = [] }: PhasingToChoose): Result<Weights | null, 'not-weights'> {
  return form === 'by-hand' ? weightsByHand(numbers) : ok(null)
}

function wordsOf({ words }: PhasingToChoose): Result<string, 'no-words' | 'names-patient'> {
  const text = words.trim()
  if (text === '') return refused('no-words', 'Say why the line is spread in this way: it is shown to every practice.')
  const named = findPatientData(text)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('reason', named)) : ok(text)
}

async function lineRefusal(ctx: Ctx, { commissioner, year, line }: PhasingToChoose) {
  const budget = await issuedBudget(ctx, { commissioner, year })
  if (!budget)
    return refused('no-budget', `No budget of ${year} is issued yet: issue one, then spread it over the months.`)
  if (budget.amounts.some((amount) => amount.line === line)) return undefined
  return refused('no-line', `The budget of ${year} has no line “${lineTitle(line)}”: choose one that it has.`)
}

/**
 * Keeps how the year of a line is to be spread over its months, by whom and why; the next statements that are drawn up go by it, and the
 * earlier ones stay as they were.
 */
export async function choosePhasing(ctx: Ctx, asked: PhasingToChoose): Promise<Result<void, PhasingRefusal>> {
  if (!mayDo(ctx.scope, 'budget.set')) return refused('not-allowed', 'Phasing is chosen by whoever sets budgets.')
  const wrong = await lineRefusal(ctx, asked)
  if (wrong) return wrong
  const [weights, words] = [weightsOf(asked), wordsOf(asked)]
  if (!weights.ok) return weights
  if (!words.ok) return words
  const { commissioner, year, line, form } = asked
  return ctx.transaction(async (tx) => {
    await lockPhasing(tx, commissioner, year)
    await insertPhasing(tx, {
      commissioner,
      year,
      line,
      form,
      weights: weights.value?.map(String) ?? null,
      words: words.value,
      actor: ctx.actor.name,
      person_id: ctx.actor.userId ?? null,
      at: ctx.clock.now(),
    })
    await ctx.audit(tx, 'budget.phase', `${commissioner} ${year}`, { line, form })
    return ok(undefined)
  })
}
