import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Worker, startWorker } from '#platform'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { roomJobs } from '../../src/delivery/rooms.ts'
import { useWorkbench } from '../support/workbench.ts'
import { activity } from './month-end.world.ts'
import { expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { expectAccessibleAt, untilOver } from './support/import-steps.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, roomRoutes)
const browser = useBrowser()
let folder: string
let worker: Worker
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-journey-'))
  worker = await startWorker(workbench().ctx, roomJobs)
})
afterAll(async () => {
  await worker.stop()
  await rm(folder, { recursive: true })
})

async function send(page: Page, name: string, text: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, text)
  await page.goto(`${server()}/imports`)
  await page.setInputFiles('input[type=file]', path)
  await page.click('main button[type=submit]')
  await page.waitForLoadState()
}

journey(
  'somebody sends a month with a fault, mends it, and takes it back, without JavaScript',
  async ({ given, when, then }) => {
    const page = await browser.open({ javaScript: false })
    await given('nothing was received yet', async () => {
      await page.goto(`${server()}/imports`)
      await picture(page, 'imports-none')
      expect(await page.textContent('main')).toContain('Nothing was received yet')
      await expectAccessibleAt(browser, page.url())
    })
    await when('the form is sent without a file', async () => {
      await page.click('main button[type=submit]')
      await page.waitForLoadState()
    })
    await then('it asks for one', async () => expect(await page.title()).toMatch(/^Error/))
    await when('a file with an impossible day is sent', async () =>
      send(page, 'broken.csv', activity('freeze').replace('2007-10-09', '2007-10-39')),
    )
    await then('the run is refused, and the import says which row, and what to do', async () => {
      expect(await untilOver(page)).toContain('Refused')
      await page.click('text=See the result')
      await picture(page, 'import-refused')
      const text = await page.textContent('main')
      expect(text).toContain('2007-10-39')
      expect(text).toContain('end_date')
      await expectAccessibleAt(browser, page.url())
      const rejects = await page.request.get(`${server()}/imports/1/rejects`)
      expect(await rejects.text()).toMatch(/^row,column,value,problem,what_to_do/)
    })
    await when('the mended file is sent', async () => send(page, 'mended.csv', activity('freeze')))
    await then('it is taken and priced, and nothing of the upload stays behind', async () => {
      expect(await untilOver(page)).toContain('Done')
      await page.click('text=See the result')
      await picture(page, 'import-taken')
      expect(await page.textContent('main')).toContain('Taken')
      await expectAccessibleAt(browser, page.url())
      expect(await readdir(workbench().ctx.folder.path('incoming'))).toEqual([])
    })
    await when('it is taken back with a reason', async () => {
      await page.click('details summary')
      await page.fill('input[name=reason]', 'the wrong month')
      await page.click('details button[type=submit]')
      await page.waitForLoadState()
    })
    await then('it no longer counts', async () => {
      expect(await page.textContent('main')).toContain('Withdrawn')
      await page.goto(`${server()}/imports`)
      await picture(page, 'imports')
      expect(await page.textContent('main')).toContain('mended.csv')
    })
    for (const width of [320, 1280]) {
      await then(`the list and an import fit ${width} pixels`, async () => {
        const seeing = await browser.open({ width })
        for (const path of ['/imports', '/imports/1', '/imports/2']) {
          await seeing.goto(server() + path)
          await expectNoSidewaysScroll(seeing)
        }
      })
    }
  },
)
