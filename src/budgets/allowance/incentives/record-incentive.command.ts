import { practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type PlainDate,
  type Refused,
  type Result,
  dayInLondon,
  formatDate,
  mayDo,
  ok,
  refused,
} from '#shared'
import type { IncentiveScheme } from '../policy/allowance-policy.ts'
import { incentiveSchemeOf } from '../policy/allowance-policy.view.ts'
import type { IncentiveEventName } from '../stores/allowance-tables.store.ts'
import { insertIncentive } from '../stores/allowance.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'

export interface IncentiveToRecord {
  readonly commissioner: string
  readonly practice: string
  readonly year: FinancialYear
  readonly event: IncentiveEventName
  /** The day of the signature, or of the claim. */
  readonly on: PlainDate
  readonly words: string
}

export type RecordRefusal = WordsRefusal | 'not-found' | 'no-scheme' | 'late' | 'to-come'

const takesBack = (event: IncentiveEventName): boolean => event === 'plan-taken-back' || event === 'targets-not-met'

function refuseDay(
  { event, on }: IncentiveToRecord,
  scheme: IncentiveScheme,
  today: PlainDate,
): Refused<RecordRefusal> | undefined {
  if (on > today) return refused('to-come', `${formatDate(on)} is still to come: record it when it has happened.`)
  const { claim_by: last } = scheme.targets
  if (event !== 'targets-met' || on <= last) return undefined
  return refused(
    'late',
    `Targets of ${scheme.year} were to be claimed by ${formatDate(last)}: a later claim is not paid.`,
  )
}

async function isMember({ db }: Ctx, { practice, commissioner }: IncentiveToRecord): Promise<boolean> {
  const memberships = await practiceMemberships(db)
  return memberships.some((each) => each.practice === practice && each.commissioner === commissioner)
}

/** Records that a practice signed its plan or met its targets, or takes that back with words. The finance lead's to record. */
export async function recordIncentive(ctx: Ctx, event: IncentiveToRecord): Promise<Result<void, RecordRefusal>> {
  const { commissioners } = ctx.scope
  const isOwn = commissioners === 'all' || commissioners.includes(event.commissioner)
  if (!mayDo(ctx.scope, 'budget.set') || !isOwn || !(await isMember(ctx, event)))
    return refused('not-found', `There is no practice ${event.practice} here for which you may record this.`)
  const scheme = incentiveSchemeOf(event.year)
  if (!scheme)
    return refused('no-scheme', `There is no incentive scheme of ${event.year} in reference/budgets/incentives.yaml.`)
  const said = event.words.trim()
  const wrong =
    refuseDay(event, scheme, dayInLondon(ctx.clock.now())) ??
    refuseWords(said, 'Say in a few words why it is taken back.', takesBack(event.event))
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await insertIncentive(tx, {
      commissioner: event.commissioner,
      practice: event.practice,
      year: event.year,
      event: event.event,
      on_date: event.on,
      words: said || null,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    const about = { year: event.year, on: event.on }
    await ctx.audit(
      tx,
      `allowance.${event.event}`,
      `practice ${event.practice}`,
      about,
      said === '' ? {} : { purpose: said },
    )
    return ok(undefined)
  })
}
