import { whoseYear } from '#budgets/envelope'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type FinancialYear, dayInLondon, financialYearOf, formatDate, formatPence, mayDo } from '#shared'
import {
  Button,
  DataTable,
  EmptyState,
  FilterForm,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  page,
  redirect,
  refusal,
} from '#ui'
import { z } from 'zod'
import { decideSharing } from '../management-cost/decide-sharing.command.ts'
import { type ManagementCost, managementCost } from '../management-cost/management-cost.view.ts'
import { basisPoints, code, optionalYear, words } from './allowance-input.ts'
import { FundingWorking } from './funding-working.tsx'
import { managementCostTable } from './management-cost-table.ts'

const per = (points: number): string => String(points / 100)

const Decide = ({ cost }: { cost: ManagementCost }) => (
  <>
    <h2 className="nhsuk-heading-m">Decide how it is shared</h2>
    <Form action="/management-cost">
      <HiddenField name="commissioner" value={cost.commissioner} />
      <HiddenField name="year" value={cost.year} />
      <TextField name="equal" label="In equal parts" suffix="%" width={4} numeric value={per(cost.equalBasisPoints)} />
      <TextField name="words" label="Why" hint="Such as: agreed with the groups on 3 March." />
      <Button>Share it so</Button>
    </Form>
  </>
)

function Body({
  cost,
  table,
  mayDecide,
}: {
  cost: ManagementCost
  table: ReturnType<typeof managementCostTable>
  mayDecide: boolean
}) {
  const { decided } = cost.sharing
  return (
    <>
      <PageHeading caption={cost.year}>Management cost</PageHeading>
      <FilterForm action="/management-cost" label="Choose the year, or try another way of sharing">
        <TextField name="year" label="Year" value={cost.year} width={10} />
        <TextField
          name="try"
          label="Try equal parts of"
          suffix="%"
          width={4}
          numeric
          value={per(cost.equalBasisPoints)}
        />
        <Button kind="secondary">Show</Button>
      </FilterForm>
      {cost.costPence === 0 ? (
        <Inset>
          <p>
            {cost.hasEnvelope
              ? `Nothing is taken off the top of ${cost.year} for management: set it among the top-slices of the envelope.`
              : `No envelope of ${cost.year} was taken in, so there is no management cost to share yet.`}
          </p>
        </Inset>
      ) : (
        <p>
          {formatPence(cost.costPence)} is taken off the top of {cost.year} for management, and shared among the groups.{' '}
          {decided
            ? `${decided.actor} decided how on ${formatDate(dayInLondon(decided.at))}: ${decided.words}`
            : 'Nobody decided how yet: it is shared as policy says.'}
        </p>
      )}
      {cost.groups.length === 0 ? (
        <EmptyState title="There is nobody to share it">
          <p>Import organisations, memberships and lists first.</p>
        </EmptyState>
      ) : (
        <DataTable table={table} />
      )}
      <FundingWorking cost={cost} />
      {mayDecide && <Decide cost={cost} />}
    </>
  )
}

interface Asked {
  readonly year: FinancialYear | undefined
  readonly tried?: number | undefined
  readonly commissioner?: string | undefined
}

async function costPage(
  ctx: Ctx,
  asked: Asked,
  problem: { errors?: FormErrors; values?: FormValues } = {},
): Promise<Reply> {
  const commissioner = await whoseYear(ctx, asked.commissioner)
  if (!commissioner.ok) return refusal(404, commissioner.message)
  const year = asked.year ?? financialYearOf(dayInLondon(ctx.clock.now()))
  const cost = await managementCost(ctx, {
    commissioner: commissioner.value,
    year,
    ...(asked.tried !== undefined && { tried: asked.tried }),
  })
  const names = await organisationNames(ctx.db)
  const table = managementCostTable(cost, (group) =>
    group === '' ? `In no ${ctx.vocabulary.word('group', 'short')}` : (names.get(group) ?? group),
  )
  const body = <Body cost={cost} table={table} mayDecide={mayDo(ctx.scope, 'budget.set')} />
  return page({ title: `Management cost ${year}`, body, tables: [table], ...problem })
}

const showRoute = defineRoute({
  method: 'GET',
  path: '/management-cost',
  permission: 'budget.read',
  audit: null,
  input: z.object({ year: optionalYear, try: basisPoints.optional() }),
  handle: (ctx, { year, try: tried }) => costPage(ctx, { year, tried }),
})

const decideRoute = defineRoute({
  method: 'POST',
  path: '/management-cost',
  permission: 'budget.set',
  audit: 'allowance.sharing',
  input: z.object({ commissioner: code, year: optionalYear, equal: basisPoints, words }),
  async invalid(ctx, problem) {
    const read = z.object({ year: optionalYear }).safeParse({ year: problem.values['year'] })
    return costPage(ctx, { year: read.success ? read.data.year : undefined }, problem)
  },
  async handle(ctx, { commissioner, year, equal, words: said }) {
    const asked = year ?? financialYearOf(dayInLondon(ctx.clock.now()))
    const done = await decideSharing(ctx, { commissioner, year: asked, equalBasisPoints: equal, words: said })
    if (done.ok) return redirect(`/management-cost?year=${encodeURIComponent(asked)}`, 'It is shared so.')
    if (done.code === 'not-allowed') return refusal(404, done.message)
    const field = done.code === 'part' ? 'equal' : 'words'
    return costPage(
      ctx,
      { year: asked },
      { errors: { [field]: done.message }, values: { equal: per(equal), words: said } },
    )
  },
})

export const managementCostRoutes: readonly Route[] = [showRoute, decideRoute]
