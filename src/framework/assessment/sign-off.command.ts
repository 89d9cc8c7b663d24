import type { Ctx } from '#platform'
import { type Result, mayDo, ok, refused } from '#shared'
import { measureGroup } from '../evidence/measure-group.view.ts'
import type { Reading } from '../evidence/reading.ts'
import { lockAssessment } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { type WordsRefusal, refuseWords } from '../words/said.ts'
import { insertAssessmentEvent, insertReadings } from './assessment.store.ts'
import { type Assessment, listAssessments } from './assessments.view.ts'
import { assessmentToChange } from './rate-target.command.ts'

export type SignRefusal = WordsRefusal | 'not-found' | 'signed-off' | 'open' | 'not-measured'

const nowhere = () => refused('not-found', 'There is no such assessment here that you may sign off.')

const readingRow = ({ assessmentNo, owner, commissioner }: Assessment, eventNo: number, reading: Reading) => ({
  event_no: eventNo,
  assessment_no: assessmentNo,
  owner,
  commissioner,
  target: reading.target,
  have: reading.have,
  of: reading.of,
  is_met: reading.isMet,
  figure: reading.figure,
  threshold: reading.threshold,
  on_date: reading.on,
  records: reading.records,
})

const practiceRows = ({ owner, commissioner }: Assessment, eventNo: number, { target, practices }: Reading) =>
  practices.map(({ practice, isMet, words }) => ({
    event_no: eventNo,
    owner,
    commissioner,
    target,
    practice,
    is_met: isMet,
    words,
  }))

/** Whether this is still open, read again within the lock. */
const isOpen = async (ctx: Ctx, assessmentNo: number): Promise<boolean> =>
  (await listAssessments(ctx, { assessmentNo }))[0]?.signedOff === null

/** Signs an assessment off: from then on it does not change, and it keeps a copy of everything that was measured on this day. */
export async function signOff(
  ctx: Ctx,
  { assessmentNo, words }: { readonly assessmentNo: number; readonly words: string },
): Promise<Result<{ measured: number }, SignRefusal>> {
  const found = await assessmentToChange(ctx, assessmentNo)
  if (!found) return nowhere()
  const wrong = refuseWords(words.trim(), '', false)
  if (wrong) return wrong
  const measured = await measureGroup(ctx, found)
  if (!measured.ok) return refused('not-measured', measured.message)
  return ctx.transaction(async (tx) => {
    await lockAssessment(tx, assessmentNo)
    if (!(await isOpen({ ...ctx, db: tx }, assessmentNo)))
      return refused('signed-off', `The assessment of ${found.year} is signed off already.`)
    const { owner, commissioner } = found
    const eventNo = await insertAssessmentEvent(tx, {
      assessment_no: assessmentNo,
      owner,
      commissioner,
      event: 'signed-off',
      words: words.trim(),
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    const readings = measured.value
    await insertReadings(
      tx,
      readings.map((reading) => readingRow(found, eventNo, reading)),
      readings.flatMap((reading) => practiceRows(found, eventNo, reading)),
    )
    const kept = readings.filter(({ isMet }) => isMet !== null).length
    await ctx.audit(tx, 'framework.sign-off', `assessment ${assessmentNo}`, { group: owner, measured: kept })
    return ok({ measured: kept })
  })
}

/** Opens a signed-off assessment again, with why. What was kept when it was signed off stays. */
export async function openAgain(
  ctx: Ctx,
  { assessmentNo, words }: { readonly assessmentNo: number; readonly words: string },
): Promise<Result<void, SignRefusal>> {
  const found = await assessmentToChange(ctx, assessmentNo)
  if (!found || !mayDo(ctx.scope, 'framework.assess')) return nowhere()
  const wrong = refuseWords(words.trim(), 'Say in a few words why it is opened again.', true)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockAssessment(tx, assessmentNo)
    if (await isOpen({ ...ctx, db: tx }, assessmentNo)) return refused('open', 'It is open: nothing was signed off.')
    await insertAssessmentEvent(tx, {
      assessment_no: assessmentNo,
      owner: found.owner,
      commissioner: found.commissioner,
      event: 'opened-again',
      words: words.trim(),
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    await ctx.audit(tx, 'framework.open-again', `assessment ${assessmentNo}`, {}, { purpose: words.trim() })
    return ok(undefined)
  })
}
