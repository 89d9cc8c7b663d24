import { organisationNames, ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { dayInLondon, formatDate } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  FilterForm,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  defineRoute,
  notFound,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { type Lesson, resultWords } from '../lessons/lesson.ts'
import { findLesson, listLessons } from '../lessons/lessons.view.ts'
import { mayChangeLesson } from '../lessons/write-lesson.command.ts'
import { lessonAddress, lessonsAddress, newLessonAddress } from './addresses.ts'
import { lessonsOnPage, lessonsTable } from './drift-tables.ts'
import { WithdrawLesson } from './lesson-form.page.tsx'
import { number } from './indicator-input.ts'

const noLesson = (): Reply => notFound('There is no such lesson here. Check its number.')

const Write = (): ReactNode =>
  usePage().opens(newLessonAddress) ? (
    <p>
      <a className="nhsuk-button" href={newLessonAddress}>
        Write a lesson down
      </a>
    </p>
  ) : null

async function lessonsPage(ctx: Ctx, search: string): Promise<Reply> {
  const [lessons, names] = [await listLessons(ctx, { search }), await organisationNames(ctx.db)]
  const table = lessonsTable(lessons, (owner) => names.get(owner) ?? owner)
  const hasAny = search !== '' || lessons.length > 0
  const body = (
    <>
      <PageHeading>Lessons</PageHeading>
      <p>What groups tried, what came of it, and who to ask: every group of the commissioner reads them.</p>
      <Write />
      {hasAny ? (
        <>
          <FilterForm action={lessonsAddress} label="Look for lessons">
            <TextField name="search" label="Look for" value={search} width={20} />
            <Button kind="secondary">Search</Button>
          </FilterForm>
          <DataTable table={lessonsOnPage(table)} exportable={false} empty={`Nothing was found for “${search}”.`} />
          {lessons.length > 0 && <DownloadLinks table={table} label="Download these lessons in full" />}
        </>
      ) : (
        <EmptyState title="No lesson is written down yet">
          <p>A lesson is worth writing down whether or not it worked: others need not find it out again.</p>
        </EmptyState>
      )}
    </>
  )
  return page({ title: 'Lessons', body, tables: [table] })
}

const listRoute = defineRoute({
  method: 'GET',
  path: '/lessons',
  permission: 'programme.read',
  audit: null,
  input: z.object({ search: z.string().trim().max(200).default('') }),
  handle: (ctx, { search }) => lessonsPage(ctx, search),
})

const Facts = ({ lesson, owner }: { lesson: Lesson; owner: string }): ReactNode => (
  <SummaryList
    rows={[
      { key: 'What was tried', value: lesson.tried },
      { key: 'What happened', value: lesson.happened },
      { key: 'Result', value: resultWords[lesson.result] },
      { key: 'Who to ask', value: lesson.ask },
      { key: 'Topics', value: lesson.topics || 'none' },
      { key: 'Of', value: owner },
      { key: 'Written', value: `${lesson.actor}, ${formatDate(dayInLondon(lesson.at))}` },
    ]}
  />
)

async function lessonPage(ctx: Ctx, lessonNo: number): Promise<Reply> {
  const lesson = await findLesson(ctx, lessonNo)
  if (!lesson) return noLesson()
  const [names, mayChange] = [await organisationNames(ctx.db), await mayChangeLesson(ctx, lesson)]
  // What was taken back is there for whoever may bring it back, and for nobody else.
  if (lesson.isWithdrawn && !mayChange) return noLesson()
  const owner = names.get(lesson.owner) ?? lesson.owner
  const isOwn = (await ownersFor(ctx)).actsFor(lesson.owner)
  const body = (
    <>
      <PageHeading caption={`Lesson ${lesson.lessonNo}`}>{lesson.title}</PageHeading>
      {lesson.isWithdrawn && <p>It is taken back: nobody else sees it.</p>}
      <Facts lesson={lesson} owner={owner} />
      {isOwn && mayChange && (
        <>
          <p>
            <a href={`${lessonAddress(lessonNo)}/change`}>Change this lesson</a>
          </p>
          <WithdrawLesson lesson={lesson} />
        </>
      )}
    </>
  )
  return page({ title: lesson.title, body, breadcrumbs: [{ text: 'Lessons', href: lessonsAddress }] })
}

const seenRoute = defineRoute({
  method: 'GET',
  path: '/lessons/:lesson',
  permission: 'programme.read',
  audit: null,
  input: z.object({ lesson: number }),
  handle: (ctx, { lesson }) => lessonPage(ctx, lesson),
})

export const lessonsRoute = listRoute
export const lessonRoute: Route = seenRoute
