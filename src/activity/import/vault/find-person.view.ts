import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { type PackQuestion, type StoredPack, findPack } from './packs.view.ts'
import { openPack } from './open-pack.step.ts'
import type { NamedPerson } from './people-pack.ts'

type Reading = Pick<Ctx, 'db' | 'folder' | 'log'>

async function open({ folder, log }: Reading, pack: StoredPack): Promise<NamedPerson[] | undefined> {
  try {
    return await openPack({ folder }, pack)
  } catch (fault) {
    log.error(
      { packNo: pack.packNo, importNo: pack.importNo, keyVersion: pack.keyVersion, fault },
      'a pack of the vault does not open',
    )
    return undefined
  }
}

/**
 * Who a pseudonym of a practice is, out of the vault; nothing where no identity is kept. Asks nobody whether they may and writes nothing
 * down: only for whoever did both before. A pack that a rotation of the key was just moving is looked for once more.
 */
export async function findPerson(
  reading: Reading,
  question: PackQuestion,
): Promise<Result<NamedPerson | undefined, 'damaged'>> {
  for (const _attempt of [1, 2]) {
    const pack = await findPack(reading.db, question)
    if (!pack) return ok(undefined)
    const people = await open(reading, pack)
    if (people) return ok(people.find(({ patient }) => patient === question.patient))
  }
  return refused(
    'damaged',
    'What is kept of this identity cannot be opened: it was changed, or its key is missing. Nothing was shown. ' +
      'Tell whoever keeps this installation; “locality verify” says what is wrong.',
  )
}
