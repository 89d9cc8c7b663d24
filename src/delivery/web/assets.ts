import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { AssetPaths } from '#ui'
import { assetFolder, assetSources, buildAssets } from './build-assets.ts'

const gzipped = promisify(gzip)

/** A file that browsers load and may keep for ever: its name changes with its content. */
export interface Asset {
  readonly name: string
  readonly type: string
  readonly body: Buffer
  readonly gzipped: Buffer
}

export interface Assets {
  readonly paths: AssetPaths
  find(name: string): Asset | undefined
}

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

async function makeAsset(name: string, body: Buffer): Promise<Asset> {
  const [base, kind] = name.split('.') as [string, string]
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12)
  return { name: `${base}-${hash}.${kind}`, type: types[kind]!, body, gzipped: await gzipped(body, { level: 9 }) }
}

async function newestChange(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs))
  return Math.max(0, ...times)
}

/** Builds when nothing is built yet, or when a source was changed since; an installed package has no sources. */
async function buildWhenStale(): Promise<void> {
  const built = await stat(join(assetFolder, 'locality.css')).then(
    (found) => found.mtimeMs,
    () => 0,
  )
  if ((await newestChange(assetSources)) > built) await buildAssets()
}

/** What the islands load, by the names under which they ask for it. */
const scriptNames = ['nhsuk-frontend.js', 'simplewebauthn.js']

/** Reads the built files into memory, named by their content. */
export async function loadAssets(): Promise<Assets> {
  await buildWhenStale()
  const read = async (name: string): Promise<Asset> => makeAsset(name, await readFile(join(assetFolder, name)))
  const [style, icon, ...scripts] = await Promise.all(['locality.css', 'icon.svg', ...scriptNames].map(read))
  const written = await readFile(join(assetFolder, 'islands.js'), 'utf8')
  const islands = scripts.reduce((text, { name }, at) => text.replace(`./${scriptNames[at]!}`, `./${name}`), written)
  const script = await makeAsset('islands.js', Buffer.from(islands))
  const all = new Map([style!, icon!, ...scripts, script].map((asset) => [asset.name, asset]))
  const path = (asset: Asset): string => `/assets/${asset.name}`
  return { paths: { style: path(style!), icon: path(icon!), script: path(script) }, find: (name) => all.get(name) }
}
