import type { Ctx, Job } from '#platform'
import type { VaultKey, VaultPack } from '../ingest/ingest-job.ts'
import { practicesOfPatients } from './line-practices.view.ts'
import { openPack, openPackWith } from './open-pack.step.ts'
import { type StoredPack, countPacks, importsWithPacks, packsOfImport, packsUnderOthers } from './packs.view.ts'
import { type NamedPerson, openPackText, packsOf, sealPeople } from './people-pack.ts'
import { replacePacks } from './vault.store.ts'

const atOnce = 200

async function resealed(ctx: Ctx, pack: StoredPack, { key, version }: VaultKey): Promise<VaultPack> {
  const text = await openPackWith(ctx, pack, openPackText)
  return { ...pack, keyVersion: version, ciphertext: sealPeople(key, pack, text) }
}

export const sealedPacks = (
  of: { importNo: number; practice: string | null },
  people: readonly NamedPerson[],
  { key, version }: VaultKey,
): VaultPack[] =>
  packsOf(of, people).map(({ place, text }) => ({
    ...place,
    keyVersion: version,
    ciphertext: sealPeople(key, place, text),
  }))

/** People by each practice that the lines of their import name for them. */
function byPractice(
  people: readonly NamedPerson[],
  practices: ReadonlyMap<string, readonly (string | null)[]>,
): Map<string | null, NamedPerson[]> {
  const found = new Map<string | null, NamedPerson[]>()
  for (const person of people) {
    for (const practice of practices.get(person.patient) ?? [null]) {
      const own = found.get(practice)
      if (own) own.push(person)
      else found.set(practice, [person])
    }
  }
  return found
}

/** Packs that were written for every practice together are divided by what their import's lines say. */
async function divideMixed(ctx: Ctx, vault: VaultKey, importNo: number): Promise<void> {
  const mixed = (await packsOfImport(ctx.db, importNo)).filter(({ isMixed }) => isMixed)
  const practices = await practicesOfPatients(ctx, importNo)
  const people: NamedPerson[] = []
  for (const pack of mixed) people.push(...(await openPack(ctx, pack)))
  const packs = [...byPractice(people, practices)].flatMap(([practice, own]) =>
    sealedPacks({ importNo, practice }, own, vault),
  )
  await ctx.transaction((tx) => replacePacks(tx, mixed, packs))
}

/**
 * Seals every pack with one key: some at a time, each time all of them or none, so that it may end anywhere and go on. Answers with how
 * many.
 */
export async function resealPacks(ctx: Ctx, job: Job, vault: VaultKey): Promise<number> {
  for (const importNo of await importsWithPacks(ctx.db, true)) {
    job.report({ stage: 'Dividing packs by practice' })
    await divideMixed(ctx, vault, importNo)
  }
  const rowsTotal = await countPacks(ctx.db)
  for (let rowsDone = 0; ;) {
    job.signal.throwIfAborted()
    const packs = await packsUnderOthers(ctx.db, vault.version, atOnce)
    if (packs.length === 0) return rowsTotal
    const anew = await Promise.all(packs.map((pack) => resealed(ctx, pack, vault)))
    await ctx.transaction((tx) => replacePacks(tx, packs, anew))
    rowsDone += packs.length
    job.report({ stage: 'Sealing identities anew', rowsDone, rowsTotal })
  }
}
