import { type Ctx, KeyMissing } from '#platform'
import { listKept } from '../imports/import.store.ts'
import { pseudonymInForce } from './key.view.ts'
import { openPackWith } from './open-pack.step.ts'
import { type StoredPack, packsAfter } from './packs.view.ts'
import { openPackText } from './people-pack.ts'
import { checkSealed } from './sealed-file.step.ts'

const atOnce = 200

async function faultOf(ctx: Ctx, pack: StoredPack): Promise<string[]> {
  try {
    await openPackWith(ctx, pack, openPackText)
    return []
  } catch (fault) {
    return fault instanceof KeyMissing
      ? [`The identities of import ${pack.importNo} cannot be opened: ${fault.message}.`]
      : [
          `Identities of import ${pack.importNo} were changed, moved or sealed with another key. ` +
            'Restore the database, or the keys, from a backup.',
        ]
  }
}

/** Opens every pack and shows none. What does not open is said once for each import. */
export async function packFaults(ctx: Ctx): Promise<string[]> {
  const faults = new Set<string>()
  for (let last = 0; ;) {
    const packs = await packsAfter(ctx.db, last, atOnce)
    if (packs.length === 0) return [...faults]
    for (const fault of (await Promise.all(packs.map((pack) => faultOf(ctx, pack)))).flat()) faults.add(fault)
    last = packs.at(-1)!.packNo
  }
}

/** Opens every kept file and writes nothing of it. */
export async function keptFileFaults(ctx: Ctx): Promise<string[]> {
  const faults: string[] = []
  for (const sha256 of await listKept(ctx.db)) {
    try {
      await checkSealed(ctx.folder.path('raw', `${sha256}.enc`), (version) => ctx.folder.key('vault', version))
    } catch (fault) {
      const why = fault instanceof KeyMissing ? fault.message : 'it is gone, was changed, or is sealed with another key'
      faults.push(`The received file ${sha256.slice(0, 12)}… cannot be opened: ${why}. Restore it from a backup.`)
    }
  }
  return faults
}

/** Every version of the key that made the lake's patients is needed to make them of a new file. */
export async function pseudonymKeyFaults(ctx: Ctx): Promise<string[]> {
  const inForce = await pseudonymInForce(ctx.db)
  const there = new Set((await ctx.folder.keyVersions('pseudonym')).map(({ version }) => version))
  return Array.from({ length: inForce }, (_, at) => at + 1)
    .filter((version) => !there.has(version))
    .map(
      (version) =>
        `Version ${version} of the key of pseudonyms is missing: new files would name patients otherwise than the lake does. ` +
        'Restore it from a backup.',
    )
}
