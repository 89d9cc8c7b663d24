import { ownersFor } from '#organisations'
import type { Ctx } from '#platform'
import type { Table } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  FilterForm,
  PageHeading,
  type Route,
  SelectField,
  defineRoute,
  page,
  usePage,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { listActions } from '../actions/actions.view.ts'
import { listBodies } from '../bodies/bodies.view.ts'
import { listMeetings } from '../meeting/meetings.view.ts'
import { today } from '../meeting/reach.view.ts'
import type { Action } from '../model/meeting.ts'
import { actionsAddress, bodiesAddress, calendarAddress, meetingsAddress, newMeetingAddress } from './addresses.ts'
import { askedNumber } from './input.ts'
import { actionsTable, meetingsTable, onlyColumns } from './meetings-tables.ts'

const whens = ['coming', 'past', 'all'] as const
type Which = (typeof whens)[number]

function Ways(): ReactNode {
  const { opens } = usePage()
  const ways = [
    { text: 'Bodies and their members', href: bodiesAddress },
    { text: 'All actions', href: actionsAddress },
    { text: 'My calendar', href: calendarAddress },
  ]
  return (
    <>
      {opens(newMeetingAddress) && (
        <p>
          <a className="nhsuk-button" href={newMeetingAddress}>
            Plan a meeting
          </a>
        </p>
      )}
      <ul className="app-choices__list" aria-label="Look closer">
        {ways
          .filter(({ href }) => opens(href))
          .map(({ text, href }) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
      </ul>
    </>
  )
}

const shownKeys = ['on', 'starts', 'title', 'owner_name', 'place', 'state']

interface Shown {
  readonly table: Table
  readonly mine: Table
  readonly which: Which
  readonly bodies: readonly { readonly value: string; readonly text: string }[]
  readonly bodyNo: number | undefined
  readonly isEmpty: boolean
}

const Body = ({ table, mine, which, bodies, bodyNo, isEmpty }: Shown): ReactNode => (
  <>
    <PageHeading>Meetings</PageHeading>
    <Ways />
    {mine.rows.length > 0 && <DataTable table={mine} exportable={false} sortable={false} />}
    {isEmpty ? (
      <EmptyState title="Nobody meets here yet" action={{ text: 'Set up a body', href: `${bodiesAddress}/new` }}>
        <p>
          An executive, a board, a commissioning group or a patients’ forum is set up with its terms and members; then
          its meetings are planned, with agenda, papers, decisions, actions and minutes.
        </p>
      </EmptyState>
    ) : (
      <>
        <FilterForm action={meetingsAddress} label="Narrow the list">
          <SelectField
            name="when"
            label="When"
            value={which}
            options={[
              { value: 'coming', text: 'To come' },
              { value: 'past', text: 'Past' },
              { value: 'all', text: 'All' },
            ]}
          />
          <SelectField name="body" label="Body" value={String(bodyNo ?? '')} options={bodies} />
          <Button kind="secondary">Show</Button>
        </FilterForm>
        <DataTable table={onlyColumns(table, shownKeys)} exportable={false} empty="No meeting is in this list." />
        {table.rows.length > 0 && <DownloadLinks table={table} label="Download, with every column" />}
      </>
    )}
  </>
)

const isMine = (ctx: Ctx, { whoPerson }: Action): boolean => whoPerson !== null && whoPerson === ctx.actor.userId

async function shown(ctx: Ctx, which: Which, bodyNo: number | undefined): Promise<Shown> {
  const [owners, bodies, day] = [await ownersFor(ctx), await listBodies(ctx), today(ctx)]
  const asked = { ...(bodyNo !== undefined && { bodyNo }) }
  const time = { coming: { from: day }, past: { to: day }, all: {} }[which]
  const meetings = await listMeetings(ctx, { ...asked, ...time })
  const ordered = which === 'coming' ? meetings : meetings.toReversed()
  const mine = (await listActions(ctx, { state: 'open' })).filter((action) => isMine(ctx, action))
  return {
    table: meetingsTable(ordered, owners),
    mine: onlyColumns(actionsTable(mine, { owners, day, name: 'mine', caption: 'My actions' }), [
      'words',
      'due',
      'state',
      'meeting',
    ]),
    which,
    bodyNo,
    bodies: [
      { value: '', text: 'Every body' },
      ...bodies.map(({ bodyNo: value, name, owner }) => ({ value: String(value), text: `${name} (${owner})` })),
    ],
    isEmpty: bodies.length === 0 && (await listMeetings(ctx)).length === 0,
  }
}

const meetingsRoute = defineRoute({
  method: 'GET',
  path: '/meetings',
  permission: 'programme.read',
  audit: null,
  input: z.object({ when: z.enum(whens).default('coming'), body: askedNumber }),
  nav: { text: 'Meetings', order: 23 },
  async handle(ctx, { when, body }) {
    const facts = await shown(ctx, when, body)
    return page({ title: 'Meetings', body: <Body {...facts} />, tables: [facts.table, facts.mine] })
  },
})

export const crumbs = [{ text: 'Meetings', href: meetingsAddress }]
export const meetingsRoutes: readonly Route[] = [meetingsRoute]
