import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/** Keeps a picture of the page in the folder that LOCALITY_PICTURES names, for somebody to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const pictures = process.env['LOCALITY_PICTURES']
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}
