import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type WordsRefusal, deedOf, refuseWords } from '#programme/leads'
import { type Refused, type Result, dayInLondon, mayDo, ok, refused } from '#shared'
import { commissionerOf } from '../place/commissioner.view.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { lockLesson } from '../stores/locks.store.ts'
import type { Lesson, LessonWords } from './lesson.ts'
import { insertLesson, insertLessonVersion } from './lesson.store.ts'
import { findLesson } from './lessons.view.ts'

export type LessonRefusal = WordsRefusal | 'not-found' | 'title' | 'tried' | 'happened' | 'ask' | 'changed'

const noLesson = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such lesson here that you may change. Check its number.')

function refuseLesson(lesson: LessonWords): Refused<LessonRefusal> | undefined {
  const { longest_title: longest } = indicatorPolicy()
  const title = lesson.title.trim()
  if (title === '' || title.length > longest) return refused('title', `Name it in at most ${longest} characters.`)
  for (const [key, why] of [
    ['tried', 'Say what was tried.'],
    ['happened', 'Say what happened.'],
    ['ask', 'Say who can be asked: a name or a post.'],
  ] as const)
    if (lesson[key].trim() === '') return refused(key, why)
  for (const said of [title, lesson.tried, lesson.happened, lesson.ask, lesson.topics]) {
    const wrong = refuseWords(said, '', false)
    if (wrong) return wrong
  }
  return undefined
}

const rowOf = (lesson: LessonWords, isWithdrawn: boolean) => ({
  title: lesson.title.trim(),
  tried: lesson.tried.trim(),
  happened: lesson.happened.trim(),
  ask: lesson.ask.trim(),
  result: lesson.result,
  topics: lesson.topics.trim(),
  is_withdrawn: isWithdrawn,
})

/** Writes down what was tried and what came of it, for every group of the commissioner to read. */
export async function writeLesson(
  ctx: Ctx,
  { owner, ...lesson }: LessonWords & { readonly owner: string },
): Promise<Result<{ lessonNo: number }, LessonRefusal>> {
  const commissioner = await commissionerOf(ctx, owner, dayInLondon(ctx.clock.now()))
  if (!mayDo(ctx.scope, 'lesson.write') || !(await ownersFor(ctx)).actsFor(owner) || commissioner === undefined)
    return refused('not-found', 'There is no such organisation here in whose name you may write. Check its code.')
  const wrong = refuseLesson(lesson)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    const deed = { commissioner, ...deedOf(owner, ctx.actor, ctx.clock.now()) }
    const lessonNo = await insertLesson(tx, deed)
    await insertLessonVersion(tx, { lesson_no: lessonNo, version: 1, ...rowOf(lesson, false), ...deed })
    await ctx.audit(tx, 'lesson.write', `lesson ${lessonNo}`, { owner })
    return ok({ lessonNo })
  })
}

/** Who wrote it, and those who run its owner, may change it. */
export async function mayChangeLesson(ctx: Ctx, lesson: Lesson): Promise<boolean> {
  if (!mayDo(ctx.scope, 'lesson.write') || !(await ownersFor(ctx)).actsFor(lesson.owner)) return false
  return mayDo(ctx.scope, 'indicator.change') || (ctx.actor.userId ?? null) === lesson.personId
}

export interface LessonChange {
  readonly lessonNo: number
  readonly seenVersion: number
  readonly isWithdrawn?: boolean
}

/** Changes a lesson, takes it back, or brings it back. */
export async function changeLesson(
  ctx: Ctx,
  change: LessonChange,
  words?: LessonWords,
): Promise<Result<{ version: number }, LessonRefusal>> {
  const found = await findLesson(ctx, change.lessonNo)
  if (!found || !(await mayChangeLesson(ctx, found))) return noLesson()
  const wrong = words && refuseLesson(words)
  if (wrong) return wrong
  return ctx.transaction(async (tx) => {
    await lockLesson(tx, change.lessonNo)
    const was = (await findLesson({ ...ctx, db: tx }, change.lessonNo))!
    if (was.version !== change.seenVersion)
      return refused('changed', 'Somebody changed it meanwhile. Look at it, then send yours again.')
    const { lessonNo, owner, commissioner } = was
    const deed = { commissioner, ...deedOf(owner, ctx.actor, ctx.clock.now()) }
    const row = rowOf(words ?? was, change.isWithdrawn ?? was.isWithdrawn)
    const version = was.version + 1
    await insertLessonVersion(tx, { lesson_no: lessonNo, version, ...row, ...deed })
    await ctx.audit(tx, 'lesson.change', `lesson ${lessonNo}`, { owner, version, isWithdrawn: row.is_withdrawn })
    return ok({ version })
  })
}
