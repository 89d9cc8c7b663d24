import { type Ctx, type Job, type JobRequest, runJob } from '#platform'
import { type FinancialYear, type Refused, type Result, formatMonth, mayDo, ok, refused } from '#shared'
import { termsOf } from '../terms/terms.view.ts'
import { deedOf } from '../words/person.ts'
import { costsMark, findLoadOfJob } from './costs.view.ts'
import { insertCosts } from './costs.store.ts'
import { coveredLines, monthsOfYear, podsOf } from './covered.view.ts'
import { type PracticeCost, practiceCosts } from './lake-costs.view.ts'

export const addUpKind = 'add-up-patient-costs'

export interface CostsAsked {
  readonly commissioner: string
  readonly year: FinancialYear
}

export interface CostsAdded {
  readonly loadNo: number
  readonly message: string
  readonly href: string
}

export type CostsRefusal = 'no-terms' | 'no-activity' | 'not-allowed'

export const addingUpRequest = (input: CostsAsked): JobRequest => ({ kind: addUpKind, permission: 'budget.set', input })

const answer = (loadNo: number, year: FinancialYear, words: string): Result<CostsAdded, CostsRefusal> =>
  ok({ loadNo, message: words, href: `/risk/${year.replace('/', '-')}/costs` })

const sum = (rows: readonly PracticeCost[], key: Exclude<keyof PracticeCost, 'practice'>): number =>
  rows.reduce((total, row) => total + row[key], 0)

const refuseAsker = ({ scope }: Ctx): Refused<'not-allowed'> | undefined =>
  mayDo(scope, 'budget.set') ? undefined : refused('not-allowed', 'Costs are added up by the finance lead.')

/**
 * Adds up what patients cost in a year, by practice, under the terms that hold. Done by the product itself, which alone sees the
 * pseudonyms; what is kept are sums.
 */
export const addUpCosts = async (ctx: Ctx, asked: CostsAsked): Promise<Result<CostsAdded, CostsRefusal>> =>
  refuseAsker(ctx) ?? runJob(ctx, addingUpRequest(asked), (job) => addUpCostsUnder(ctx, asked, job))

export async function addUpCostsUnder(
  ctx: Ctx,
  asked: CostsAsked,
  job: Job,
): Promise<Result<CostsAdded, CostsRefusal>> {
  const { commissioner, year } = asked
  const notTheirs = refuseAsker(ctx)
  if (notTheirs) return notTheirs
  const done = await findLoadOfJob(ctx, job.runId)
  if (done !== undefined) return answer(done, year, `What patients cost in ${year} is added up.`)
  const set = await termsOf(ctx, asked)
  if (!set)
    return refused('no-terms', `No terms hold for ${year} yet: set them first. They say what is covered and excluded.`)
  const months = await monthsOfYear(ctx, year)
  if (months.length === 0) return refused('no-activity', `There is no activity of ${year}: import its months first.`)
  const pods = podsOf(await coveredLines(ctx, asked, set.terms))
  job.report({ stage: `adding up ${months.length} months` })
  const question = { commissioner, months, pods, exclusions: set.terms.exclusions }
  const rows = await practiceCosts(ctx, question, set.terms.stopLossPence)
  return ctx.transaction(async (tx) => {
    const loadNo = await insertCosts(
      tx,
      {
        job_id: job.runId,
        commissioner,
        year,
        months: [...months],
        stop_loss_pence: set.terms.stopLossPence,
        terms_mark: costsMark(set.terms, pods),
        lines: sum(rows, 'lines'),
        nameless_lines: sum(rows, 'nameless_lines'),
        nameless_pence: sum(rows, 'nameless_pence'),
        ...deedOf(ctx.actor, ctx.clock.now()),
      },
      rows.map(({ lines: _, nameless_lines: _lines, nameless_pence: _pence, ...row }) => ({ ...row, commissioner })),
    )
    await ctx.audit(tx, 'risk.costs', `patient costs ${loadNo}`, {
      year,
      months: months.length,
      lines: sum(rows, 'lines'),
    })
    const until = formatMonth(months.at(-1)!)
    return answer(loadNo, year, `What patients cost in ${year} is added up, ${months.length} months up to ${until}.`)
  })
}
