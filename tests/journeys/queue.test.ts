import { practicesOnly, wholeCommissioner } from '#shared'
import type { Page } from 'playwright-core'
import { beforeAll, expect } from 'vitest'
import { roomRoutes } from '../../src/delivery/room-routes.ts'
import { billMonth } from '../support/billed-month.ts'
import { checkOf, foundFinding } from '../support/found-findings.ts'
import { personGate } from '../support/gates.ts'
import { useWorkbench } from '../support/workbench.ts'
import { expectAccessible, expectNoSidewaysScroll, useBrowser } from './support/browser.ts'
import { journey } from './support/journey.ts'
import { picture } from './support/pictures.ts'
import { useWebServer } from './support/web-server.ts'

const workbench = useWorkbench({ now: new Date('2007-12-03T09:00:00Z') })
const browser = useBrowser()
const permissions = [
  'month.read',
  'statement.read',
  'line.read',
  'identity.open',
  'finding.read',
  'finding.sums',
  'finding.answer',
  'finding.decide',
  'rule.read',
] as const
const url = useWebServer(
  () => workbench().ctx,
  roomRoutes,
  (ctx) => personGate(ctx, { ...wholeCommissioner, practices: practicesOnly(['A99001']), permissions }),
)

beforeAll(async () => {
  const { ctx } = workbench()
  const lines = Array.from({ length: 30 }, (_, at) => ({
    lineId: `SPELL-2007-10-${4000 + at}`,
    billedPence: 110_000 + at * 731,
  }))
  const { importNo } = await billMonth(ctx, { month: '2007-10', lines })
  const check = await checkOf(ctx)
  const said =
    'The stay of 5 October 2007 was billed at £1,100.00; by the price list and the trim point it costs £742.10.'
  for (const [at, line] of lines.slice(0, 6).entries())
    await foundFinding(ctx, check, {
      ...line,
      importNo,
      lineNo: at + 2,
      rule: at % 2 ? 'C30' : 'C11',
      valuePence: 35_790 + at,
      words: said,
    })
})

/** Axe is a script of its own: where scripts are off, the same page was looked at with them. */
async function looksRight(page: Page, name: string, withAxe = true): Promise<void> {
  if (withAxe) await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await picture(page, name)
}

journey(
  'A practice answers its queue from the keyboard, checks what it chose, and takes it back',
  async ({ given, when, then }) => {
    const page = await browser.open()
    await given('the queue with what is worth most first', async () => {
      await page.goto(`${url()}/queue/2007-10`)
      expect(await page.getByText('0 of 26 looked at').count()).toBe(1)
      await looksRight(page, 'queue-1280')
    })
    await when('somebody chooses by number, goes on with j, and presses Enter', async () => {
      await page.locator('[data-queue-item] input[type=radio]').first().focus()
      await page.keyboard.press('1')
      await page.keyboard.press('j')
      await page.keyboard.press('2')
      await page.keyboard.press('Enter')
      await page.waitForSelector('text=You are about to give 2 answers')
      await looksRight(page, 'queue-confirm-1280')
      await page.keyboard.press('Enter')
    })
    await then('both are saved, and can be taken back at once', async () => {
      await page.waitForSelector('text=2 of 26 looked at')
      await picture(page, 'queue-saved-1280')
      await page.getByRole('button', { name: 'Take back what was just saved' }).click()
      await page.waitForSelector('text=0 of 26 looked at')
    })
  },
)

journey('A practice answers without a script, on a telephone', async ({ given, when, then }) => {
  const page = await browser.open({ width: 320, javaScript: false })
  await given('the queue', async () => {
    await page.goto(`${url()}/queue/2007-10`)
    await looksRight(page, 'queue-320', false)
  })
  await when('somebody says of one line that it is not theirs', async () => {
    const item = page.locator('[data-queue-item]').first()
    await item.getByLabel('Not our patient').check()
    await item.getByLabel('Reason and evidence').fill('Left our list in 2005.')
    await item.getByRole('button').click()
  })
  await then('it is saved, and stands on the page of the finding with all that happened', async () => {
    expect(await page.getByText('1 of 26 looked at').count()).toBe(1)
    await page.goto(`${url()}/queue/2007-10?show=done`)
    await looksRight(page, 'queue-done-320', false)
    await page.locator('.app-queue__item a').first().click()
    expect(await page.getByText('saying “Left our list in 2005.”').count()).toBe(1)
    await looksRight(page, 'finding-320', false)
  })
})

journey('The list, the sums and one finding are for every eye', async ({ then }) => {
  const page = await browser.open()
  await then('they can be read, moved through and narrowed', async () => {
    for (const [path, name] of [
      ['/findings/2007-10', 'findings'],
      ['/finding-sums/2007-10', 'finding-sums'],
      ['/findings/2007-10/1', 'finding'],
    ] as const) {
      await page.goto(`${url()}${path}`)
      await looksRight(page, `${name}-1280`)
    }
    await page.setViewportSize({ width: 320, height: 800 })
    await page.goto(`${url()}/findings/2007-10?confidence=likely`)
    await looksRight(page, 'findings-320', false)
  })
})
