import type { DataFolder } from '#platform'
import type { Database } from '#db'
import type { ExtractKey } from './pseudonym.ts'
import { pseudonymInForce } from './key.view.ts'

/**
 * Whose lake it is, as its keys are drawn. One label for all that an installation holds, because a patient must be the same one in every
 * month of it; where it holds several commissioners' activity apart, their codes stand here, one by one, with the next rotation.
 */
export const wholeLake = 'lake'

/** The keys that make the lake's patients: of every version in force, the oldest first. */
export async function activityKeys(folder: DataFolder, inForce: number, commissioner = wholeLake): Promise<Buffer[]> {
  const versions = Array.from({ length: inForce }, (_, at) => at + 1)
  return Promise.all(versions.map((version) => folder.purposeKey({ version, commissioner, purpose: 'activity' })))
}

/** The key under which patients leave in an extract made for a commissioner. */
export async function extractKey(db: Database, folder: DataFolder, commissioner = wholeLake): Promise<ExtractKey> {
  const version = await pseudonymInForce(db)
  return { version, key: await folder.purposeKey({ version, commissioner, purpose: 'extract' }) }
}
