import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isRunning } from './process.ts'

/** The process a working folder is named by: `4711-3`. Folders named otherwise are somebody else's to sweep. */
const pidOf = (name: string): number | undefined => {
  const pid = /^(\d+)-/.exec(name)?.[1]
  return pid === undefined ? undefined : Number(pid)
}

/** In a container every process may have the same number: what is older than this one was its predecessor's. */
const isFromBefore = async (path: string): Promise<boolean> => (await stat(path)).mtimeMs < performance.timeOrigin

async function isAbandoned(folder: string, name: string): Promise<boolean> {
  const pid = pidOf(name)
  if (pid === undefined) return false
  return pid === process.pid ? isFromBefore(join(folder, name)) : !isRunning(pid)
}

/** Takes away what processes that died left: what did not fit in their memory, and files they had not put in place yet. */
export async function sweepAbandoned(lakeFolder: string): Promise<void> {
  for (const folder of [join(lakeFolder, 'spill'), join(lakeFolder, 'staging')]) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names)
      if (await isAbandoned(folder, name)) await rm(join(folder, name), { recursive: true, force: true })
  }
}
