import { actingAs } from '#platform'
import { routes } from '#oversight/pages'
import { beforeAll, expect } from 'vitest'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, routes)
const browser = useBrowser()

beforeAll(async () => {
  const post = { postId: 'p2', role: 'practice-manager', organisation: 'A99001' }
  const ctx = actingAs(workbench().ctx, { actor: { name: 'a practice manager', userId: 'u2', post } })
  for (const line of ['RAA/L1', 'RAA/L2'])
    await ctx.transaction((tx) =>
      ctx.audit(
        tx,
        'identity.open',
        `line ${line}`,
        { month: '2007-10' },
        { purpose: 'whose is it', before: { a: 1 } },
      ),
    )
  await ctx.transaction((tx) => ctx.audit(tx, 'access.refused', '/months/2007-10/lines'))
})

journey(
  'a guardian reads the report of a month, opens its records and looks at the settings',
  async ({ given, when, then }) => {
    const page = await browser.open()
    await given('the report of June, in which somebody saw who patients are', async () => {
      await page.goto(`${server()}/access-report`)
      expect(await page.locator('h1').innerText()).toContain('June 2008')
      await picture(page, 'access-report')
      await expectAccessible(page)
    })
    await when('the guardian follows the name into the journal and opens a record', async () => {
      await page.locator('#table-access').getByRole('link', { name: 'a practice manager' }).click()
      await page.getByText('Record 2: identity.open').click()
    })
    await then('the record says why, and the page can be used by everybody', async () => {
      expect(await page.locator('#record-2').innerText()).toContain('whose is it')
      await picture(page, 'journal')
      await expectAccessible(page)
    })
    await when('a day is typed that is none', async () => {
      await page.getByLabel('From').fill('2008-02-30')
      await page.getByRole('button', { name: 'Search' }).click()
    })
    await then('the field says what a day is like, and keeps what was typed', async () => {
      expect(await page.locator('.nhsuk-error-summary').innerText()).toContain('2008-05-01')
      expect(await page.getByLabel('From').inputValue()).toBe('2008-02-30')
      await expectAccessible(page)
    })
    await then('the settings can be used by everybody', async () => {
      await page.goto(`${server()}/settings`)
      await picture(page, 'settings')
      await expectAccessible(page)
    })
  },
)

journey(
  'on a telephone and without JavaScript nothing is too wide, and the words are changed',
  async ({ when, then }) => {
    const page = await browser.open({ width: 320, javaScript: false })
    await then('no page scrolls sideways', async () => {
      for (const path of ['/journal', '/access-report/2008-06', '/settings', '/journal?from=x']) {
        await page.goto(`${server()}${path}`)
        await expectNoSidewaysScroll(page)
      }
    })
    await when('other words are chosen', async () => {
      await page.goto(`${server()}/settings`)
      await page.locator('input[name=vocabulary]:not([checked])').check()
      await page.getByRole('button', { name: 'Save settings' }).click()
    })
    await then('the page says so, in them, and lists the change', async () => {
      expect(await page.locator('main').innerText()).toContain('Changed: words.')
      expect(await page.locator('#table-settings-history').innerText()).toContain('a tester')
      await expectNoSidewaysScroll(page)
    })
  },
)
