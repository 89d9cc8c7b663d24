import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type ProcessIdentity, isAlive, thisProcess } from './process-identity.ts'

export interface LockHolder extends ProcessIdentity {
  readonly nonce: string
  readonly purpose: string
  readonly since: string
}

export type Taken =
  | { readonly taken: true; release(): Promise<void> }
  | { readonly taken: false; readonly holder: LockHolder }

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

async function readHolder(path: string): Promise<LockHolder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as LockHolder
  } catch {
    return undefined
  }
}

/** Makes the file or fails: the one step that the file system promises to let only one process do. */
async function claim(path: string, holder: LockHolder): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(holder), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/**
 * Clears a lock whose holder is dead. Clearing is itself done under a claim, and looks again inside it, so that
 * two processes that saw the same dead holder cannot clear one another's new lock.
 */
async function clearIfDead(path: string, seen: LockHolder): Promise<void> {
  if (isAlive(seen)) return
  const broom = `${path}.clearing`
  if (!(await claim(broom, { ...seen, ...thisProcess() }))) {
    const sweeper = await readHolder(broom)
    if (sweeper && !isAlive(sweeper)) await rm(broom, { force: true })
    return
  }
  const now = await readHolder(path)
  if (now?.nonce === seen.nonce) await rm(path, { force: true })
  await rm(broom, { force: true })
}

/** A claim that was cut off while its file was written is empty; after this long it is not being written any more. */
const torn = 2_000

async function clearTorn(path: string, since: number): Promise<void> {
  if (Date.now() - since > torn && (await readHolder(path)) === undefined) await rm(path, { force: true })
}

/** Waits for the lock until the deadline; answers with the holder when it did not come free. */
export async function takeLock(path: string, purpose: string, waitMs: number): Promise<Taken> {
  const mine: LockHolder = { ...thisProcess(), nonce: randomUUID(), purpose, since: new Date().toISOString() }
  const start = Date.now()
  for (;;) {
    if (await claim(path, mine)) return { taken: true, release: () => releaseLock(path, mine) }
    const holder = await readHolder(path)
    if (holder) await clearIfDead(path, holder)
    else await clearTorn(path, start)
    if (holder && Date.now() - start > waitMs && isAlive(holder)) return { taken: false, holder }
    await pause(15)
  }
}

async function releaseLock(path: string, mine: LockHolder): Promise<void> {
  const now = await readHolder(path)
  if (now?.nonce === mine.nonce) await rm(path, { force: true })
}
