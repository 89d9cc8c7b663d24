import type { Ctx } from '#platform'
import { type Pence, dayInLondon, findPlainDate, formatPence, mayDo, penceFromPounds } from '#shared'
import {
  Button,
  DataTable,
  type FormErrors,
  type FormValues,
  Form,
  PageHeading,
  type Reply,
  type Route,
  TextField,
  defineRoute,
  noInput,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { usualLimit } from '../policy/payment-policy.view.ts'
import { approvalLimits } from '../run/limits.view.ts'
import { setLimit } from '../run/set-limit.command.ts'
import { limitsTable } from './limits-table.ts'

async function limitsPage(ctx: Ctx, problem: { errors?: FormErrors; values?: FormValues } = {}): Promise<Reply> {
  const table = limitsTable(await approvalLimits(ctx))
  const today = dayInLondon(ctx.clock.now())
  const body = (
    <>
      <PageHeading>Limits of approval</PageHeading>
      <p>
        Where nothing else is set a payment run of up to {formatPence(usualLimit(today))} may be approved by one person
        who did not prepare it.
      </p>
      <DataTable table={table} empty="No limits are set." />
      {mayDo(ctx.scope, 'contract.change') && (
        <Form action="/payment-limits">
          <TextField name="pounds" label="Limit" hint="In pounds, like 250000" prefix="£" width={10} numeric />
          <TextField
            name="person"
            label="Whose"
            hint="The id of a person, as the page of people has it; empty for everybody who approves"
          />
          <TextField
            name="from"
            label="From"
            hint="A day like 2008-04-01; today at the earliest"
            value={today}
            width={10}
          />
          <Button>Set the limit</Button>
        </Form>
      )}
    </>
  )
  return page({
    title: 'Limits of approval',
    body,
    tables: [table],
    breadcrumbs: [{ text: 'Payments', href: '/payments' }],
    ...problem,
  })
}

const limitsRoute = defineRoute({
  method: 'GET',
  path: '/payment-limits',
  permission: 'ledger.read',
  audit: null,
  input: noInput,
  handle: (ctx) => limitsPage(ctx),
})

const pounds = z.string().transform((text, context): Pence => {
  const read = penceFromPounds(text.trim())
  if (read.ok && read.value >= 0) return read.value
  context.addIssue({ code: 'custom', message: 'Write pounds like 250000.' })
  return z.NEVER
})

const setRoute = defineRoute({
  method: 'POST',
  path: '/payment-limits',
  permission: 'contract.change',
  audit: 'payment.limit',
  input: z.object({ pounds, person: z.string().trim().max(100).default(''), from: z.string().trim().max(20) }),
  invalid: (ctx, problem) => limitsPage(ctx, problem),
  async handle(ctx, { pounds: limitPence, person, from: day }) {
    const from = findPlainDate(day)
    const values = { person, from: day }
    if (!from) return limitsPage(ctx, { errors: { from: 'Write a day like 2008-04-01.' }, values })
    const commissioner = ctx.actor.post?.organisation
    if (commissioner === undefined)
      return limitsPage(ctx, {
        errors: { pounds: 'Limits are set by the contract manager of a commissioner.' },
        values,
      })
    const set = await setLimit(ctx, { commissioner, personId: person === '' ? null : person, limitPence, from })
    return set.ok
      ? redirect('/payment-limits', 'The limit is set.')
      : limitsPage(ctx, { errors: { from: set.message }, values })
  },
})

export const limitsRoutes: readonly Route[] = [limitsRoute, setRoute]
