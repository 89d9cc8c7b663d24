import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Worker, startWorker } from '#platform'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { roomJobs } from '../../src/delivery/rooms.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { expectAccessibleAt, untilOver } from './support/import-steps.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench()
const server = useWebServer(() => workbench().ctx, roomRoutes)
const browser = useBrowser()
let folder: string
let worker: Worker
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-layout-'))
  worker = await startWorker(workbench().ctx, roomJobs)
})
afterAll(async () => {
  await worker.stop()
  await rm(folder, { recursive: true })
})

/** A trust's own columns: the amount is called what nobody would guess, and nothing says flex or freeze. */
const ownFile = (month: string, lines: number): string =>
  [
    'Invoice_Line,Trust Code,GP Practice Code,NHS No,POD,Admission Date,Disch Date,HRG Code,Quantum,Reporting_Month',
    ...Array.from({ length: lines }, (_, at) =>
      [`Z${at}`, 'RAL', 'A99001', '9990079196', 'DC', `03/${month.slice(5)}/2007`, `03/${month.slice(5)}/2007`]
        .concat(['E01', `"£1,200.${10 + at}"`, month])
        .join(','),
    ),
    '',
  ].join('\n')

async function send(page: Page, name: string, text: string, layout: string): Promise<void> {
  const path = join(folder, name)
  await writeFile(path, text)
  await page.goto(`${server()}/imports`)
  await page.setInputFiles('input[type=file]', path)
  await page.selectOption('select[name=layout]', { label: layout })
  await page.click('main button[type=submit]')
  await page.waitForLoadState()
}

journey('a trust’s own layout is mapped once and remembered, without JavaScript', async ({ given, when, then }) => {
  const page = await browser.open({ javaScript: false })
  await given('a file that no known layout fits', async () =>
    send(page, 'own.csv', ownFile('2007-10', 3), 'Another layout: show me its columns'),
  )
  await then('its columns are shown and guessed, and nothing that could show who somebody is', async () => {
    const text = (await page.textContent('main')) ?? ''
    expect(text).toContain('Which column is which?')
    expect(text).not.toContain('9990079196')
    expect(await page.inputValue('select[name=column_practice]')).toBe('GP Practice Code')
    expect(await page.inputValue('select[name=column_price]')).toBe('')
    await picture(page, 'own-layout')
    await expectAccessibleAt(browser, page.url())
  })
  for (const width of [320, 1280])
    await then(`the page fits ${width} pixels`, async () => {
      const seeing = await browser.open({ width })
      await seeing.goto(page.url())
      await expectNoSidewaysScroll(seeing)
    })
  await when('it is sent as it was guessed', async () => {
    await page.click('main button[type=submit]')
    await page.waitForLoadState()
  })
  await then('it asks for what is missing and keeps what was filled in', async () => {
    expect(await page.title()).toMatch(/^Error/)
    const text = (await page.textContent('main')) ?? ''
    expect(text).toContain('Choose the column with the price billed.')
    expect(text).toContain('Give the mapping a name')
    expect(await page.inputValue('select[name=column_practice]')).toBe('GP Practice Code')
    await picture(page, 'own-layout-errors')
  })
  await when('the price is chosen and the mapping named', async () => {
    await page.selectOption('select[name=column_price]', 'Quantum')
    await page.fill('input[name=mapping]', 'RAL own')
    await page.fill('input[name=provider]', 'ral')
    await page.click('main button[type=submit]')
    await page.waitForLoadState()
  })
  await then('the file is taken, with what it says to the penny', async () => {
    expect(await untilOver(page)).toContain('Done')
    await page.click('text=See the result')
    const text = (await page.textContent('main')) ?? ''
    expect(text).toContain('Taken')
    expect(text).toContain('£3,600.33')
    expect(await readdir(workbench().ctx.folder.path('incoming'))).toEqual([])
  })
  await when('next month’s file of the same layout is sent with nothing said', async () =>
    send(page, 'next.csv', ownFile('2007-11', 2), 'Mapping: RAL own'),
  )
  await then('it is taken without a question', async () => expect(await untilOver(page)).toContain('Done'))
})
