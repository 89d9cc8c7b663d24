import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import { type Table, formatDate, mayDo } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  FilterForm,
  Form,
  type FormErrors,
  type FormValues,
  PageHeading,
  RadioField,
  type Reply,
  type Route,
  SelectField,
  SummaryList,
  Tag,
  TextField,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { stepAction } from '../actions/actions.command.ts'
import { findAction, isLate, listActions } from '../actions/actions.view.ts'
import { mayRun, today } from '../meeting/reach.view.ts'
import type { Action } from '../model/meeting.ts'
import { actionAddress, actionsAddress, meetingAddress } from './addresses.ts'
import { askedCode, dayHint, number, optionalDay, short } from './input.ts'
import { actionsTable, onlyColumns, stepsTable } from './meetings-tables.ts'
import { crumbs } from './meetings.page.tsx'

const whiches = ['open', 'late', 'done', 'all'] as const

const pick = (ctx: Ctx, actions: readonly Action[], which: (typeof whiches)[number]): readonly Action[] => {
  if (which === 'all') return actions
  if (which === 'late') return actions.filter((action) => isLate(action, today(ctx)))
  return actions.filter(({ state }) => (which === 'open' ? state === 'open' : state !== 'open'))
}

const actionsRoute = defineRoute({
  method: 'GET',
  path: '/meetings/actions',
  permission: 'programme.read',
  audit: null,
  input: z.object({ which: z.enum(whiches).default('open'), owner: askedCode }),
  async handle(ctx, { which, owner }) {
    const owners = await ownersFor(ctx)
    const all = await listActions(ctx, owner === undefined ? {} : { owner })
    const table = actionsTable(pick(ctx, all, which), { owners, day: today(ctx) })
    const body = (
      <>
        <PageHeading>Actions</PageHeading>
        <FilterForm action={actionsAddress} label="Narrow the list">
          <SelectField
            name="which"
            label="Which"
            value={which}
            options={[
              { value: 'open', text: 'Open' },
              { value: 'late', text: 'Late' },
              { value: 'done', text: 'Done or dropped' },
              { value: 'all', text: 'All' },
            ]}
          />
          <SelectField
            name="owner"
            label="For"
            value={owner ?? ''}
            options={[
              { value: '', text: 'Everybody' },
              ...owners.seen.map(({ code, name }) => ({ value: code, text: name })),
            ]}
          />
          <Button kind="secondary">Show</Button>
        </FilterForm>
        <DataTable
          table={onlyColumns(table, ['words', 'who', 'due', 'state', 'meeting'])}
          exportable={false}
          empty="No action is in this list."
        />
        {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with every column" />}
      </>
    )
    return page({ title: 'Actions', body, tables: [table], breadcrumbs: crumbs })
  },
})

const noSuchAction = notFound('There is no such action that you may see. Look in the list of actions.')

const Step = ({ action }: { action: Action }): ReactNode => (
  <Form action={actionAddress(action.actionNo)}>
    <RadioField
      name="event"
      label="How it goes"
      options={
        action.state === 'open'
          ? [
              { value: 'progress', text: 'It is going on' },
              { value: 'done', text: 'It is done', hint: 'Say what came of it.' },
              { value: 'put-off', text: 'It takes longer', hint: 'Until the day below' },
              { value: 'dropped', text: 'It is not done', hint: 'Say why.' },
            ]
          : [{ value: 'reopened', text: 'Open it again' }]
      }
    />
    <TextField name="words" label="In words" hint="Nothing that names a patient." />
    {action.state === 'open' && <TextField name="due" label="New day" hint={dayHint} width={10} />}
    <Button>Write it down</Button>
  </Form>
)

interface Shown {
  readonly action: Action
  readonly steps: Table
  readonly late: boolean
  readonly may: boolean
}

const ActionBody = ({ action, steps, late, may }: Shown): ReactNode => (
  <>
    <PageHeading caption={`Action ${action.actionNo}`}>{action.words}</PageHeading>
    <SummaryList
      rows={[
        { key: 'Whose', value: action.who },
        { key: 'Due', value: formatDate(action.due) },
        {
          key: 'State',
          value: (
            <Tag tone={late ? 'red' : action.state === 'open' ? 'blue' : 'green'}>
              {late ? 'Late' : action.state === 'open' ? 'Open' : action.state === 'done' ? 'Done' : 'Dropped'}
            </Tag>
          ),
        },
        ...(action.meetingNo === null
          ? []
          : [{ key: 'From', value: <a href={meetingAddress(action.meetingNo)}>{action.meetingTitle}</a> }]),
      ]}
    />
    <DataTable table={steps} sortable={false} empty="Nothing was said of it yet." exportable={steps.rows.length > 0} />
    {may && <Step action={action} />}
  </>
)

async function actionPage(
  ctx: Ctx,
  actionNo: number,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const action = await findAction(ctx, actionNo)
  if (!action) return noSuchAction
  const isOwn = action.whoPerson !== null && action.whoPerson === ctx.actor.userId && mayDo(ctx.scope, 'meeting.attend')
  const steps = stepsTable(action)
  const shown = { action, steps, late: isLate(action, today(ctx)), may: isOwn || (await mayRun(ctx, action.owner)) }
  return page({
    title: `Action ${actionNo}`,
    body: <ActionBody {...shown} />,
    tables: [steps],
    breadcrumbs: [...crumbs, { text: 'Actions', href: actionsAddress }],
    ...problem,
  })
}

const actionRoute = defineRoute({
  method: 'GET',
  path: '/meetings/actions/:action',
  permission: 'programme.read',
  audit: null,
  input: z.object({ action: number }),
  handle: (ctx, { action }) => actionPage(ctx, action),
})

const stepRoute = defineRoute({
  method: 'POST',
  path: '/meetings/actions/:action',
  permission: 'meeting.attend',
  audit: 'action.step',
  input: z.object({
    action: number,
    event: z.enum(['progress', 'done', 'dropped', 'reopened', 'put-off'], 'Choose how it goes.'),
    words: short,
    due: optionalDay,
  }),
  invalid: (ctx, { values, errors }) => actionPage(ctx, Number(values['action']) || 0, { values, errors }),
  async handle(ctx, { action, event, words, due }) {
    const done = await stepAction(ctx, { actionNo: action, event, words, due })
    if (done.ok) return redirect(actionAddress(action), 'It is written down.')
    if (done.code === 'not-found') return noSuchAction
    return actionPage(ctx, action, { errors: { [done.code]: done.message }, values: { event, words, due: due ?? '' } })
  },
})

export const actionsRoutes: readonly Route[] = [actionsRoute, actionRoute, stepRoute]
