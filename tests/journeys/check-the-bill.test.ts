import { join } from 'node:path'
import { sql } from '#db'
import { type RoleName, findRole, formatPence, toPence } from '#shared'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inHandsOf } from '../../src/demonstration/living/cast.view.ts'
import { tokenFor } from '../support/api.ts'
import { useBrowser } from './support/browser.ts'
import { keptBack, useDemonstration } from './support/demonstration.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { letterPence } from './support/pdf-text.ts'
import { type Exported, expectSamePence } from './support/same-pence.ts'
import { expectUsableOnTelephone } from './support/usable.ts'

const { month, provider, file: bill } = keptBack
const reference = `CH-${month}-${provider}-1`

const demonstration = useDemonstration()
const browser = useBrowser()
const pages = new Map<RoleName, Page>()

/** Everybody has a browser of their own and comes in once. */
async function pageOf(role: RoleName): Promise<Page> {
  const known = pages.get(role)
  if (known) return known
  const page = await browser.open()
  page.setDefaultTimeout(20_000)
  pages.set(role, page)
  await page.goto(`${demonstration.url()}/sign-in`)
  await page.getByRole('button', { name: `Sign in as Demo ${findRole(role)!.title}`, exact: true }).click()
  return page
}

async function pageAt(role: RoleName, path: string): Promise<Page> {
  const page = await pageOf(role)
  const answered = await page.goto(`${demonstration.url()}${path}`)
  expect(answered!.status(), path).toBe(200)
  return page
}

const said = (page: Page): Promise<string> => page.locator('main').innerText()

/** Cut to what a document shows of it; each is a stage of the walk, and everybody can use it. */
async function shown(page: Page, name: string, height: number): Promise<void> {
  await picture(page, `check-the-bill-${name}`, height)
  await expectUsableOnTelephone(page)
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).click()
}

async function untilDone(page: Page): Promise<void> {
  await page.getByText('Done', { exact: true }).waitFor()
}

/** Pricing and checking follow an import by themselves. */
async function untilNothingRuns(): Promise<void> {
  const { db } = demonstration.ctx()
  const left = async () =>
    (
      await sql<{ left: number }>`SELECT count(*)::int AS left FROM platform.run AS r
        WHERE r.state IN ('queued', 'running')`.execute(db)
    ).rows[0]!.left
  await expect.poll(left, { timeout: 60_000, interval: 250 }).toBe(0)
}

let token: string | undefined

/** A program in the hands of the contract manager. */
async function managersToken(): Promise<string> {
  if (token !== undefined) return token
  const { actor } = await inHandsOf(demonstration.ctx(), 'contract-manager')
  const holder = { personId: actor.userId!, postId: actor.post!.postId }
  const permissions = ['finding.read', 'challenge.read', 'payment.read', 'ledger.read'] as const
  token = (await tokenFor(demonstration.ctx(), holder, permissions)).secret
  return token
}

const pounds = (pence: number): string => formatPence(toPence(pence))

async function samePence(exported: Exported): Promise<number> {
  return expectSamePence(
    { page: await pageOf('contract-manager'), url: demonstration.url(), token: await managersToken() },
    exported,
  )
}

const findingsOf = `/findings/${month}?provider=${provider}`

journey('the bill comes in, is priced and is held to the rules', async ({ given, when, then }) => {
  await given('a provider of whom there is a first version only', async () => {
    const page = await pageAt('contract-manager', `/board/${month}`)
    await shown(page, 'board-before', 1180)
    expect(await said(page)).toContain('Flex only')
  })
  await when('the contract manager sends its freeze', async () => {
    const page = await pageAt('contract-manager', '/imports')
    await page.setInputFiles('input[type=file]', join(demonstration.folder(), bill))
    await press(page, /^Import$/)
    await untilDone(page)
    await page.getByRole('link', { name: 'See the result' }).click()
    expect(await said(page)).toContain('Taken')
    await shown(page, 'import', 1060)
    await untilNothingRuns()
  })
  await then('what was found stands there, the same pence however it is taken away', async () => {
    const page = await pageAt('contract-manager', findingsOf)
    await shown(page, 'findings', 1290)
    const asked = (path: string) => ({ path, table: 'findings', api: `/api/v1${path}&limit=10000` })
    expect(await said(page)).toContain(pounds(await samePence({ ...asked(findingsOf), column: 'counted_pence' })))
    const certain = `${findingsOf}&confidence=certain`
    await page.goto(`${demonstration.url()}${certain}`)
    for (const column of ['value_pence', 'counted_pence'])
      expect(await said(page)).toContain(pounds(await samePence({ ...asked(certain), column })))
  })
})

