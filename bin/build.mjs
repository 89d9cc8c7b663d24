// Compiles src into dist. A whole new dist is made beside the old one and then put in its place.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { say } from './say.mjs'

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) => join(entry.parentPath ?? entry.path, entry.name))

/** The newest change of anything the build reads. Folders count, so that a file taken away is noticed. */
function newestChange(root) {
  const inputs = [join(root, 'src'), join(root, 'package.json'), join(root, 'tsconfig.json'), join(root, 'tsconfig.build.json')]
  return Math.max(...[...inputs, ...filesUnder(join(root, 'src'))].map((path) => statSync(path).mtimeMs))
}

const stampOf = (root) => join(root, 'dist', '.built')

function isStale(root) {
  if (!existsSync(stampOf(root))) return true
  return Number(readFileSync(stampOf(root), 'utf8')) < newestChange(root)
}

/** Types are checked by `npm run typecheck`; here they are only taken away, which is quick. */
function compile(root, folder) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const words = [compiler, '--project', join(root, 'tsconfig.build.json'), '--noCheck', '--outDir', folder]
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error('the sources could not be compiled: see above')
}

const isAsset = (path) => !/\.(ts|tsx|scss|md)$/.test(path) && statSync(path).isFile()

/** SQL and whatever else is read at run time lies in dist where it lies in src. */
function copyAssets(root, folder) {
  for (const path of filesUnder(join(root, 'src')).filter(isAsset)) {
    const target = join(folder, relative(join(root, 'src'), path))
    mkdirSync(dirname(target), { recursive: true })
    copyFileSync(path, target)
  }
}

/** A running program may still read the old one, so it is moved aside and only then taken away. */
function putInPlace(root, folder) {
  const old = join(root, `dist.old-${process.pid}`)
  if (existsSync(join(root, 'dist'))) renameSync(join(root, 'dist'), old)
  renameSync(folder, join(root, 'dist'))
  rmSync(old, { recursive: true, force: true })
}

/** What browsers load is built by the program itself, once it is in place. */
async function buildWebAssets(root) {
  const module = join(root, 'dist', 'delivery', 'web', 'build-assets.js')
  if (!existsSync(module)) return
  const { buildAssets } = await import(pathToFileURL(module).href)
  await buildAssets()
}

function clearLeftOvers(root) {
  const left = readdirSync(root).filter((name) => /^dist\.(new|old)-\d+$/.test(name))
  for (const name of left) rmSync(join(root, name), { recursive: true, force: true })
}

async function build(root) {
  const started = Date.now()
  const newest = newestChange(root)
  clearLeftOvers(root)
  const folder = join(root, `dist.new-${process.pid}`)
  compile(root, folder)
  copyAssets(root, folder)
  putInPlace(root, folder)
  await buildWebAssets(root)
  writeFileSync(stampOf(root), String(newest))
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} seconds.`)
}

/** Builds when there is no build or a source was changed since; two that start at once take turns. */
export async function buildWhenStale(root) {
  if (!isStale(root)) return
  await withLock(join(root, '.set-up.lock'), async () => {
    if (!isStale(root)) return
    say('Building Locality from its sources.')
    await build(root)
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  await withLock(join(root, '.set-up.lock'), () => build(root))
}
