import { mkdirSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

/**
 * Draws the pictures of the documents from the demonstration in a data folder.
 * Usage: node scripts/run.mjs scripts/take-pictures.ts DATA_FOLDER
 */
const [data] = process.argv.slice(2)
if (!data) throw new Error('give the data folder of a demonstration: locality demo --data DIR')
const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'docs/pictures')
const address = 'http://localhost:4655'

const server = spawn(process.execPath, [join(root, 'bin/locality.mjs'), 'serve', '--data', data, '--port', '4655'], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
await new Promise<void>((up) => server.stdout.on('data', (text: Buffer) => String(text).includes(address) && up()))
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const browser = await chromium.launch({
  executablePath: process.env['LOCALITY_CHROMIUM'] ?? '/usr/bin/chromium',
  args: flags,
})
const page = await browser.newPage({ viewport: { width: 1200, height: 1180 } })

async function picture(name: string, path: string): Promise<void> {
  await page.goto(address + path)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  process.stdout.write(`${name}.png from ${path}\n`)
}

/** Comes in as an invented person, from the list of them. */
async function comeInAs(title: string): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${address}/sign-in`)
  await page.getByRole('button', { name: `Sign in as Demo ${title}`, exact: true }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

mkdirSync(folder, { recursive: true })
await picture('sign-in', '/sign-in')
await comeInAs('Contract manager')
await picture('month', '/months/2007-10')
await picture('statement', '/statements/2007-10?by=practice')
await page.goto(`${address}/lines/2007-10`)
const dearest = await page.locator('table a[href^="/lines/2007-10/"]').first().getAttribute('href')
await picture('line', dearest!)
await comeInAs('Lay or patient representative')
await picture('held-back', '/statements/2007-10?by=practice')
await browser.close()
server.kill('SIGTERM')