const ofProvider = (page: Page) =>
  page.locator('[data-queue-item]').filter({ has: page.locator(`a[href*="/${provider}/"]`) })

journey('a practice answers for its own patients', async ({ when, then }) => {
  let page: Page
  await when('it says of one line that it is not of their patient', async () => {
    page = await pageAt('practice-user', `/queue/${month}`)
    await shown(page, 'queue', 1270)
    const item = ofProvider(page).first()
    await item.getByLabel('Not our patient').check()
    await item.getByLabel(/^Reason and evidence/).fill('Never on our list; the address is in another town.')
    await item.getByRole('button').click()
    expect(await said(page)).toContain('Saved what you say of 1 line')
  })
  await then('it answers the rest of the page at once, and sees first how many about how much', async () => {
    await page.locator('[data-queue-item]').first().getByLabel('The bill is right').check()
    await page.getByLabel('Lines on this page for which you chose nothing').selectOption('right')
    await press(page, 'Check what you chose')
    expect(await said(page)).toMatch(/You are about to give \d+ answers about £[\d,.]+ billed/)
    await shown(page, 'queue-check', 790)
    await press(page, /^Save \d+ answers/)
    expect(await said(page)).toMatch(/Saved what you say of \d+ lines/)
  })
})

interface Claim {
  readonly rule: string
  readonly findings: number
  readonly claimed_pence: number
}

/** A handful of items: what the practice upheld, and rules with few findings. */
async function fewRules(page: Page): Promise<readonly string[]> {
  const answer = await page.request.get(`${page.url()}&format=json&table=claims`)
  const { rows } = (await answer.json()) as { rows: Claim[] }
  const few = rows.filter(({ findings, claimed_pence: pence }) => findings <= 3 && pence > 5_000 * findings)
  const upheld = few.filter(({ rule }) => rule === 'C02')
  return [...new Set([...upheld, ...few.slice(0, 3)].map(({ rule }) => rule))]
}

let claimed = 0
let items = 0

journey('findings are put to the provider', async ({ given, when, then }) => {
  const page = await pageOf('contract-manager')
  await given('what can be claimed of the bill', async () => {
    await page.goto(`${demonstration.url()}/challenges/new`)
    await page.locator(`main a[href*="${month}"][href*="provider=${provider}"][href*="freeze"]`).first().click()
    await shown(page, 'proposal', 1130)
  })
  await when('the contract manager chooses by which rules, and drafts it', async () => {
    const rules = await fewRules(page)
    for (const box of await page.locator('input[name=rules]').all())
      await box.setChecked(rules.includes((await box.getAttribute('value'))!))
    await press(page, 'Go on')
    expect(await said(page)).toContain('Nothing is sent yet')
    await press(page, 'Draft the challenge')
    await page.getByRole('link', { name: 'Send it to the provider' }).click()
    await shown(page, 'send', 600)
    await press(page, 'Send it')
    await untilDone(page)
  })
  await then('page, letter, PDF, CSV, XLSX, JSON and API claim the same pence', async () => {
    const path = `/challenges/${reference}`
    const asked = { path, table: reference, column: 'claimed', api: `/api/v1${path}` }
    claimed = await samePence(asked)
    await pageAt('contract-manager', `${path}/letter`)
    await shown(page, 'letter', 1130)
    expect(await said(page)).toContain(pounds(claimed))
    const pdf = await page.request.get(`${demonstration.url()}${path}/letter.pdf`)
    expect(await letterPence(await pdf.body())).toEqual({
      asked: claimed,
      byRule: claimed,
      total: claimed,
      items: claimed,
    })
    await page.goto(`${demonstration.url()}${path}`)
    expect(await said(page)).toContain(pounds(claimed))
    items = await page.locator(`main a[href*="${path}/items/"]`).evaluateAll((links) => new Set(links.map(String)).size)
    expect(items).toBeGreaterThanOrEqual(3)
  })
})

const replies = [
  { decision: 'accept', words: '' },
  { decision: 'part', words: '' },
  { decision: 'reject', words: 'Our record supports the line as billed.' },
] as const

async function answerItem(page: Page, at: number): Promise<void> {
  const { decision, words } = replies[Math.min(at, replies.length - 1)]!
  await page.locator(`input[value=${decision}]`).check()
  if (decision === 'part') {
    await page.fill('[name=quantity]', '1')
    await page.fill('[name=price]', '100.00')
    await shown(page, 'answer', 1850)
  }
  if (words) await page.fill('[name=words]', words)
  await press(page, 'Save and go on')
}

