import type { DataFolder } from '#platform'
import type { Database } from '#db'
import type { ExtractKey } from './pseudonym.ts'
import { pseudonymInForce } from './key.view.ts'

/** Where it is not known to whom an import was billed, its patients have pseudonyms of their own. */
const nobodys = 'lake'

/** Whose keys make the pseudonyms of an import: a patient is the same one in every month of a commissioner, and another in any other's. */
export const keyHolder = (commissioner: string | null): string => commissioner ?? nobodys

/** The keys that make the lake's patients: of every version in force, the oldest first. */
export async function activityKeys(
  folder: DataFolder,
  inForce: number,
  commissioner: string | null,
): Promise<Buffer[]> {
  const versions = Array.from({ length: inForce }, (_, at) => at + 1)
  return Promise.all(
    versions.map((version) =>
      folder.purposeKey({ version, commissioner: keyHolder(commissioner), purpose: 'activity' }),
    ),
  )
}

/** The key under which patients leave in an extract made for a commissioner. */
export async function extractKey(db: Database, folder: DataFolder, commissioner: string | null): Promise<ExtractKey> {
  const version = await pseudonymInForce(db)
  return {
    version,
    key: await folder.purposeKey({ version, commissioner: keyHolder(commissioner), purpose: 'extract' }),
  }
}
