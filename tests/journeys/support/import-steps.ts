import type { Page } from 'playwright-core'
import { type JourneyBrowser, expectAccessible } from './browser.ts'

/** The accessibility check is a script, so it looks at the same address in a browser that runs scripts. */
export async function expectAccessibleAt(browser: JourneyBrowser, address: string): Promise<void> {
  const page = await browser.open()
  await page.goto(address)
  await expectAccessible(page)
  await page.close()
}

/** Without JavaScript the page of a run asks again by itself; a person would wait just so. */
export async function untilOver(page: Page): Promise<string> {
  for (let looks = 0; looks < 120; looks += 1) {
    const text = (await page.textContent('main')) ?? ''
    if (/Done|Refused|Failed|Interrupted/.test(text)) return text
    await page.waitForTimeout(500)
    await page.goto(page.url())
  }
  throw new Error('the run did not end within a minute')
}