journey('the provider answers on its own pages, and what it says is settled', async ({ when, then }) => {
  await when('its contact says that it arrived, answers item by item, and sends the reply', async () => {
    const page = await pageAt('provider-contact', '/challenges')
    await page.getByRole('link', { name: reference }).click()
    await page.getByRole('link', { name: 'Answer it' }).click()
    await press(page, 'Say that it reached us')
    await page.getByRole('link', { name: 'Answer item 1' }).click()
    for (let at = 0; at < items; at += 1) await answerItem(page, at)
    await shown(page, 'reply', 1300)
    await page.getByRole('link', { name: /^Look over and send/ }).click()
    await press(page, 'Send the reply')
    expect(await said(page)).toContain('The reply is sent')
  })
  await then('the contract manager takes what was accepted, the part, and gives way on the rest', async () => {
    const page = await pageAt('contract-manager', `/challenges/${reference}`)
    await shown(page, 'replied', 1600)
    await press(page, 'Settle what was accepted in full')
    for (let item = 2; item <= items; item += 1) {
      await page.goto(`${demonstration.url()}/challenges/${reference}/items/${item}`)
      await press(page, item === 2 ? 'Settle with £100.00' : 'Accept the rejection')
    }
    expect(await said(page)).toContain('Closed')
    await shown(page, 'settled', 1400)
  })
})

let total = 0
let run = ''

journey('one group agrees, a run is prepared by one and approved by another', async ({ given, when, then }) => {
  await given('a chair who agrees the bill of this provider, and no other', async () => {
    const page = await pageAt('group-chair', `/payments/bills/${month}/${provider}`)
    await page.locator('main a[href*="/group/"]').first().click()
    await page.getByLabel('Agree that it is paid').check()
    await shown(page, 'agree', 1180)
    await press(page, 'Say so')
    expect(await said(page)).toContain('Demo Group chair agreed it')
  })
  await when('the preparer builds the run', async () => {
    const page = await pageAt('payment-preparer', '/payments')
    await page.getByLabel('Month', { exact: true }).selectOption(month)
    await press(page, 'Prepare')
    await untilDone(page)
    await page.getByRole('link', { name: 'See the result' }).click()
    run = new URL(page.url()).pathname
    await shown(page, 'run', 1240)
    expect(await said(page)).toContain('Not agreed: nobody has looked at it yet.')
    await page.goto(`${demonstration.url()}${run}/approve`)
    expect(await said(page)).not.toContain('You are about to approve a payment')
  })
  await then('page, CSV, XLSX, JSON and API pay the same pence', async () => {
    total = await samePence({ path: run, table: 'bills', column: 'total_pence', api: `/api/v1${run}` })
    expect(await said(await pageAt('payment-approver', run))).toContain(pounds(total))
  })
  await when('the approver sees the total once more in words, and approves', async () => {
    const page = await pageOf('payment-approver')
    await page.getByRole('link', { name: 'Approve this run' }).click()
    expect(await said(page)).toMatch(/In words: .* pence\./)
    await shown(page, 'approve', 900)
    await press(page, `Approve ${pounds(total)}`)
    expect(await said(page)).toContain('Approved by')
  })
})

journey('the money is sent and stands in the ledger', async ({ when, then }) => {
  await when('the preparer takes the remittance and writes down the bank’s reference', async () => {
    const path = `${run}/remittances/${provider}`
    const page = await pageAt('payment-preparer', path)
    await shown(page, 'remittance', 700)
    expect(await said(page)).toContain(pounds(total))
    const csv = await (await page.request.get(`${demonstration.url()}${path}?format=csv`)).text()
    expect(csv.trimEnd().split(',').at(-1)).toBe(String(total))
    await page.goto(`${demonstration.url()}${run}`)
    await page.getByLabel('The bank’s reference').fill('BACS 4471')
    await press(page, 'Write down that it was sent')
    expect(await said(page)).toContain('BACS 4471')
  })
  await then('debits and credits are the same, and so are page and program', async () => {
    const path = `/ledger?month=${month}`
    const page = await pageAt('payment-preparer', path)
    await shown(page, 'ledger', 1480)
    const asked = { path, table: 'ledger', api: `/api/v1${path}` }
    const debits = await samePence({ ...asked, column: 'debit_pence' })
    expect(await samePence({ ...asked, column: 'credit_pence' })).toBe(debits)
    expect(await said(page)).toContain(pounds(total))
    expect(await said(await pageAt('contract-manager', `/board/${month}`))).toContain('1 of 6')
  })
})
