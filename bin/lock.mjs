// A lock for setting up, before there are dependencies: a file that names its holder.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { say } from './say.mjs'

function claim(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

/** Does the work while nobody else does; a holder that died is passed over. */
export async function withLock(path, work) {
  let waited = 0
  while (!claim(path)) {
    const holder = holderOf(path)
    if (waited === 0 && holder) say(`Waiting for process ${holder}, which is setting up the same folder.`)
    if (waited > 20 && !(holder && isRunning(holder))) rmSync(path, { force: true })
    waited += 1
    await pause(100)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}
