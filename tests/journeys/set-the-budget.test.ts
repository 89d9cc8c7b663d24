import { formatPence, toPence } from '#shared'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { inHandsOf } from '../../src/demonstration/living/cast.view.ts'
import { tokenFor } from '../support/api.ts'
import { useBrowser } from './support/browser.ts'
import { useDemonstration } from './support/demonstration.ts'
import { journey } from './support/journey.ts'
import { pdfPages } from './support/pdf-text.ts'
import { picture } from './support/pictures.ts'
import { expectSamePence } from './support/same-pence.ts'
import { expectUsableOnTelephone } from './support/usable.ts'

const demonstration = useDemonstration()
const browser = useBrowser()
const pages = new Map<string, Page>()

/** Everybody has a browser of their own and comes in once, by the name the demonstration gives them. */
async function pageOf(name: string): Promise<Page> {
  const known = pages.get(name)
  if (known) return known
  const page = await browser.open()
  page.setDefaultTimeout(20_000)
  pages.set(name, page)
  await page.goto(`${demonstration.url()}/sign-in`)
  await page.getByRole('button', { name: `Sign in as Demo ${name}`, exact: true }).click()
  return page
}

async function statusAt(name: string, path: string): Promise<number> {
  const page = await pageOf(name)
  return (await page.goto(`${demonstration.url()}${path}`))!.status()
}

async function pageAt(name: string, path: string): Promise<Page> {
  expect(await statusAt(name, path), path).toBe(200)
  return pageOf(name)
}

const said = (page: Page): Promise<string> => page.locator('main').innerText()
const press = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()
const pounds = (pence: number): string => formatPence(toPence(pence))

/** Cut to what a document shows of it; each is a stage of the walk, and everybody can use it. */
async function shown(page: Page, name: string, height: number): Promise<void> {
  await picture(page, `set-a-budget-${name}`, height)
  await expectUsableOnTelephone(page)
}

const budget = '/budgets/1'
const finance = 'Finance lead'
const practice = 'P99001'
const another = 'P99002'
const ofPractice = `${budget}/practices/${practice}`

interface Amount {
  readonly practice: string
  readonly line: string
  readonly budget_pence: number
}

let token: string | undefined

/** A program in the hands of the finance lead. */
async function programsToken(): Promise<string> {
  if (token !== undefined) return token
  const { actor } = await inHandsOf(demonstration.ctx(), 'finance-lead')
  const holder = { personId: actor.userId!, postId: actor.post!.postId }
  token = (await tokenFor(demonstration.ctx(), holder, ['budget.read'])).secret
  return token
}

async function amounts(): Promise<readonly Amount[]> {
  const page = await pageOf(finance)
  const headers = { authorization: `Bearer ${await programsToken()}` }
  const answer = await page.request.get(`${demonstration.url()}/api/v1${budget}/amounts`, { headers })
  return ((await answer.json()) as { rows: Amount[] }).rows
}

const sumOf = (rows: readonly Amount[]): number => rows.reduce((sum, row) => sum + row.budget_pence, 0)

journey('the finance lead compares the methods and opens the budget that is issued', async ({ when, then }) => {
  await when('budgets are opened, and the methods compared', async () => {
    const page = await pageAt(finance, '/budgets')
    await shown(page, 'budgets', 760)
    await page.getByRole('link', { name: /^Compare the methods for/ }).click()
    await page.getByLabel('Method', { exact: true }).selectOption('fair-share')
    await page.getByLabel('Pace of change', { exact: true }).selectOption('none')
    await press(page, 'Compare')
    expect(await said(page)).toContain('By fair share')
    await shown(page, 'choose', 1400)
  })
  await then('page, CSV, XLSX, JSON and API share the same pence, to the control total', async () => {
    const page = await pageAt(finance, budget)
    await shown(page, 'budget', 1500)
    const asking = { page, url: demonstration.url(), token: await programsToken() }
    const asked = { path: budget, table: 'practices', api: `/api/v1${budget}/gains` }
    const total = await expectSamePence(asking, { ...asked, column: 'budget_pence' })
    expect(total).toBe(sumOf(await amounts()))
    expect(await said(page)).toContain(`${pounds(total)}: every amount below sums to it`)
  })
})

