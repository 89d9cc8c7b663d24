import type { Ctx } from '#platform'
import { pseudonymInForce } from './key.view.ts'
import { chainText, chainedPseudonym, nhsText, pseudonymOf } from './pseudonym.ts'
import { activityKeys } from './pseudonym-keys.ts'

/** A patient as kept outside the lake: by the pseudonym of the lines of a commissioner, with the version of the key that made it. */
export interface KeptPatient {
  readonly patient: string
  readonly keyVersion: number
}

type Reading = Pick<Ctx, 'db' | 'folder'>

/**
 * The pseudonyms that lines billed to a commissioner carry for NHS numbers, in their order: for lists about patients that others keep,
 * such as approvals. The numbers are hashed as an import hashes them, and neither kept nor logged.
 */
export async function namePatients(
  { db, folder }: Reading,
  commissioner: string,
  numbers: readonly string[],
): Promise<KeptPatient[]> {
  const keyVersion = await pseudonymInForce(db)
  const keys = await activityKeys(folder, keyVersion, commissioner)
  return numbers.map((number) => ({ patient: String(chainedPseudonym(keys, nhsText(number))), keyVersion }))
}

/**
 * The same patients under the key in force now. A rotation gives the lake new pseudonyms that are hashes of the old ones; what was kept
 * elsewhere is hashed on in the same way when it is read.
 */
export async function patientsNow(
  { db, folder }: Reading,
  commissioner: string,
  kept: readonly KeptPatient[],
): Promise<string[]> {
  const inForce = await pseudonymInForce(db)
  if (kept.every(({ keyVersion }) => keyVersion === inForce)) return kept.map(({ patient }) => patient)
  const keys = await activityKeys(folder, inForce, commissioner)
  return kept.map(({ patient, keyVersion }) =>
    keys.slice(keyVersion).reduce((known, key) => String(pseudonymOf(key, chainText(known))), patient),
  )
}
