import type { Ctx } from '#platform'
import { type Table, dayInLondon, formatDate } from '#shared'
import {
  Button,
  DataTable,
  DownloadLinks,
  EmptyState,
  Figures,
  FilterForm,
  HiddenField,
  PageHeading,
  type Reply,
  SelectField,
  defineRoute,
  notFound,
  page,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { planSlippage } from '../baseline/slippage.view.ts'
import { type PlanItem, isDone, statusWords } from '../items/item.ts'
import { planItems } from '../items/items.view.ts'
import { whosePlan } from '../items/whose.view.ts'
import { listUnresolved } from '../leads/unresolved.view.ts'
import { mayRun } from '../stores/reach.view.ts'
import { statuses } from '../timescale/timescale.ts'
import { importAddress, unresolvedAddress } from './addresses.ts'
import { slippageTable } from './other-tables.ts'
import { OwnerChoice } from './owner-choice.tsx'
import { optionalCode } from './plan-input.ts'
import { planOnPage, planTable } from './plan-table.ts'
import { Ways } from './ways.tsx'

const shows = ['late', 'mine', ...statuses] as const
type Show = (typeof shows)[number]

const showWords: Readonly<Record<Show, string>> = { late: 'Late', mine: 'Mine to lead', ...statusWords }

/** Items whose leads are somebody whose account is the asker’s. */
const isMine = ({ leads }: PlanItem, account: string | undefined): boolean =>
  account !== undefined &&
  leads.some(
    ({ reading }) => reading.kind === 'person' && reading.people.some(({ accountId }) => accountId === account),
  )

function isShown(item: PlanItem, show: Show | undefined, account: string | undefined): boolean {
  if (show === undefined) return true
  if (show === 'late') return (item.daysLate ?? 0) > 0
  return show === 'mine' ? isMine(item, account) : item.status === show
}

const NoPlan = ({ owner, may }: { owner: string; may: boolean }): ReactNode =>
  may ? (
    <EmptyState title="There is no plan yet" action={{ text: 'Take in a plan', href: importAddress(owner) }}>
      <p>Send it as CSV, Excel or Word, or paste its table. Leads and timescales may stay as people wrote them.</p>
    </EmptyState>
  ) : (
    <p>There is no plan yet.</p>
  )

const Narrow = ({ owner, show }: { owner: string; show: Show | undefined }): ReactNode => (
  <FilterForm action="/plan" label="Narrow the plan">
    <HiddenField name="owner" value={owner} />
    <SelectField
      name="show"
      label="Show"
      value={show ?? ''}
      options={[{ value: '', text: 'Everything' }, ...shows.map((value) => ({ value, text: showWords[value] }))]}
    />
    <Button kind="secondary">Narrow</Button>
  </FilterForm>
)

interface Facts {
  readonly items: readonly PlanItem[]
  readonly slipped: number
  readonly unresolved: number
  readonly owner: string
}

const Numbers = ({ items, slipped, unresolved, owner }: Facts): ReactNode => (
  <Figures
    figures={[
      { label: 'Items', value: items.length },
      { label: 'Done', value: items.filter(isDone).length },
      {
        label: 'Late',
        value: items.filter(({ daysLate }) => (daysLate ?? 0) > 0).length,
        note: `${slipped} slipped beyond what is tolerated`,
      },
      { label: 'Leads to settle', value: unresolved, href: unresolvedAddress(owner) },
    ]}
  />
)

function Sections({ table, items }: { table: Table; items: readonly PlanItem[] }): ReactNode {
  const sections = [...new Set(items.map(({ section }) => section))]
  return sections.map((section, at) => (
    <DataTable key={section} table={planOnPage(table, items, section, at)} sortable={false} exportable={false} />
  ))
}

async function planPage(ctx: Ctx, asked: string | undefined, show: Show | undefined): Promise<Reply> {
  const whose = await whosePlan(ctx, asked)
  if (!whose.ok) return notFound(whose.message)
  const { owner, owners } = whose.value
  const all = await planItems(ctx, { owner: owner.code })
  const items = all.filter((item) => isShown(item, show, ctx.actor.userId))
  const table = planTable(items, `Plan of ${owner.name}`)
  const slipped = slippageTable(await planSlippage(ctx, { owner: owner.code }))
  const unresolved = (await listUnresolved(ctx, owner.code)).length
  const may = await mayRun(ctx, owner.code)
  const body = (
    <>
      <PageHeading caption={`${owner.name}, ${formatDate(dayInLondon(ctx.clock.now()))}`}>Plan</PageHeading>
      <OwnerChoice action="/plan" owners={owners.seen} current={owner.code} />
      {all.length === 0 ? (
        <NoPlan owner={owner.code} may={may} />
      ) : (
        <>
          <Numbers items={all} slipped={slipped.rows.length} unresolved={unresolved} owner={owner.code} />
          <Narrow owner={owner.code} show={show} />
          {items.length === 0 ? <p>Nothing of the plan is so.</p> : <Sections table={table} items={items} />}
          {items.length > 0 && <DownloadLinks table={table} label="Download the plan, with all columns" />}
          {slipped.rows.length > 0 && <DataTable table={slipped} />}
        </>
      )}
      <Ways owner={owner.code} mayRun={may} />
    </>
  )
  return page({ title: `Plan of ${owner.name}`, body, tables: [table, slipped] })
}

export const planRoute = defineRoute({
  method: 'GET',
  path: '/plan',
  permission: 'programme.read',
  audit: null,
  nav: { text: 'Plan', order: 18.4 },
  input: z.object({
    owner: optionalCode,
    show: z.union([z.literal('').transform(() => undefined), z.enum(shows)]).optional(),
  }),
  handle: (ctx, { owner, show }) => planPage(ctx, owner, show),
})