journey('a practice reads its own budget, and nobody else’s', async ({ when, then }) => {
  const page = await pageOf('GP lead')
  let own = ''
  await when('the GP lead opens it', async () => {
    own = pounds(sumOf((await amounts()).filter((row) => row.practice === practice)))
    await pageAt('GP lead', budget)
    expect(await page.locator(`main a[href*="/practices/${another}"]`).count()).toBe(0)
    await page.locator(`main a[href*="/practices/${practice}"]`).first().click()
    expect(await said(page)).toContain(own)
    await shown(page, 'practice', 1500)
    expect(await statusAt('GP lead', `${budget}/practices/${another}`)).toBe(404)
  })
  await then('its one page has the same pence, on screen and as PDF', async () => {
    await pageAt('GP lead', `${ofPractice}/page`)
    expect(await said(page)).toContain(own)
    await shown(page, 'page', 1400)
    const pdf = await page.request.get(`${demonstration.url()}${ofPractice}/page.pdf`)
    expect(pdf.headers()['content-type']).toContain('application/pdf')
    expect((await pdfPages(await pdf.body())).join('\n')).toContain(own)
  })
  await then('from a number the lines behind it are two clicks away', async () => {
    await pageAt('GP lead', ofPractice)
    await page.locator('main a[href$="/lines/emergency"]').last().click()
    await shown(page, 'line', 1000)
    await page.locator('main a[href^="/lines/2007-"]').first().click()
    expect(new URL(page.url()).pathname).toMatch(/^\/lines\/2007-\d\d$/)
    expect(await page.locator('main table tbody tr').count()).toBeGreaterThan(0)
  })
})

journey('a chair sees the practices of the group', async ({ then }) => {
  await then('their own, what the groups said, and no practice of another group', async () => {
    const page = await pageAt('Group chair', budget)
    expect(await said(page)).toContain('What the groups say')
    const links = await page.locator('main a[href*="/practices/"]').evaluateAll((all) => all.map(String))
    const seen = new Set(links.map((link) => /P99\d+/.exec(link)![0]))
    const groups = new Map((await amounts()).map((row) => [row.practice, (row as { group?: string }).group]))
    expect([...seen]).toContain(another)
    expect(new Set([...seen].map((code) => groups.get(code)))).toEqual(new Set([groups.get(practice)]))
    expect(seen.size).toBe([...groups.values()].filter((group) => group === groups.get(practice)).length)
  })
})

journey('money is moved in the year by two people', async ({ given, when, then }) => {
  let before: readonly Amount[] = []
  await given('a change that the finance lead prepares and may not approve', async () => {
    before = await amounts()
    const page = await pageAt(finance, `${budget}/changes`)
    await page.getByText('Prepare a change').click()
    await page.getByLabel('Move money between lines').check()
    const typed = {
      effective: '2008-01-01',
      from_practice: practice,
      from_line: 'planned',
      to_practice: practice,
      to_line: 'prescribing',
      amount: '2,500.00',
      why: 'A clinic in the surgery',
    }
    for (const [name, value] of Object.entries(typed)) await page.fill(`[name=${name}]`, value)
    await press(page, 'Prepare it')
    expect(await said(page)).toContain('You prepared it: somebody else has to approve it.')
  })
  await when('the other finance lead approves it', async () => {
    const page = await pageAt('Other finance lead', `${budget}/changes/1`)
    await shown(page, 'change', 900)
    await press(page, 'Approve it')
    expect(await said(page)).toContain('Demo Other finance lead')
  })
  await then('the next version has moved that much, and comes to the same', async () => {
    const after = await amounts()
    const moved = after.flatMap((row, at) => {
      const pence = row.budget_pence - before[at]!.budget_pence
      return pence === 0 ? [] : [[row.practice, row.line, pence]]
    })
    expect(moved).toEqual([
      [practice, 'planned', -250_000],
      [practice, 'prescribing', 250_000],
    ])
    expect(sumOf(after)).toBe(sumOf(before))
    await expectUsableOnTelephone(await pageAt(finance, `${budget}/versions`))
  })
})

const month = '2007-10'

journey('the year is watched against the budget', async ({ when, then }) => {
  await when('the finance lead opens the month', async () => {
    const page = await pageAt(finance, `/watch/${month}`)
    await shown(page, 'watch', 1500)
    expect(await said(page)).toContain('The year against the budget')
  })
  await then('the practice finds its statement, drawn up, and no other’s', async () => {
    const page = await pageAt('GP lead', `/watch/${month}/practices/${practice}`)
    await shown(page, 'statement', 1500)
    expect(await said(page)).toMatch(/by Demo Finance lead, statements 1/)
    expect(await statusAt('GP lead', `/watch/${month}/practices/${another}`)).toBeGreaterThanOrEqual(400)
  })
})
