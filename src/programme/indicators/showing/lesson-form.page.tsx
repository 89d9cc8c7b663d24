import { type Owner, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  TextAreaField,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
  refusal,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Lesson, resultWords } from '../lessons/lesson.ts'
import { findLesson } from '../lessons/lessons.view.ts'
import { changeLesson, mayChangeLesson, writeLesson } from '../lessons/write-lesson.command.ts'
import { lessonAddress, lessonsAddress } from './addresses.ts'
import { code, line, number, words } from './indicator-input.ts'

interface Problem {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

const results = ['worked', 'partly', 'did-not'] as const

const fields = z.object({
  title: line,
  tried: words,
  happened: words,
  result: z.enum(results, 'Say whether it worked.'),
  ask: line,
  topics: line,
})

const noLesson = (): Reply => notFound('There is no such lesson here that you may change. Check its number.')

const LessonFields = (): ReactNode => (
  <>
    <TextField name="title" label="Lesson" hint="In a few words, like: a telephone clinic for skin" />
    <TextAreaField name="tried" label="What was tried" hint="Nothing that names a patient." />
    <TextAreaField
      name="happened"
      label="What happened"
      hint="Figures where there are any; what was not expected too."
    />
    <RadioField
      name="result"
      label="Did it work?"
      options={results.map((value) => ({ value, text: resultWords[value] }))}
    />
    <TextField name="ask" label="Who to ask" hint="A name or a post" />
    <TextField name="topics" label="Topics" hint="Told apart by commas, like: referrals, dermatology" />
  </>
)

async function newPage(ctx: Ctx, problem: Problem = {}): Promise<Reply> {
  const { own } = await ownersFor(ctx)
  const first: Owner | undefined = own[0]
  if (!first) return noLesson()
  const body = (
    <>
      <PageHeading>Write a lesson down</PageHeading>
      <p>Every group of the commissioner reads it.</p>
      <Form action="/lessons/new">
        {own.length === 1 ? (
          <HiddenField name="owner" value={first.code} />
        ) : (
          <SelectField
            name="owner"
            label="In whose name"
            options={own.map((owner) => ({ value: owner.code, text: owner.name }))}
          />
        )}
        <LessonFields />
        <Button>Write it down</Button>
      </Form>
    </>
  )
  const breadcrumbs = [{ text: 'Lessons', href: lessonsAddress }]
  return page({ title: 'Write a lesson down', body, breadcrumbs, ...problem })
}

const formRoute = defineRoute({
  method: 'GET',
  path: '/lessons/new',
  permission: 'lesson.write',
  audit: null,
  input: z.object({}),
  handle: (ctx) => newPage(ctx),
})

const fieldOf = (refusalCode: string): string =>
  ['title', 'tried', 'happened', 'ask'].includes(refusalCode) ? refusalCode : 'tried'

const writeRoute = defineRoute({
  method: 'POST',
  path: '/lessons/new',
  permission: 'lesson.write',
  audit: 'lesson.write',
  input: fields.extend({ owner: code }),
  invalid: newPage,
  async handle(ctx, typed) {
    const done = await writeLesson(ctx, typed)
    if (done.ok) return redirect(lessonAddress(done.value.lessonNo), 'It is written down, for every group to read.')
    if (done.code === 'not-found') return notFound(done.message)
    return newPage(ctx, { errors: { [fieldOf(done.code)]: done.message }, values: typed })
  },
})

const asked = z.object({ lesson: number })

async function toChange(ctx: Ctx, lessonNo: number): Promise<Lesson | undefined> {
  const lesson = await findLesson(ctx, lessonNo)
  return lesson && (await mayChangeLesson(ctx, lesson)) ? lesson : undefined
}

function changePage(lesson: Lesson, problem: Problem = {}): Reply {
  const body = (
    <>
      <PageHeading caption={`Lesson ${lesson.lessonNo}`}>Change {lesson.title}</PageHeading>
      <Form action={`${lessonAddress(lesson.lessonNo)}/change`}>
        <HiddenField name="seen" value={String(problem.values?.['seen'] ?? lesson.version)} />
        <LessonFields />
        <Button>Save</Button>
      </Form>
    </>
  )
  const { title, tried, happened, result, ask, topics } = lesson
  const values = problem.values ?? { title, tried, happened, result, ask, topics }
  const breadcrumbs = [{ text: lesson.title, href: lessonAddress(lesson.lessonNo) }]
  return page({ title: `Change ${lesson.title}`, body, breadcrumbs, errors: problem.errors, values })
}

const changeFormRoute = defineRoute({
  method: 'GET',
  path: '/lessons/:lesson/change',
  permission: 'lesson.write',
  audit: null,
  input: asked,
  async handle(ctx, { lesson: lessonNo }) {
    const lesson = await toChange(ctx, lessonNo)
    return lesson ? changePage(lesson) : noLesson()
  },
})

const changeRoute = defineRoute({
  method: 'POST',
  path: '/lessons/:lesson/change',
  permission: 'lesson.write',
  audit: 'lesson.change',
  input: asked.extend(fields.shape).extend({ seen: number }),
  async invalid(ctx, problem) {
    const read = asked.safeParse({ lesson: problem.values['lesson'] })
    const lesson = read.success ? await toChange(ctx, read.data.lesson) : undefined
    return lesson ? changePage(lesson, problem) : noLesson()
  },
  async handle(ctx, { lesson: lessonNo, seen, ...typed }) {
    const lesson = await toChange(ctx, lessonNo)
    if (!lesson) return noLesson()
    const done = await changeLesson(ctx, { lessonNo, seenVersion: seen }, typed)
    if (done.ok) return redirect(lessonAddress(lessonNo), 'It is saved.')
    if (done.code === 'not-found') return notFound(done.message)
    const isChanged = done.code === 'changed'
    const values = { ...typed, seen: String(isChanged ? lesson.version : seen) }
    return changePage(lesson, { errors: { [isChanged ? 'form' : fieldOf(done.code)]: done.message }, values })
  },
})

/** Takes a lesson back, or brings it back. */
export const WithdrawLesson = ({ lesson }: { lesson: Lesson }): ReactNode => (
  <Form action={`${lessonAddress(lesson.lessonNo)}/withdraw`}>
    <HiddenField name="seen" value={String(lesson.version)} />
    <HiddenField name="withdrawn" value={lesson.isWithdrawn ? 'no' : 'yes'} />
    <Button kind="secondary">{lesson.isWithdrawn ? 'Bring it back' : 'Take it back'}</Button>
  </Form>
)

const withdrawRoute = defineRoute({
  method: 'POST',
  path: '/lessons/:lesson/withdraw',
  permission: 'lesson.write',
  audit: 'lesson.change',
  input: asked.extend({ seen: number, withdrawn: z.enum(['yes', 'no']) }),
  async handle(ctx, { lesson: lessonNo, seen, withdrawn }) {
    const done = await changeLesson(ctx, { lessonNo, seenVersion: seen, isWithdrawn: withdrawn === 'yes' })
    const said = withdrawn === 'yes' ? 'It is taken back. You can bring it back here.' : 'It is there again.'
    if (done.ok) return redirect(lessonAddress(lessonNo), said)
    return done.code === 'not-found' ? notFound(done.message) : refusal(409, done.message, 'Not done')
  },
})

export const lessonFormRoutes: readonly Route[] = [formRoute, writeRoute, changeFormRoute, changeRoute, withdrawRoute]
