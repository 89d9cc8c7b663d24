import { hkdfSync, randomBytes } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const bytes = 32

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Whole, or not there at all: two processes may make it at the same moment, and the first one's holds. */
async function make(path: string): Promise<void> {
  const own = `${path}.${process.pid}`
  await writeFile(own, randomBytes(bytes), { mode: 0o600, flush: true })
  await link(own, path).catch((error: unknown) => {
    if (!isThere(error)) throw error
  })
  await rm(own, { force: true })
}

/**
 * A secret of this installation for one use (cookies, sign-in), drawn by HKDF from one that is kept beside the keys and is
 * none of them: turning a key of the vault signs nobody out and makes no authenticator useless. Made when first asked for.
 */
export async function ownSecret(root: string, use: string): Promise<Buffer> {
  const path = join(root, 'keys', 'installation.secret')
  const read = () => readFile(path)
  const secret = await read().catch(async (error: unknown) => {
    if (!isMissing(error)) throw error
    await make(path)
    return read()
  })
  if (secret.length !== bytes) throw new Error(`${path} is damaged: restore it from a backup`)
  return Buffer.from(hkdfSync('sha256', secret, '', use, bytes))
}
