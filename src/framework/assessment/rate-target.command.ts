import type { Database } from '#db'
import type { Ctx } from '#platform'
import { type Refused, type Result, mayDo, ok, refused } from '#shared'
import { targetOf } from '../definition/definition.ts'
import { lockAssessment } from '../stores/locks.store.ts'
import { mayChange } from '../stores/reach.view.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertRatings } from './assessment.store.ts'
import { type Assessment, listAssessments, sayingsOf } from './assessments.view.ts'
import { type Rated, type Said, sameSaying, unsaid } from './rating.ts'

export interface TargetToRate extends Rated {
  readonly assessmentNo: number
}

export type RateRefusal = WordsRefusal | 'not-found' | 'signed-off' | 'same' | 'lead' | 'effort' | 'link'

const nowhere = () => refused('not-found', 'There is no such target here that you may rate. Check the address.')

/** An address within the product or of a public page, or words such as “document 4”: a browser never runs it. */
const isLink = (text: string): boolean =>
  text === '' || /^(\/(?!\/)|https:\/\/)[^\s\\]*$/.test(text) || !/[:/\\]/.test(text)

function refuseRating({ words, lead, effortDays, link }: TargetToRate): Refused<RateRefusal> | undefined {
  if (lead.length > 200) return refused('lead', 'Say who sees to it in at most 200 characters.')
  if (link.length > 400 || !isLink(link))
    return refused('link', 'Give an address that begins with https:// or /, or the number or name of a document.')
  if (effortDays !== null && effortDays > 10_000) return refused('effort', 'Write whole days of work, 10,000 at most.')
  return refuseWords(words, '', false) ?? refuseWords(lead, '', false) ?? refuseWords(link, '', false)
}

export const signedOffRefusal = ({ year }: Assessment) =>
  refused('signed-off', `The assessment of ${year} is signed off: open it again to change it.`)

/** The assessment that the asker may rate; another's is as one that is not there. */
export async function assessmentToChange(ctx: Ctx, assessmentNo: number): Promise<Assessment | undefined> {
  const [found] = await listAssessments(ctx, { assessmentNo })
  return found && mayDo(ctx.scope, 'framework.assess') && mayChange(ctx, found) ? found : undefined
}

const written = (
  ctx: Ctx,
  { assessmentNo, owner, commissioner }: Assessment,
  rated: Rated,
  source: Said['source'],
) => ({
  assessment_no: assessmentNo,
  owner,
  commissioner,
  target: rated.target,
  rating: rated.rating,
  words: rated.words,
  lead: rated.lead,
  due: rated.due,
  cost_pence: rated.costPence,
  effort_days: rated.effortDays,
  link: rated.link,
  source,
  ...deedOf(ctx.actor, ctx.clock.now()),
})

/** Within the assessment's lock: what is said is held to what stands at that moment. */
async function say(ctx: Ctx, tx: Database, found: Assessment, rated: Rated, source: Said['source']) {
  await insertRatings(tx, [written(ctx, found, rated, source)])
  await ctx.audit(tx, 'framework.rate', `assessment ${found.assessmentNo} target ${rated.target}`, {
    rating: rated.rating,
    source,
  })
}

/** Says how much work a target still is, and what is done about it. The last saying counts; earlier ones stay. */
export async function rateTarget(ctx: Ctx, given: TargetToRate): Promise<Result<void, RateRefusal>> {
  const { assessmentNo, ...typed } = given
  const found = await assessmentToChange(ctx, assessmentNo)
  if (!found || !targetOf(found.definition, typed.target)) return nowhere()
  if (found.signedOff) return signedOffRefusal(found)
  const rated = { ...typed, words: typed.words.trim(), lead: typed.lead.trim(), link: typed.link.trim() }
  const wrong = refuseRating({ ...rated, assessmentNo })
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockAssessment(tx, assessmentNo)
    const last = (await sayingsOf({ ...ctx, db: tx }, assessmentNo, rated.target)).at(-1)
    if (sameSaying(rated, last ?? unsaid(rated.target)))
      return refused('same', 'This is what stands already: change something, or leave it as it is.')
    await say(ctx, tx, found, rated, 'typed')
    return ok(undefined)
  })
}

/** Takes the last saying of a target back: what stood before it stands again. */
export async function takeBackRating(
  ctx: Ctx,
  { assessmentNo, target }: { readonly assessmentNo: number; readonly target: string },
): Promise<Result<void, 'not-found' | 'signed-off' | 'nothing'>> {
  const found = await assessmentToChange(ctx, assessmentNo)
  if (!found || !targetOf(found.definition, target)) return nowhere()
  if (found.signedOff) return signedOffRefusal(found)
  return ctx.transaction(async (tx) => {
    await lockAssessment(tx, assessmentNo)
    const before = beforeLast(await sayingsOf({ ...ctx, db: tx }, assessmentNo, target))
    if (before === undefined) return refused('nothing', 'Nothing was said of this target yet.')
    await say(ctx, tx, found, before ?? unsaid(target), 'taken-back')
    return ok(undefined)
  })
}

/**
 * What stands when the last saying is taken back: the one before it that differs, or nothing said (null); undefined where nothing was said.
 * Worked example: said low, then high, then high taken back (low again): taken back once more it is unrated.
 */
export function beforeLast(sayings: readonly Said[]): Said | null | undefined {
  const stack: Said[] = []
  for (const said of sayings) {
    if (said.source === 'taken-back') stack.pop()
    else stack.push(said)
  }
  if (stack.length === 0) return undefined
  return stack.at(-2) ?? null
}
