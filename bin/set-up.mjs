// Makes a clone ready to run: its dependencies, then its build. Says what it does on standard error.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWhenStale } from './build.mjs'
import { withLock } from './lock.mjs'
import { say } from './say.mjs'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** What npm noted when it last finished; it is not there after an install that was cut off. */
function installedPackages(root) {
  const path = join(root, 'node_modules', '.package-lock.json')
  return existsSync(path) ? readJson(path).packages : undefined
}

/** Whether every package that the lock file names is installed in that version. Packages for other machines need not be. */
export function dependenciesAreThere(root) {
  const installed = installedPackages(root)
  if (!installed) return false
  if (!existsSync(join(root, 'package-lock.json'))) return true
  const wanted = Object.entries(readJson(join(root, 'package-lock.json')).packages)
  return wanted.every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version)
}

function mayWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** npm keeps what it fetched under the home folder; where there is none to write to, under the temporary one. */
function environment() {
  const { NODE_ENV: _ignored, ...rest } = process.env
  const home = process.env.HOME || homedir()
  if (rest.npm_config_cache || mayWrite(join(home, '.npm'))) return rest
  return { ...rest, npm_config_cache: join(tmpdir(), `npm-cache-${process.getuid?.() ?? 0}`) }
}

/** Under `npm start` npm says where it is; else it is looked for beside Node and on the path. */
function npm(root, words) {
  const itself = process.env.npm_execpath
  const [program, first] = itself?.endsWith('.js') ? [process.execPath, [itself]] : ['npm', []]
  const options = { cwd: root, env: environment(), stdio: ['ignore', 2, 2], shell: process.platform === 'win32' && first.length === 0 }
  return spawnSync(program, [...first, ...words], options).status === 0
}

function install(root) {
  if (dependenciesAreThere(root)) return
  say('Installing what Locality depends on (npm ci). This is needed once, and takes about a minute.')
  const quiet = ['--no-audit', '--no-fund', '--include=dev', '--include=optional']
  if (npm(root, ['ci', ...quiet])) return
  say('That did not work; trying npm install instead.')
  if (npm(root, ['install', '--no-save', ...quiet])) return
  say('The dependencies could not be installed: see above. Locality needs Node with npm, and the network this once.')
  process.exit(1)
}

/** A clone that belongs to somebody else cannot be set up, but can be used as they left it. */
function useAsItIs(root) {
  if (existsSync(join(root, 'dist', '.built')) && dependenciesAreThere(root)) return
  say(`Locality in ${root} is not set up yet, and this user may not write there.\nLet its owner run “npm start” once, or clone it yourself.`)
  process.exit(1)
}

/** Two that start at once take turns; the second finds the work done. */
export async function setUp(root) {
  if (!mayWrite(root)) return useAsItIs(root)
  if (!dependenciesAreThere(root)) await withLock(join(root, '.set-up.lock'), () => install(root))
  await buildWhenStale(root)
}
