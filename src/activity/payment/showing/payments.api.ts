import { type Refused, ok, refused } from '#shared'
import { type Operation, type OperationRefusal, defineOperation, noInput } from '#ui'
import { z } from 'zod'
import { contractAdjustments } from '../adjustments/adjustments.view.ts'
import { monthStandings } from '../agreement/standings.view.ts'
import { whichCommissioner } from '../bill/which-commissioner.view.ts'
import { boardRows } from '../board/board.view.ts'
import { ledgerLines } from '../ledger/entries.view.ts'
import { reconciliation } from '../reconciliation/reconciliation.view.ts'
import { findPaymentRun, listPaymentRuns, runUnits } from '../run/runs.view.ts'
import { noSuchRun } from '../run/seen-run.ts'
import { adjustmentsTable, billsTable } from './bill-tables.ts'
import { ledgerTable } from './ledger-tables.ts'
import { boardTable, reconciliationTable } from './month-tables.ts'
import { namesFor } from './names.view.ts'
import { monthInput, optionalCode, runNumber } from './payment-input.ts'
import { runUnitsTable, runsTable } from './run-tables.ts'

const month = monthInput.describe('The month billed, like 2007-10.')
const provider = optionalCode.describe('Only of this provider; its code.')

const notFound = ({ message }: Refused): Refused<OperationRefusal> => refused('not-found', message)

const boardOperation = defineOperation({
  method: 'GET',
  name: 'board',
  path: '/api/v1/months/:month/board',
  summary: 'How every provider’s month stands: received, checked, agreed, paid, and what is next',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month }),
  answer: async (ctx, input) => ok(boardTable(input.month, await boardRows(ctx, input.month), await namesFor(ctx))),
})

const billsOperation = defineOperation({
  method: 'GET',
  name: 'bills',
  path: '/api/v1/months/:month/bills',
  summary: 'The bills of a month by provider and group, from billed to what is left to pay, agreed or not',
  permission: 'payment.read',
  audit: null,
  input: z.object({ month, provider }),
  async answer(ctx, input) {
    const { standings } = await monthStandings(ctx, {
      month: input.month,
      ...(input.provider !== undefined && { provider: input.provider }),
    })
    return ok(billsTable(standings, await namesFor(ctx)))
  },
})

const adjustmentsOperation = defineOperation({
  method: 'GET',
  name: 'adjustments',
  path: '/api/v1/months/:month/adjustments',
  summary: 'What contracts take off or add to a month, apart from lines, for each practice',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month }),
  async answer(ctx, input) {
    const commissioner = await whichCommissioner(ctx, input.month)
    if (!commissioner.ok) return notFound(commissioner)
    const rows = await contractAdjustments(ctx, { commissioner: commissioner.value, month: input.month })
    return ok(adjustmentsTable(input.month, rows, await namesFor(ctx)))
  },
})

const reconciliationOperation = defineOperation({
  method: 'GET',
  name: 'reconciliation',
  path: '/api/v1/months/:month/reconciliation',
  summary: 'What providers invoiced for a month against their lines, by point of delivery',
  permission: 'ledger.read',
  audit: null,
  input: z.object({ month }),
  answer: async (ctx, input) => ok(reconciliationTable(await reconciliation(ctx, input.month), await namesFor(ctx))),
})

const paymentsOperation = defineOperation({
  method: 'GET',
  name: 'payments',
  path: '/api/v1/payments',
  summary: 'Payment runs with their totals and what became of them, the latest first',
  permission: 'payment.read',
  audit: null,
  input: noInput,
  answer: async (ctx) => ok(runsTable(await listPaymentRuns(ctx))),
})

const paymentOperation = defineOperation({
  method: 'GET',
  name: 'payment',
  path: '/api/v1/payments/:run',
  summary: 'The bills in one payment run, with what is paid of them',
  permission: 'payment.read',
  audit: null,
  input: z.object({ run: runNumber.describe('The number of the run.') }),
  async answer(ctx, { run }) {
    if (!(await findPaymentRun(ctx, run))) return notFound(noSuchRun())
    return ok(runUnitsTable(run, await runUnits(ctx, run), await namesFor(ctx)))
  },
})

const ledgerOperation = defineOperation({
  method: 'GET',
  name: 'ledger',
  path: '/api/v1/ledger',
  summary: 'Postings of the ledger in order, with their running balance',
  permission: 'ledger.read',
  audit: null,
  input: z.object({
    month: monthInput.optional().describe('Only of this month, like 2007-10.'),
    provider,
    account: optionalCode.describe('Only of this account; its code.'),
  }),
  async answer(ctx, input) {
    const lines = await ledgerLines(ctx, {
      ...(input.month !== undefined && { month: input.month }),
      ...(input.provider !== undefined && { provider: input.provider }),
      ...(input.account !== undefined && { account: input.account }),
    })
    return ok(ledgerTable(lines))
  },
})

export const operations: readonly Operation[] = [
  boardOperation,
  billsOperation,
  adjustmentsOperation,
  reconciliationOperation,
  paymentsOperation,
  paymentOperation,
  ledgerOperation,
]
