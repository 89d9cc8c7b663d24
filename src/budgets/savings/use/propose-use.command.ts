import { groupsAsAt, practiceMemberships } from '#organisations'
import type { Ctx } from '#platform'
import {
  type FinancialYear,
  type Pence,
  type Refused,
  type Result,
  dayInLondon,
  formatPence,
  mayDo,
  ok,
  refused,
  yearInterval,
} from '#shared'
import { savingsPolicy } from '../policy/savings-policy.view.ts'
import { yearsAfter } from '../year/year-steps.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertProposal } from './use.store.ts'

export interface UseToPropose {
  readonly practice: string
  /** The year in which the saving is, or will be, made. */
  readonly year: FinancialYear
  readonly purpose: string
  readonly title: string
  readonly words: string
  readonly caseReference: string | null
  readonly amountPence: Pence
}

export type ProposeRefusal = WordsRefusal | 'not-found' | 'amount' | 'purpose' | 'title' | 'year'

const noPractice = (): Refused<'not-found'> =>
  refused('not-found', 'There is no practice here for which you may propose. Check its code.')

/** The practice's commissioner, itself or through its group, and its group on the day. */
async function placeOf(ctx: Ctx, practice: string) {
  const today = dayInLondon(ctx.clock.now())
  const [memberships, groups] = [await practiceMemberships(ctx.db), await groupsAsAt(ctx.db, today)]
  const own = memberships.find(
    (each) => each.practice === practice && each.from <= today && (each.to === null || each.to > today),
  )
  return { commissioner: own?.commissioner, group: groups.get(practice) ?? '' }
}

function refuseUse({ purpose, title, words, caseReference, amountPence, year }: UseToPropose, today: string) {
  const policy = savingsPolicy()
  if (!policy.purposes.some(({ code }) => code === purpose))
    return refused('purpose', 'Say what it is for: services, equipment, premises or the cost of management.')
  if (title.trim() === '' || title.trim().length > policy.longest_title)
    return refused('title', `Name it in at most ${policy.longest_title} characters.`)
  if (amountPence <= 0) return refused('amount', 'Propose an amount above nothing.')
  if (yearInterval(yearsAfter(year, -1)).from > today)
    return refused('year', `${year} is too far off: a use is proposed in the year before at the earliest.`)
  return (
    refuseWords(title.trim(), '', false) ??
    refuseWords(caseReference?.trim() ?? '', '', false) ??
    refuseWords(words.trim(), 'Say what patients will have of it.', true)
  )
}

/**
 * Proposes what is done with what a practice frees up in a year. Proposed before the year begins it is declared: the saving then
 * counts as planned. A use that is proposed later is opportunistic.
 */
export async function proposeUse(ctx: Ctx, use: UseToPropose): Promise<Result<{ useNo: number }, ProposeRefusal>> {
  const { practices } = ctx.scope
  const isOwn = practices === 'all' || practices.some((reach) => reach.practice === use.practice)
  if (!mayDo(ctx.scope, 'savings.propose') || !isOwn) return noPractice()
  const { commissioner, group } = await placeOf(ctx, use.practice)
  if (commissioner === undefined) return noPractice()
  const today = dayInLondon(ctx.clock.now())
  const wrong = refuseUse(use, today)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const useNo = await insertProposal(tx, {
      commissioner,
      practice: use.practice,
      group_code: group,
      year: use.year,
      kind: today < yearInterval(use.year).from ? 'declared' : 'opportunistic',
      purpose: use.purpose,
      title: use.title.trim(),
      words: use.words.trim(),
      case_reference: use.caseReference?.trim() || null,
      amount_pence: use.amountPence,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    const about = { practice: use.practice, year: use.year, amount: formatPence(use.amountPence) }
    await ctx.audit(tx, 'savings.propose', `use ${useNo}`, about)
    return ok({ useNo })
  })
}
