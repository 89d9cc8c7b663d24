import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Format } from '../formats/format.ts'
import { codeLists, knownFormats } from '../formats/read-formats.step.ts'
import type { FileToIngest, IngestJob, IngestOutcome } from '../ingest/ingest-job.ts'
import { IngestStopped, runIngest } from '../ingest/run-ingest.step.ts'
import { pseudonymInForce } from '../vault/key.view.ts'
import { activityKeys } from '../vault/pseudonym-keys.ts'
import { newestVaultKey } from '../vault/vault-key.ts'
import type { Delivery } from './delivery.ts'
import { rejectsFolder } from './keep-files.step.ts'

const gigabyte = 1 << 30

async function jobOf(
  { ctx, input, staging, commissioner }: Delivery,
  files: readonly FileToIngest[],
  mapped: readonly Format[],
): Promise<IngestJob> {
  const [pseudonym, vault] = await Promise.all([
    pseudonymInForce(ctx.db).then((inForce) => activityKeys(ctx.folder, inForce, commissioner)),
    newestVaultKey(ctx.folder),
  ])
  const [known, lists] = await Promise.all([knownFormats(), codeLists()])
  const format = input.mapping ?? (input.format === undefined || input.format === 'auto' ? undefined : input.format)
  return {
    staging,
    files,
    formats: [...known, ...mapped],
    lists,
    snapshot: input.snapshot ?? 'freeze',
    acceptPartial: input.acceptPartial ?? false,
    keys: { pseudonym, vault },
    threads: 2,
    // With less than 1 GB the engine fills a table with one thread; it does not take the more.
    memoryLimit: '1GB',
    maxUnpackedBytes: 20 * gigabyte,
    maxWorkbookBytes: gigabyte / 4,
    ...(format && { format }),
  }
}

/** Reading is watched: about twice what the largest month of a commissioner was measured to need. */
const limits = { maxBytes: 3 * gigabyte, maxSilenceMs: 120_000, maxMs: 4 * 3_600_000 }

/** Has a delivery read apart from this process. What would take too much is refused like anything else. */
export async function readDelivery(
  delivery: Delivery,
  files: readonly FileToIngest[],
  mapped: readonly Format[],
): Promise<IngestOutcome> {
  const none = { findings: new Map(), files: [], submissions: [], packs: [] }
  try {
    return await runIngest(await jobOf(delivery, files, mapped), limits, delivery.job, delivery.reader)
  } catch (fault) {
    if (fault instanceof IngestStopped && fault.isLimit)
      return { ...none, refusal: { code: 'too-big', message: fault.message } }
    throw fault
  }
}

/** Files of rejects outlive the staging folder: somebody has to read them. */
export async function keepRejects({ ctx, staging }: Delivery, outcome: IngestOutcome): Promise<Map<number, string>> {
  const kept = new Map<number, string>()
  await mkdir(rejectsFolder(ctx.folder), { recursive: true, mode: 0o700 })
  for (const [importNo, { rejects }] of outcome.findings) {
    if (!rejects) continue
    await rename(join(staging, rejects), join(rejectsFolder(ctx.folder), rejects))
    kept.set(importNo, join('rejects', rejects))
  }
  return kept
}
