import type { DataFolder } from '#platform'
import type { VaultKey } from '../ingest/ingest-job.ts'

/** What is sealed from now on is sealed with the newest version. */
export async function newestVaultKey(folder: DataFolder): Promise<VaultKey> {
  const version = (await folder.keyVersions('vault')).at(-1)?.version
  return { version: version ?? 1, key: await folder.key('vault', version) }
}
