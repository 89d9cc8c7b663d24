import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, type Table, dayInLondon, mayDo } from '#shared'
import { DataTable, Details, Inset, PageHeading, type Reply, SummaryList, Tag, defineRoute, notFound, page } from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { kindNamed } from '../loading/kinds.ts'
import { paysByLine } from '../register/contract.ts'
import type { ContractVersion } from '../register/contract.view.ts'
import { contractCrumbs, endAddress } from './addresses.ts'
import { type ContractDetail, contractDetail } from './contract-detail.view.ts'
import { historyTable, termsOf } from './contract-history.ts'
import { contractsInBrief } from './contract-state.ts'
import { type State, daysWords, monthStretches, stateOf } from './contract-words.ts'
import { listTable, monthsTable, planTable } from './tables.ts'

const tones: Readonly<Record<State, 'green' | 'orange' | 'blue' | 'grey'>> = {
  runs: 'green',
  'ends soon': 'orange',
  'begins later': 'blue',
  ended: 'grey',
}

interface TermsProps {
  readonly shown: ContractVersion
  readonly whole: Pick<ContractVersion, 'from' | 'to'>
  readonly provider: string
  readonly on: PlainDate
}

const Terms = ({ shown, whole, provider, on }: TermsProps): ReactNode => {
  const state = stateOf({ ...shown, ...whole }, on)
  return (
    <SummaryList
      rows={[
        { key: 'State', value: <Tag tone={tones[state]}>{state}</Tag> },
        { key: 'Provider', value: `${provider} (${shown.provider})` },
        { key: 'Days', value: daysWords(whole) },
        ...(shown.from === whole.from && shown.to === whole.to
          ? []
          : [{ key: 'These terms hold', value: daysWords(shown) }]),
        ...termsOf(shown).map(([key, value]) => ({ key, value })),
      ]}
    />
  )
}

const Planned = ({ detail, shown }: { detail: ContractDetail; shown: ContractVersion }): ReactNode =>
  detail.plan.length === 0 && detail.measures.length === 0 ? (
    <Inset>
      <p>
        No plan was loaded for this contract.{' '}
        {paysByLine(shown.mechanism) ? 'What is billed under it is compared with nothing.' : ''}
      </p>
    </Inset>
  ) : (
    <DataTable table={monthsTable(detail.plan, detail.measures)} />
  )

/** A longer list is opened by whoever wants to see it. */
const shortList = 12

const Listed = ({ table }: { table: Table }): ReactNode =>
  table.rows.length <= shortList ? (
    <DataTable table={table} />
  ) : (
    <Details summary={`${table.caption}: ${table.rows.length}`}>
      <DataTable table={table} />
    </Details>
  )

async function contractPage(ctx: Ctx, named: z.output<typeof input>): Promise<Reply> {
  const detail = await contractDetail(ctx, named)
  const on = dayInLondon(ctx.clock.now())
  const brief = detail && (contractsInBrief(detail.versions, detail.plan, on)[0] ?? neverHeld(detail))
  if (!detail || !brief) return notFound('There is no such contract here. The page of contracts lists them.')
  const { shown, unplanned } = brief
  const name = (await organisationNames(ctx.db)).get(shown.provider) ?? shown.provider
  const lists = detail.lists.filter(({ items }) => items.length > 0)
  const tables = lists.map(({ kind, items }) => listTable(kindNamed(kind), items))
  const [months, plan, history] = [
    monthsTable(detail.plan, detail.measures),
    planTable(detail.plan),
    historyTable(detail.versions, detail.ends),
  ]
  const body = (
    <>
      <PageHeading caption={name}>Contract {shown.reference}</PageHeading>
      <Terms shown={shown} whole={brief} provider={name} on={on} />
      {mayDo(ctx.scope, 'contract.change') && (brief.to === null || brief.to > on) && (
        <p>
          <a href={endAddress(shown)}>End this contract</a>
        </p>
      )}
      <Planned detail={detail} shown={shown} />
      {detail.plan.length > 0 && unplanned.length > 0 && (
        <p>
          <strong>Without a plan:</strong> {monthStretches(unplanned)}.
        </p>
      )}
      {detail.plan.length > 0 && (
        <Details summary="Plan by point of delivery">
          <DataTable table={plan} />
        </Details>
      )}
      {tables.map((table) => (
        <Listed key={table.name} table={table} />
      ))}
      <DataTable table={history} sortable={false} />
    </>
  )
  return page({
    title: `Contract ${shown.reference}`,
    body,
    tables: [months, plan, ...tables, history],
    breadcrumbs: contractCrumbs,
  })
}

/** A contract that was ended before it began still has its page. */
const neverHeld = ({ versions }: ContractDetail) =>
  versions.length === 0
    ? undefined
    : { shown: versions.at(-1)!, from: versions.at(-1)!.from, to: versions.at(-1)!.to, unplanned: [] }

const input = z.object({ reference: z.string().max(40), commissioner: z.string().max(20).optional() })

export const contractRoute = defineRoute({
  method: 'GET',
  path: '/contracts/:reference',
  permission: 'contract.read',
  audit: null,
  input,
  handle: contractPage,
})
