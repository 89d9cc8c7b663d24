import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { findChromium } from './find-chromium.ts'

/** One process without a window that keeps to itself: no update, no sync, no call home. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

export interface OpenOptions {
  readonly width?: number
  readonly javaScript?: boolean
}

export interface JourneyBrowser {
  /** A fresh browser context with one page; closed at the end of the file. */
  open(options?: OpenOptions): Promise<Page>
}

/** One browser for a test file; without one its tests are to be skipped with `noBrowser`. */
export function useBrowser(): JourneyBrowser {
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  beforeAll(async () => {
    const executablePath = findChromium()
    if (executablePath) browser = await chromium.launch({ executablePath, args: flags })
  }, 120_000)
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
  })
  return {
    async open({ width = 1280, javaScript = true } = {}) {
      const context = await browser!.newContext({
        viewport: { width, height: 900 },
        javaScriptEnabled: javaScript,
        acceptDownloads: true,
      })
      contexts.push(context)
      return context.newPage()
    },
  }
}

/** Fails with what is wrong, where, and the rule that says so. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const said = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`,
  )
  expect(said, `accessibility of ${page.url()}`).toEqual([])
}

/** Wide content moves in its own frame; a page that scrolls sideways is broken on a telephone. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A click returns as soon as the next page is there; its width counts once its style sheet is there too.
  await page.waitForLoadState('load')
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(over, `pixels by which ${page.url()} is too wide`).toBeLessThanOrEqual(0)
}
