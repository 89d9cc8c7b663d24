import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/**
 * Keeps a picture of the page in the folder that LOCALITY_PICTURES names, for somebody to look at: the whole page, or so many
 * pixels of it from above.
 */
export async function picture(page: Page, name: string, height?: number): Promise<void> {
  const pictures = process.env['LOCALITY_PICTURES']
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  const width = page.viewportSize()!.width
  const clip = height === undefined ? {} : { clip: { x: 0, y: 0, width, height } }
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true, ...clip })
}
