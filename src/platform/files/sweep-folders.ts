import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from './process.ts'

const pidOf = (name: string): number => Number(/^(\d+)-/.exec(name)?.[1] ?? 0)

/** What engines that died left of what did not fit in memory: each folder is named by its process. */
export async function sweepSpills(lakeFolder: string): Promise<void> {
  const folder = join(lakeFolder, 'spill')
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((entry) => !isRunning(pidOf(entry))))
    await rm(join(folder, name), { recursive: true, force: true })
}
