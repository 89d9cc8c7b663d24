import { readFile } from 'node:fs/promises'
import { runJob } from '#platform'
import { expect } from 'vitest'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { galleryRoutes } from './support/gallery.tsx'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, galleryRoutes)
const browser = useBrowser()

/** Pictures for the eye, where somebody asks for them. */
const paths = ['/gallery', '/gallery-facts', '/gallery-form', '/help', '/about', '/nowhere']

for (const width of [320, 1280]) {
  journey(`every piece can be used by everybody, ${width} pixels wide`, async ({ given, then }) => {
    const page = await browser.open({ width })
    const problems: string[] = []
    page.on(
      'console',
      (message) =>
        void (message.type() === 'error' && !message.text().includes('404') && problems.push(message.text())),
    )
    page.on('pageerror', (error) => problems.push(error.message))
    for (const path of paths) {
      await given(path, async () => {
        await page.goto(server() + path)
        await page.waitForSelector('.nhsuk-frontend-supported')
        await picture(page, `${width}${path.replaceAll('/', '-')}`)
      })
      await then('nobody is shut out', () => expectAccessible(page))
      await then('nothing hangs over the edge', () => expectNoSidewaysScroll(page))
    }
    await then('the browser has nothing to complain of', async () => expect(problems).toEqual([]))
  })
}

journey('the pages’ own script runs under the policy', async ({ given, then }) => {
  const page = await browser.open({ width: 320 })
  await given('a page with a menu', async () => void (await page.goto(`${server()}/gallery`)))
  await then('the body knows of scripts and the modules are set up', async () => {
    await page.waitForSelector('.nhsuk-frontend-supported')
    await page.waitForSelector('[data-nhsuk-header-init]')
  })
})

journey('a form is filled in, refused, put right and sent, without JavaScript', async ({ given, when, then }) => {
  const page = await browser.open({ javaScript: false })
  await given('the form', async () => void (await page.goto(`${server()}/gallery-form`)))
  await when('it is sent half filled in', async () => {
    await page.fill('[name=amount]', '12.50')
    await page.click('button[type=submit]:has-text("Import")')
  })
  await then('it says what is wrong and keeps what was typed', async () => {
    expect(await page.title()).toMatch(/^Error: /)
    expect(await page.textContent('.nhsuk-error-summary')).toContain('Write the name of the list.')
    expect(await page.inputValue('[name=amount]')).toBe('12.50')
    const targets = await page.$$eval('.nhsuk-error-summary a', (links) =>
      links.map((link) => link.getAttribute('href')!.slice(1)),
    )
    for (const id of targets) expect(await page.$(`[id="${id}"]`), id).not.toBeNull()
    await picture(page, 'form-errors')
  })
  await when('it is put right, with a file', async () => {
    await page.fill('[name=name]', 'List of 2007')
    await page.check('[name=snapshot][value=freeze]')
    await page.setInputFiles('[name=file]', { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') })
    await page.click('button[type=submit]:has-text("Import")')
  })
  await then('it was taken, and the next page says so once', async () => {
    expect(await page.textContent('.nhsuk-notification-banner')).toContain('Took List of 2007 with 8 bytes.')
    await picture(page, 'form-done')
    await page.reload()
    expect(await page.$('.nhsuk-notification-banner')).toBeNull()
  })
})

journey('the error page of a form can be used by everybody', async ({ when, then }) => {
  const page = await browser.open()
  await when('an empty form is sent', async () => {
    await page.goto(`${server()}/gallery-form`)
    await page.click('button[type=submit]:has-text("Import")')
    await page.waitForSelector('.nhsuk-error-summary')
  })
  await then('nobody is shut out, and the summary has the focus', async () => {
    await expectAccessible(page)
    expect(await page.evaluate('document.activeElement?.className')).toContain('nhsuk-error-summary')
  })
})

journey('a table is sorted by its head and taken away as it stands', async ({ given, when, then }) => {
  const page = await browser.open()
  await given('the table', async () => void (await page.goto(`${server()}/gallery`)))
  await when('its lines are sorted', async () => page.click('th >> text=Lines'))
  await then('the most lines come first, in the download too', async () => {
    expect(await page.textContent('tbody tr:first-child th')).toBe('A81009')
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.app-table__exports >> text=CSV')])
    expect(download.suggestedFilename()).toBe('statement.csv')
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(lines[1]).toMatch(/^A81009,/)
    expect(lines.at(-1)).toMatch(/^Total,/)
  })
})

journey('long work is watched while it runs, and the page says when it is over', async ({ given, when, then }) => {
  const page = await browser.open()
  const { ctx } = workbench()
  let end = (): void => undefined
  let running: Promise<unknown> = Promise.resolve()
  await given('work that runs', async () => {
    const started = new Promise<number>((known) => {
      running = runJob(ctx, { kind: 'import-activity', permission: 'activity.import', input: {} }, async (job) => {
        job.report({ stage: 'Reading rows', rowsDone: 1, rowsTotal: 4, bytesDone: 1_000_000, bytesTotal: 4_000_000 })
        known(job.runId)
        await new Promise<void>((done) => (end = done))
        return { message: 'Took 4 rows.', href: '/gallery' }
      })
    })
    await page.goto(`${server()}/runs/${await started}`)
  })
  await then('the bar shows how far it is', async () => {
    await page.waitForSelector('.app-progress__label:has-text("25%")')
    expect(await page.textContent('.app-progress__detail')).toContain('1 of 4 rows, 1.0 MB of 4.0 MB')
    await expectAccessible(page)
    await picture(page, 'run-running')
  })
  await when('it ends', async () => {
    end()
    await running
  })
  await then('the page comes back with its outcome', async () => {
    await page.waitForSelector('text=Took 4 rows.')
    await expectAccessible(page)
    await picture(page, 'run-done')
  })
})
