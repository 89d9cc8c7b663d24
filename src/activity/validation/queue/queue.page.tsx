import { monthsWithActivity } from '#activity/import'
import type { Ctx } from '#platform'
import { formatMonth } from '#shared'
import {
  EmptyState,
  type FormErrors,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { queueAddress } from '../findings/addresses.ts'
import { monthInput, optionalOf, optionalText, pageNumber } from '../findings/month-input.ts'
import { type Choice, valuesAt } from './posted.ts'
import { QueueBody } from './queue-body.tsx'
import { type QueueAsked, type WhichPractice, showQueue } from './show-queue.view.ts'

export const breadcrumbs = [{ text: 'Home', href: '/' }]

const WhichBody = ({ which: { month, practices } }: { which: WhichPractice }): ReactNode => (
  <>
    <PageHeading caption={formatMonth(month)}>Lines to look at</PageHeading>
    {practices.length === 0 ? (
      <EmptyState title="Nothing to look at yet">
        <p>Nothing was found in this month, or it has not been checked yet.</p>
      </EmptyState>
    ) : (
      <ul className="nhsuk-list">
        {practices.map(({ code, name }) => (
          <li key={code}>
            <a href={queueAddress(month, { practice: code })}>
              {code} {name}
            </a>
          </li>
        ))}
      </ul>
    )}
  </>
)

interface Beside {
  readonly choices?: readonly Choice[]
  readonly undo?: string
  readonly notSaved?: readonly string[]
  /** By the name of a line in the form. */
  readonly wrong?: ReadonlyMap<string, FormErrors[string]>
}

/** Shows the queue with what was chosen in it, and what is wrong with that at the lines that it is about. */
export async function queuePage(
  ctx: Ctx,
  asked: QueueAsked,
  { choices = [], undo, notSaved, wrong }: Beside = {},
): Promise<Reply> {
  const found = await showQueue(ctx, asked)
  if (!found.ok) return notFound(found.message)
  const title = `Lines to look at, ${formatMonth(asked.month)}`
  if (found.value.kind === 'which') return page({ title, body: <WhichBody which={found.value} />, breadcrumbs })
  const { items } = found.value
  const errors = Object.fromEntries(
    items.flatMap(({ code }, at) => {
      const text = wrong?.get(code)
      return text === undefined ? [] : [[`verdict_${at + 1}`, text]]
    }),
  )
  const body = (
    <QueueBody shown={{ ...found.value, ...(undo !== undefined && { undo }), ...(notSaved && { notSaved }) }} />
  )
  const status = notSaved && Object.keys(errors).length === 0 ? { status: 409 } : {}
  return page({
    title,
    body,
    breadcrumbs,
    values: valuesAt(items, choices),
    ...status,
    ...(Object.keys(errors).length > 0 && { errors }),
  })
}

export const queueRoute = defineRoute({
  method: 'GET',
  path: '/queue/:month',
  permission: 'finding.answer',
  audit: 'queue.read',
  input: z.object({
    month: monthInput,
    practice: optionalText,
    show: optionalOf(['todo', 'done']),
    page: pageNumber,
    undo: z.string().max(8000).optional(),
  }),
  handle: (ctx, { undo, ...asked }) => queuePage(ctx, asked, undo === undefined ? {} : { undo }),
})

export const queueChoiceRoute = defineRoute({
  method: 'GET',
  path: '/queue',
  permission: 'finding.answer',
  audit: null,
  input: z.object({ month: monthInput.optional(), practice: optionalText }),
  nav: { text: 'Queue', order: 4 },
  async handle(ctx, { month, practice }) {
    const wanted = month ?? (await monthsWithActivity(ctx)).at(-1)
    if (wanted) return redirect(queueAddress(wanted, { practice }))
    return page({
      title: 'Lines to look at',
      body: (
        <>
          <PageHeading>Lines to look at</PageHeading>
          <EmptyState title="Nothing to look at yet">
            <p>No month has been taken in yet. Your commissioner sends the hospitals’ bills here first.</p>
          </EmptyState>
        </>
      ),
      breadcrumbs,
    })
  },
})

export const queueRoutes: readonly Route[] = [queueChoiceRoute, queueRoute]
