import { type Ctx, enqueueJob } from '#platform'
import { mayDo } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, noInput, page, redirect } from '#ui'
import { z } from 'zod'
import { whichCommissioner } from '../bill/which-commissioner.view.ts'
import { preparingRequest } from '../run/prepare-run.command.ts'
import { listPaymentRuns } from '../run/runs.view.ts'
import { paymentMonths } from './months.view.ts'
import { monthInput } from './payment-input.ts'
import { PaymentsBody } from './run-body.tsx'
import { runsTable } from './run-tables.ts'

async function paymentsPage(ctx: Ctx, problem: { errors?: FormErrors; values?: FormValues } = {}): Promise<Reply> {
  const [runs, { months }] = await Promise.all([listPaymentRuns(ctx), paymentMonths(ctx)])
  const table = runsTable(runs)
  const facts = { table, months, mayPrepare: mayDo(ctx.scope, 'payment.prepare') }
  return page({ title: 'Payments', body: <PaymentsBody {...facts} />, tables: [table], ...problem })
}

const paymentsRoute = defineRoute({
  method: 'GET',
  path: '/payments',
  permission: 'payment.read',
  audit: null,
  input: noInput,
  nav: { text: 'Payments', order: 9 },
  handle: (ctx) => paymentsPage(ctx),
})

const prepareRoute = defineRoute({
  method: 'POST',
  path: '/payments',
  permission: 'payment.prepare',
  audit: 'payment.prepare',
  input: z.object({ month: monthInput, new_lines: z.literal('yes').optional() }),
  invalid: (ctx, problem) => paymentsPage(ctx, problem),
  async handle(ctx, { month, new_lines: newLines }) {
    const commissioner = await whichCommissioner(ctx, month)
    if (!commissioner.ok) return paymentsPage(ctx, { errors: { month: commissioner.message }, values: { month } })
    const wanted = { commissioner: commissioner.value, month, paysNewLines: newLines === 'yes' }
    return redirect(`/runs/${await enqueueJob(ctx, preparingRequest(wanted))}`)
  },
})

export const paymentsRoutes: readonly Route[] = [paymentsRoute, prepareRoute]
