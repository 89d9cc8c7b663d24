import { sql } from '#db'
import type { Ctx } from '#platform'
import { beforeAll, expect } from 'vitest'
import { prepareRun } from '#activity/payment'
import { routes } from '#activity/payment/pages'
import { toMonth } from '#shared'
import type { Gate } from '../../src/delivery/web/gate.ts'
import { aVisitor } from '../support/gates.ts'
import { type PaymentPeople, commissioner, fillPaymentWorld, paidMonth, peopleOf } from '../support/payment-world.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const browser = useBrowser()
let people: PaymentPeople
let now: keyof PaymentPeople = 'chair'

beforeAll(async () => {
  await fillPaymentWorld(workbench().ctx)
  people = peopleOf(workbench().ctx)
})

/** Whoever's turn it is, held to their post by the database and the lake. */
const gate = (ctx: Ctx): Gate => ({
  async admit(_headers, requestId) {
    const own = people?.[now] ?? ctx
    const { name, userId } = own.actor
    return { ctx: { ...own, requestId }, cookies: [], visitor: { ...aVisitor, personId: userId ?? 'p', name } }
  },
})

const url = useWebServer(() => workbench().ctx, routes, gate)

journey(
  'a bill is agreed by its group, prepared, approved by somebody else in words and figures, sent and posted',
  async ({ given, when, then }) => {
    const page = await browser.open()
    page.setDefaultTimeout(20_000)
    const go = async (who: keyof PaymentPeople, path: string): Promise<void> => {
      now = who
      await page.goto(url() + path)
    }

    await given('a group chair who looks at what the hospital billed', async () => {
      await go('chair', `/board/${paidMonth}`)
      await page.getByRole('link', { name: 'Royal Hospital' }).click()
      await page.getByRole('link', { name: 'Hill Group' }).click()
      expect(await page.textContent('main')).toContain('one thousand two hundred and fifty pounds')
      await expectAccessible(page)
    })

    await when('she says nothing, then holds it without a reason, she is told what is missing', async () => {
      await page.getByRole('button', { name: 'Say so' }).click()
      expect(await page.textContent('main')).toContain('Say whether you agree it or hold it.')
      await page.getByLabel('Hold it').check()
      await page.getByRole('button', { name: 'Say so' }).click()
      expect(await page.textContent('main')).toContain('Say in a few words why the bill is held.')
      await expectAccessible(page)
    })

    await then('she agrees it, and it says so', async () => {
      await page.getByLabel('Agree that it is paid').check()
      await page.getByRole('button', { name: 'Say so' }).click()
      expect(await page.textContent('main')).toContain('Chair One agreed it')
    })

    await when('a run is prepared and another person approves it on the second step', async () => {
      const made = await prepareRun(people.preparer, { commissioner, month: toMonth(paidMonth), paysNewLines: false })
      expect(made).toMatchObject({ ok: true })
      await go('approver', '/payments')
      await page.getByRole('link', { name: '1', exact: true }).click()
      expect(await page.textContent('main')).toContain('Not agreed: nobody has looked at it yet.')
      await expectAccessible(page)
      await page.getByRole('link', { name: 'Approve this run' }).click()
      expect(await page.textContent('main')).toContain('one thousand two hundred and fifty pounds')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Approve £1,250.00' }).click()
      expect(await page.textContent('main')).toContain('Approved by')
    })

    await then('it is sent to the bank, and page, file and database have the same pence', async () => {
      await go('preparer', '/payments/1')
      await page.getByLabel('The bank’s reference').fill('BACS 77')
      await page.getByRole('button', { name: 'Write down that it was sent' }).click()
      expect(await page.textContent('main')).toContain('BACS 77')
      const csv = await (await page.request.get(`${url()}/payments/1/remittances/ZA1?format=csv`)).text()
      expect(csv).toContain('51000,125000')
      const { rows } = await sql<{
        pence: number
      }>`SELECT sum(l.paid_pence)::int AS pence FROM payment.paid_line AS l`.execute(workbench().ctx.db)
      expect(rows[0]!.pence).toBe(125_000)
    })

    await then('every page is accessible and no wider than a telephone', async () => {
      await page.setViewportSize({ width: 320, height: 800 })
      for (const path of [
        `/board/${paidMonth}`,
        '/payments',
        '/payments/1',
        `/payments/bills/${paidMonth}`,
        '/payments/1/remittances/ZA1',
        '/ledger',
        '/ledger/entries/1',
        `/reconciliation/${paidMonth}`,
        `/payments/adjustments/${paidMonth}`,
        '/payment-limits',
      ]) {
        await go('contracts', path)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      }
    })
  },
)
