import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Ctx } from '#platform'
import { toMonth } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { personGate } from '../../../../tests/support/gates.ts'
import {
  type PaymentPeople,
  commissioner,
  fillPaymentWorld,
  findingEvent,
  peopleOf,
} from '../../../../tests/support/payment-world.ts'
import { openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { agreeUnit } from '../agreement/agree-unit.command.ts'
import { contractAdjustments } from '../adjustments/adjustments.view.ts'
import { monthBill } from '../bill/bill.view.ts'
import { boardRows } from '../board/board.view.ts'
import { loadInvoices } from '../reconciliation/load-invoices.command.ts'
import { reconciliation } from '../reconciliation/reconciliation.view.ts'
import { approveRun } from '../run/approve-run.command.ts'
import { paidDifferences } from '../run/differences.view.ts'
import { prepareRun } from '../run/prepare-run.command.ts'
import { findPaymentRun } from '../run/runs.view.ts'
import { routes } from './routes.ts'

const month = toMonth('2007-10')
const workbench = useWorkbench()
const ctx = (): Ctx => workbench().ctx
let people: PaymentPeople
let findings: Awaited<ReturnType<typeof fillPaymentWorld>>

beforeAll(async () => {
  findings = await fillPaymentWorld(ctx())
  people = peopleOf(ctx())
})

const browserOf = (who: Ctx) =>
  openTestBrowser(ctx(), routes, {
    admit: async (headers, requestId) => {
      const admitted = await personGate(ctx(), who.scope).admit(headers, requestId)
      return 'ctx' in admitted ? { ...admitted, ctx: { ...who, requestId } } : admitted
    },
  })

const unitOf = async (who: Ctx, group: string) =>
  (await monthBill(who, { month })).units.find((unit) => unit.group === group)!

describe('what is sent with a form', () => {
  test('a bill that changed under the page is shown as it is now, and nothing is agreed', async () => {
    const chair = await browserOf(people.chair)
    const unit = await unitOf(people.chair, 'ZG1')
    await findingEvent(ctx(), findings.likely, 'dismissed')
    const path = '/payments/bills/2007-10/ZA1/group/ZG1'
    const answer = await chair.post(path, { commissioner, bill: unit.billSha, event: 'agreed', words: '' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('not the one you looked at any more')
    expect(text).toContain('one thousand four hundred pounds')
    expect(text).toContain('Not yet looked at')
    await findingEvent(ctx(), findings.likely, 'restored')
  })

  test('a patient’s number is stopped before anything is kept, and another group’s bill is not there', async () => {
    const chair = await browserOf(people.chair)
    const unit = await unitOf(people.chair, 'ZG1')
    const fields = { commissioner, bill: unit.billSha, event: 'held', words: 'She is 999 000 0018' }
    expect((await chair.post('/payments/bills/2007-10/ZA1/group/ZG1', fields)).status).toBe(422)
    expect((await chair.get('/payments/bills/2007-10/ZA1/group/ZG2')).status).toBe(404)
    expect((await chair.get('/payments/bills/2007-10/ZA1/none')).status).toBe(404)
  })

  test('another total than the run has is refused with a sentence', async () => {
    await agreeUnit(people.chair, { ...(await unitOf(people.chair, 'ZG1')), event: 'agreed' })
    const made = await prepareRun(people.preparer, { commissioner, month, paysNewLines: false })
    const run = (await findPaymentRun(people.approver, made.ok ? made.value.runNo : 0))!
    const approver = await browserOf(people.approver)
    const answer = await approver.post('/payments/1/approve', { total: '1', seen: run.runSha })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Run 1 is not the one you looked at')
    expect(await approveRun(people.approver, run)).toMatchObject({ ok: true })
  })
})

describe('the month', () => {
  test('on the board says what is next, for a group its own bills alone', async () => {
    const [row] = await boardRows(people.preparer, month)
    expect(row).toMatchObject({
      provider: 'ZA1',
      bills: 3,
      agreed: 1,
      paidPence: 125_000,
      openPence: 105_000,
      findings: 2,
    })
    const [own] = await boardRows(people.otherChair, month)
    expect(own).toMatchObject({ bills: 1, billedPence: 65_000, paidPence: 0 })
  })

  test('what is found after it was paid is a credit due, and is not paid or taken back by itself', async () => {
    expect(await paidDifferences(people.preparer, { commissioner, month })).toEqual([])
    await findingEvent(ctx(), findings.certain, 'dismissed')
    const rows = await paidDifferences(people.preparer, { commissioner, month })
    expect(rows).toEqual([])
    await findingEvent(ctx(), findings.certain, 'restored')
  })

  test('invoice totals are loaded once and stand against the lines', async () => {
    const file = join(workbench().data, 'invoice.csv')
    await writeFile(file, 'provider,month,pod,amount\nZA1,2007-10,EL,3000.25\nZA1,2007-10,ADJUSTMENT,-50.00\n')
    expect(await loadInvoices(people.preparer, { file, commissioner })).toMatchObject({ ok: true, value: { rows: 2 } })
    expect(await loadInvoices(people.preparer, { file, commissioner })).toMatchObject({
      value: { alreadyLoaded: true },
    })
    expect(await loadInvoices(people.auditor, { file, commissioner })).toMatchObject({ ok: false })
    const rows = await reconciliation(people.auditor, month)
    expect(
      rows.map(({ pod, invoicePence, linesPence, differencePence }) => [
        pod,
        invoicePence,
        linesPence,
        differencePence,
      ]),
    ).toEqual([
      ['ADJUSTMENT', -5_000, -5_000, 0],
      ['EL', 300_025, 300_025, 0],
    ])
  })

  test('without a contract nothing is taken off or added apart from lines', async () => {
    expect(await contractAdjustments(people.preparer, { commissioner, month })).toEqual([])
  })
})
