import type { Ctx } from '#platform'
import { pseudonymInForce } from './key.view.ts'
import { commissionerOf } from './lake-files.view.ts'
import { chainedPseudonym, nhsText } from './pseudonym.ts'
import { activityKeys } from './pseudonym-keys.ts'

/**
 * Whether a patient of the lake is the person with an NHS number: the number is hashed as an import would have hashed it.
 * Nothing is opened, and nothing of either leaves. Asks nobody whether they may and writes nothing down: only for whoever did both before.
 */
export async function isPatient(
  { db, folder }: Pick<Ctx, 'db' | 'folder'>,
  { importNo, patient }: { readonly importNo: number; readonly patient: string },
  digits: string,
): Promise<boolean> {
  const [inForce, commissioner] = await Promise.all([pseudonymInForce(db), commissionerOf(db, importNo)])
  return String(chainedPseudonym(await activityKeys(folder, inForce, commissioner), nhsText(digits))) === patient
}
