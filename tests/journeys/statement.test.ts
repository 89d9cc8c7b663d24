import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadTariff, priceMonth } from '#activity/pricing'
import { routes } from '#activity/statement/pages'
import { importMemberships, importOrganisations } from '#organisations'
import { findFinancialYear, toMonth } from '#shared'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { type BilledLine, billMonth } from '../support/billed-month.ts'
import { useWorkbench } from '../support/workbench.ts'
import { writeWorld } from './month-end.world.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, routes)
const browser = useBrowser()
let folder: string

/** A provider's month: stays, clinics and a visit to casualty, most billed as the list says. */
const bill = (month: string, from: number): BilledLine[] =>
  Array.from({ length: 90 }, (_, at): BilledLine => ({
    lineId: `L${from + at}`,
    provider: at % 4 === 0 ? 'RBB' : 'RAA',
    practice: `A9900${(at % 3) + 1}`,
    pod: at % 3 === 0 ? 'EL' : 'NEL',
    hrg: at % 30 === 6 ? 'D04' : 'B02',
    start: `${month}-${String((at % 27) + 1).padStart(2, '0')}`,
    billedPence: at % 11 === 0 ? 190_000 : at % 3 === 0 ? 80_000 : 150_000,
  }))

async function fillWorld(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'statement-journey-'))
  writeWorld(folder)
  const { ctx } = workbench()
  await importOrganisations(ctx, { file: join(folder, 'organisations.csv'), name: 'organisations.csv' })
  await importMemberships(ctx, { file: join(folder, 'memberships.csv'), name: 'memberships.csv' })
  const loaded = await loadTariff(ctx, { source: join(folder, 'tariff'), year: findFinancialYear('2007/08')! })
  if (!loaded.ok) throw new Error(loaded.message)
  for (const [month, from] of [
    ['2007-09', 1000],
    ['2007-10', 2000],
  ] as const) {
    await billMonth(ctx, { month, lines: bill(month, from), priced: false })
    const priced = await priceMonth(ctx, { month: toMonth(month) })
    if (!priced.ok) throw new Error(priced.message)
  }
}

beforeAll(fillWorld, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const titleOf = (page: Page): Promise<string | null> => page.textContent('h1')

journey('a practice manager asks whether the bill is right, without JavaScript', async ({ given, when, then }) => {
  const page = await browser.open({ javaScript: false })
  await given('the latest month', async () => {
    await page.goto(server())
    expect(await titleOf(page)).toBe('October 2007')
    expect(await page.textContent('main')).toContain('Do this first')
  })
  await when('the statement by practice is opened, with the year to date', async () => {
    await page.click('text=By practice, with the year to date')
    expect(await page.textContent('caption')).toContain('with the year to date')
  })
  await then('the year’s figure of a practice opens its months, and a month its lines: two clicks', async () => {
    await page.click('tr:has-text("First Practice") td:nth-child(7) a')
    expect(await page.textContent('caption')).toContain('only practice A99001')
    await page.click('tr:has-text("September 2007") td:nth-child(4) a')
    expect(await titleOf(page)).toBe('September 2007: Lines')
    expect(await page.textContent('main')).toContain('These 30 lines')
  })
  await when('the form asks for the lines without a price', async () => {
    await page.selectOption('select[name=basis]', 'unpriced')
    await page.click('text=Show these lines')
    await page.waitForURL(/basis=unpriced/)
  })
  await then('only those are listed, and the practice is still chosen', async () => {
    expect(await page.textContent('main')).toContain('These 3 lines')
    expect(await page.inputValue('select[name=practice]')).toBe('A99001')
  })
  await when('the first line of all is opened', async () => {
    await page.click('text=Clear')
    await page.click('tbody tr:first-child a')
  })
  await then('its price is worked out step by step', async () => {
    expect(await titleOf(page)).toContain('Line L')
    expect(await page.textContent('main')).toContain('How the price was made')
    expect(await page.textContent('.app-steps')).toContain('market forces factor')
  })
})

journey('the other months are one choice away', async ({ when, then }) => {
  const page = await browser.open({ javaScript: false })
  await when('September is picked on the statement by provider', async () => {
    await page.goto(`${server()}/statements/2007-10?by=provider`)
    await page.selectOption('select[name=month]', '2007-09')
    await page.click('text=Show')
  })
  await then('it is the same statement of September', async () => {
    expect(page.url()).toBe(`${server()}/statements/2007-09?by=provider`)
    expect(await page.textContent('caption')).toBe('Statement for September 2007 by trust')
  })
})

const addresses = [
  '/',
  '/statements/2007-10?by=practice',
  '/statements/2007-10?by=group&ytd=1',
  '/statements/2007-10?by=month&practice=A99001',
  '/lines/2007-10',
  '/lines/2007-10?practice=A99001&basis=unpriced',
  '/lines/2007-10/RAA/L2001',
]

journey(
  'every page is for everybody, at two widths',
  async ({ then }) => {
    for (const width of [1280, 320]) {
      const page = await browser.open({ width })
      for (const address of addresses)
        await then(`${address} at ${width} pixels`, async () => {
          await page.goto(`${server()}${address}`)
          await picture(page, `statement${address.replaceAll(/\W+/g, '-')}-${width}`)
          await expectAccessible(page)
          await expectNoSidewaysScroll(page)
        })
    }
  },
  180_000,
)

journey('a page printed leaves out what paper cannot do', async ({ then }) => {
  const page = await browser.open()
  await page.goto(`${server()}/lines/2007-10`)
  await page.emulateMedia({ media: 'print' })
  await then('the form, the choices and the downloads are gone, the table is not', async () => {
    expect(await page.isVisible('.app-filter')).toBe(false)
    expect(await page.isVisible('.app-table__exports')).toBe(false)
    expect(await page.isVisible('table')).toBe(true)
  })
})
