import type { DataFolder } from '#platform'
import type { StoredPack } from './packs.view.ts'
import { type NamedPerson, openPeople } from './people-pack.ts'

/** A pack does not open with the key it says it is under: it was changed, moved, or its key is another. */
export class PackDamaged extends Error {
  constructor(readonly importNo: number) {
    super(`a pack of import ${importNo} does not open`)
  }
}

type Holder = { readonly folder: DataFolder }

/** Reads a stored pack with its key; a key that is missing says so itself. */
export async function openPackWith<T>(
  { folder }: Holder,
  pack: StoredPack,
  read: (key: Uint8Array, place: StoredPack, ciphertext: Uint8Array) => T,
): Promise<T> {
  const key = await folder.key('vault', pack.keyVersion)
  try {
    return read(key, pack, pack.ciphertext)
  } catch {
    throw new PackDamaged(pack.importNo)
  }
}

export const openPack = (holder: Holder, pack: StoredPack): Promise<NamedPerson[]> =>
  openPackWith(holder, pack, openPeople)
