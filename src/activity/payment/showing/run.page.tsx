import type { Ctx } from '#platform'
import { type Pence, dayInLondon, formatMonth, formatPence } from '#shared'
import { DataTable, PageHeading, type Reply, type Route, defineRoute, notFound, page, redirect, refusal } from '#ui'
import { z } from 'zod'
import { approveRun } from '../run/approve-run.command.ts'
import { cancelRun } from '../run/cancel-run.command.ts'
import { gather } from '../run/gather.view.ts'
import { limitOf } from '../run/limits.view.ts'
import { remitRun } from '../run/remit-run.command.ts'
import { adjustmentsOfRun, remittance } from '../run/remittance.view.ts'
import type { PaymentRun } from '../run/run.ts'
import { findPaymentRun, runUnits } from '../run/runs.view.ts'
import { noSuchRun } from '../run/seen-run.ts'
import { amountInWords } from '../words/amount-in-words.ts'
import { runAddress } from './addresses.ts'
import { adjustmentsTable } from './bill-tables.ts'
import { namesFor } from './names.view.ts'
import { code, pence, runNumber, sha, words } from './payment-input.ts'
import { ApproveBody, RunBody } from './run-body.tsx'
import { leftOutTable, runUnitsTable } from './run-tables.ts'

const crumbs = [{ text: 'Payments', href: '/payments' }]
const nowhere = (): Reply => notFound(noSuchRun().message)

interface Problem {
  readonly field: string
  readonly message: string
}

/** What cannot be paid yet is told while a run waits, to whoever sees the whole month line by line. */
async function leftOutOf(ctx: Ctx, run: PaymentRun) {
  if (run.state !== 'prepared' || ctx.scope.practices !== 'all' || ctx.scope.detail !== 'lines') return []
  return (await gather(ctx, run)).leftOut
}

async function runPage(ctx: Ctx, runNo: number, problem?: Problem): Promise<Reply> {
  const run = await findPaymentRun(ctx, runNo)
  if (!run) return nowhere()
  const [units, extra, leftOut, names] = await Promise.all([
    runUnits(ctx, runNo),
    adjustmentsOfRun(ctx, runNo),
    leftOutOf(ctx, run),
    namesFor(ctx),
  ])
  const tables = [
    runUnitsTable(runNo, units, names),
    ...(extra.length === 0
      ? []
      : [
          adjustmentsTable(
            run.month,
            extra.map((row) => ({ ...row, amountPence: row.amountPence as Pence })),
            names,
          ),
        ]),
  ]
  const left = leftOut.length === 0 ? undefined : leftOutTable(run.month, leftOut, names)
  return page({
    title: `Payment run ${runNo}, ${formatMonth(run.month)}`,
    body: <RunBody run={run} tables={tables} leftOut={left} scope={ctx.scope} />,
    tables: left ? [...tables, left] : tables,
    breadcrumbs: crumbs,
    ...(problem && { errors: { [problem.field]: problem.message } }),
  })
}

const runRoute = defineRoute({
  method: 'GET',
  path: '/payments/:run',
  permission: 'payment.read',
  audit: null,
  input: z.object({ run: runNumber }),
  handle: (ctx, { run }) => runPage(ctx, run),
})

const approvePageRoute = defineRoute({
  method: 'GET',
  path: '/payments/:run/approve',
  permission: 'payment.approve',
  audit: null,
  input: z.object({ run: runNumber }),
  async handle(ctx, { run: runNo }) {
    const run = await findPaymentRun(ctx, runNo)
    if (!run) return nowhere()
    if (run.state !== 'prepared') return redirect(runAddress(runNo))
    const { commissioner } = run
    const limit = await limitOf(ctx, {
      commissioner,
      personId: ctx.actor.userId,
      today: dayInLondon(ctx.clock.now()),
    })
    return page({
      title: `Approve run ${runNo}`,
      body: <ApproveBody run={run} limit={formatPence(limit)} />,
      breadcrumbs: [...crumbs, { text: `Run ${runNo}`, href: runAddress(runNo) }],
    })
  },
})

const approveRoute = defineRoute({
  method: 'POST',
  path: '/payments/:run/approve',
  permission: 'payment.approve',
  audit: 'payment.approve',
  input: z.object({ run: runNumber, total: pence, seen: sha }),
  async handle(ctx, { run, total, seen }) {
    const approved = await approveRun(ctx, { runNo: run, totalPence: total as Pence, runSha: seen })
    if (approved.ok)
      return redirect(runAddress(run), `Run ${run} is approved: ${amountInWords(approved.value.totalPence)}.`)
    return approved.code === 'not-found' ? nowhere() : refusal(409, approved.message, 'Not approved')
  },
})

const cancelRoute = defineRoute({
  method: 'POST',
  path: '/payments/:run/cancel',
  permission: 'payment.prepare',
  audit: 'payment.cancel',
  input: z.object({ run: runNumber, words }),
  async handle(ctx, { run, words: said }) {
    const cancelled = await cancelRun(ctx, { runNo: run, words: said })
    if (cancelled.ok) return redirect(runAddress(run), `Run ${run} is cancelled.`)
    if (cancelled.code === 'not-found') return nowhere()
    return cancelled.code === 'ended'
      ? refusal(409, cancelled.message, 'Not cancelled')
      : runPage(ctx, run, { field: 'words', message: cancelled.message })
  },
})

const remitRoute = defineRoute({
  method: 'POST',
  path: '/payments/:run/remit',
  permission: 'payment.prepare',
  audit: 'payment.remit',
  input: z.object({ run: runNumber, reference: z.string().trim().max(100).default('') }),
  async handle(ctx, { run, reference }) {
    if (reference === '') return runPage(ctx, run, { field: 'reference', message: 'Write the bank’s reference.' })
    const sent = await remitRun(ctx, { runNo: run, reference })
    if (sent.ok) return redirect(runAddress(run), `Run ${run} is sent to the bank.`)
    return sent.code === 'not-found' ? nowhere() : refusal(409, sent.message, 'Not written down')
  },
})

const remittanceRoute = defineRoute({
  method: 'GET',
  path: '/payments/:run/remittances/:provider',
  permission: 'ledger.read',
  audit: null,
  auditOfFile: 'payment.remittance',
  input: z.object({ run: runNumber, provider: code }),
  async handle(ctx, { run: runNo, provider }) {
    const run = await findPaymentRun(ctx, runNo)
    const table = run && (await remittance(ctx, run, provider))
    if (!table || table.rows.length === 0) return nowhere()
    const names = await namesFor(ctx)
    const body = (
      <>
        <PageHeading caption={`Remittance of run ${runNo}, ${formatMonth(run.month)}`}>
          {names.of(provider)}
        </PageHeading>
        <p>
          From {names.of(run.commissioner)}: {amountInWords(Number(table.totals!.amount_pence) as Pence)}.
        </p>
        {run.state !== 'approved' && run.state !== 'remitted' && (
          <p>This run is not approved: nothing of it is paid.</p>
        )}
        <DataTable table={table} sortable={false} />
      </>
    )
    return page({
      title: `Remittance of run ${runNo} to ${names.of(provider)}`,
      body,
      tables: [table],
      breadcrumbs: [...crumbs, { text: `Run ${runNo}`, href: runAddress(runNo) }],
    })
  },
})

export const runRoutes: readonly Route[] = [
  runRoute,
  approvePageRoute,
  approveRoute,
  cancelRoute,
  remitRoute,
  remittanceRoute,
]
