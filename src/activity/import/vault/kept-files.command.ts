import type { Ctx, Job } from '#platform'
import { listKept } from '../imports/import.store.ts'
import { placeFiles } from '../imports/keep-files.step.ts'
import type { VaultKey } from '../ingest/ingest-job.ts'
import { type FindKey, resealFile, sealedUnder } from './sealed-file.step.ts'

const pathOf = (ctx: Ctx, sha256: string): string => ctx.folder.path('raw', `${sha256}.enc`)

const keysOf =
  (ctx: Ctx): FindKey =>
  (version) =>
    ctx.folder.key('vault', version)

/** A file that was received and kept does not open: nothing may be destroyed while there is one. */
export class FileDamaged extends Error {}

/**
 * Seals every kept file with one key. Each is put in the place of the old one when it is whole and on the disk. Answers with how many.
 */
export async function resealFiles(ctx: Ctx, job: Job, vault: VaultKey): Promise<number> {
  const kept = await listKept(ctx.db)
  for (const [at, sha256] of kept.entries()) {
    job.signal.throwIfAborted()
    const path = pathOf(ctx, sha256)
    try {
      if ((await sealedUnder(path)) !== vault.version) {
        await resealFile(path, `${path}.new`, keysOf(ctx), vault)
        await placeFiles([{ from: `${path}.new`, to: path }])
      }
    } catch (fault) {
      throw new FileDamaged(
        `the received file ${sha256.slice(0, 12)}… does not open: ${String((fault as Error).message)}`,
      )
    }
    job.report({ stage: `Sealing received files anew, ${at + 1} of ${kept.length}` })
  }
  return kept.length
}

/** True when no kept file is sealed with another version of the key. */
export async function allFilesUnder(ctx: Ctx, version: number): Promise<boolean> {
  for (const sha256 of await listKept(ctx.db)) if ((await sealedUnder(pathOf(ctx, sha256))) !== version) return false
  return true
}
