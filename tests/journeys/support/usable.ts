import type { Page } from 'playwright-core'
import { expectAccessible, expectNoSidewaysScroll } from './browser.ts'

const isEachChecked = process.env['LOCALITY_AXE'] === 'all'

/** What a page is built of, whatever words and figures stand in it: its kinds of elements, and the order of its headings. */
const partsOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const all = (selector) => [...document.querySelectorAll(selector)]
    const kept = /^(class|role|type|scope|lang|hidden|aria-(?!label|describedby|controls))/
    const kindOf = (element) => [...element.attributes].filter(({ name }) => kept.test(name))
      .map(({ name, value }) => name + '=' + value).sort().concat(element.tagName, element.parentElement.tagName).join(' ')
    const headings = all('h1, h2, h3, h4').map(({ tagName }) => tagName)
    return [...new Set(all('body *').map(kindOf)), headings.filter((tag, at) => tag !== headings[at - 1]).join(' ')]
  })()`)

const known = new Set<string>()

/**
 * Everybody can use the page. One that is built of nothing new is as usable as those before it, unless every page is asked for
 * (`LOCALITY_AXE=all`).
 */
export async function expectUsable(page: Page): Promise<void> {
  const parts = await partsOf(page)
  if (isEachChecked || parts.some((part) => !known.has(part))) await expectAccessible(page)
  for (const part of parts) known.add(part)
}

/** The same, and at the width of a telephone. */
export async function expectUsableOnTelephone(page: Page): Promise<void> {
  await expectUsable(page)
  await page.setViewportSize({ width: 320, height: 800 })
  // The script folds the menu once it has seen the new width.
  const fits = 'document.documentElement.scrollWidth <= document.documentElement.clientWidth'
  await page.waitForFunction(fits, undefined, { timeout: 3_000 }).catch(() => undefined)
  await expectNoSidewaysScroll(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}
