import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '#organisations/pages'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, routes)
const browser = useBrowser()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'organisations-journey-'))))
afterAll(() => rm(folder, { recursive: true }))

const bands = [...Array.from({ length: 19 }, (_, at) => `${at * 5}-${at * 5 + 4}`), '95+']

const files = {
  organisations: [
    'code,name,kind,open_date,close_date,postcode',
    'NX9,Northshire,commissioner,2006-10-01,,',
    'G1,East Northshire commissioning group,group,2006-04-01,,',
    'G2,West Northshire commissioning group,group,2006-04-01,,',
    ...Array.from(
      { length: 15 },
      (_, at) => `P${100 + at},Surgery number ${at + 1},practice,1974-04-01,,NX${at + 1} 1AA`,
    ),
  ].join('\n'),
  memberships: [
    'member,parent,from,to',
    'P100,G1,2006-04-01,2007-10-01',
    'P100,G2,2007-10-01,',
    'P100,NX9,2006-10-01,',
  ].join('\n'),
  'list-sizes': [
    'practice,date,sex,age_band,patients',
    ...['2007-04-01', '2008-04-01'].flatMap((day) =>
      ['1', '2'].flatMap((sex) => bands.map((band, at) => `P100,${day},${sex},${band},${420 - at * 20}`)),
    ),
  ].join('\n'),
}

async function send(page: Page, what: string, text: string, name: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, text)
  await page.goto(`${server()}/organisation-files`)
  await page.check(`input[value="${what}"]`)
  await page.setInputFiles('input[type=file]', path)
  await page.click('main button[type=submit]')
  await page.waitForLoadState()
}

journey(
  'somebody says who there is, mends a file, and sees where a practice belonged, without JavaScript',
  async ({ given, when, then }) => {
    const page = await browser.open({ javaScript: false })
    await given('nothing is known yet', async () => {
      await page.goto(`${server()}/organisations`)
      await picture(page, 'organisations-none')
      expect(await page.textContent('main')).toContain('No organisations yet')
      await page.click('text=Import organisations')
    })
    await when('organisations are sent', async () =>
      send(page, 'organisations', files.organisations, 'organisations.csv'),
    )
    await then('it says what was taken', async () =>
      expect(await page.textContent('body')).toContain('18 of 18 rows taken'),
    )
    await when('memberships with a fault are sent', async () =>
      send(page, 'memberships', `${files.memberships}\nP101,G9,2006-04-01,`, 'memberships.csv'),
    )
    await then('the page says which row and what to do', async () => {
      await picture(page, 'organisation-files-refused')
      expect(await page.title()).toMatch(/^Error/)
      expect(await page.textContent('main')).toContain('“G9” is not known')
      expect(await page.isChecked('input[value=memberships]')).toBe(true)
    })
    await when('the file is mended and sent again, and the lists', async () => {
      await send(page, 'memberships', files.memberships, 'memberships.csv')
      await send(page, 'list-sizes', files['list-sizes'], 'list-sizes.csv')
    })
    await when('the practice is looked for as at 2007', async () => {
      await page.goto(`${server()}/organisations`)
      await page.selectOption('select[name=kind]', 'practice')
      await page.fill('input[name=search]', 'number 1')
      await page.fill('input[name=date]', '2007-05-01')
      await page.click('main button[type=submit]')
      await page.waitForLoadState()
    })
    await then('its group of that day is shown', async () => {
      const row = await page.textContent('tr:has-text("P100")')
      expect(row).toContain('Surgery number 1')
      expect(row).toContain('G1')
    })
    await when('it is opened', async () => {
      await page.click('a:text-is("P100")')
      await page.waitForLoadState()
    })
    await then('every membership stands there with its days', async () => {
      const text = await page.textContent('main')
      expect(text).toContain('1 April 2006 to 30 September 2007')
      expect(text).toContain('since 1 October 2007')
    })
  },
)

for (const width of [320, 1280])
  journey(
    `the pages of organisations can be used by everybody, ${width} pixels wide`,
    async ({ given, then }) => {
      const page = await browser.open({ width })
      for (const path of [
        '/organisations?kind=practice&date=2007-05-01',
        '/organisations/P100',
        '/organisation-files',
      ]) {
        await given(path, async () => {
          await page.goto(server() + path)
          await page.waitForLoadState('networkidle')
          await picture(page, `${width}${path.replaceAll(/[/?=&]/g, '-')}`)
        })
        await then('nobody is shut out', () => expectAccessible(page))
        await then('nothing hangs over the edge', () => expectNoSidewaysScroll(page))
      }
    },
    120_000,
  )
