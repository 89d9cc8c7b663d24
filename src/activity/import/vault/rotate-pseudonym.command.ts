import { rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '#db'
import { type Ctx, type Job, makeKey, runJob } from '#platform'
import { type Result, ok, refused } from '#shared'
import { inTurn } from '../imports/import-turn.command.ts'
import { placeFiles } from '../imports/keep-files.step.ts'
import { pseudonymInForce } from './key.view.ts'
import { type RegisteredLines, allLineFiles, commissionerOf } from './lake-files.view.ts'
import { importsWithPacks, packsOfImport } from './packs.view.ts'
import { PackDamaged, openPack } from './open-pack.step.ts'
import type { NamedPerson } from './people-pack.ts'
import { chainText, pseudonymOf } from './pseudonym.ts'
import { keyHolder } from './pseudonym-keys.ts'
import { type RenamedLines, renameLines } from './rename-lines.step.ts'
import { sealedPacks } from './reseal-packs.command.ts'
import type { RotationRefusal } from './rotate-vault.command.ts'
import { appendKeyEvent, moveLakeFile, replacePacks } from './vault.store.ts'
import { newestVaultKey } from './vault-key.ts'

export interface PseudonymRotated {
  readonly version: number
  readonly files: number
  readonly packs: number
}

const event = (ctx: Ctx, version: number, what: 'made' | 'in-force') =>
  ({ key: 'pseudonym', version, event: what, actor: ctx.actor.name, at: ctx.clock.now() }) as const

/** Old and new lines lie beside each other until the new ones are registered. */
async function checkRoom(ctx: Ctx, files: readonly RegisteredLines[]): Promise<Result<void, 'no-room'>> {
  const { bavail, bsize } = await statfs(ctx.folder.root)
  const short = 1.2 * files.reduce((sum, { bytes }) => sum + bytes, 0) + 500 * 1_048_576 - bavail * bsize
  if (short <= 0) return ok(undefined)
  const megabytes = Math.ceil(short / 1_048_576).toLocaleString('en-GB')
  return refused(
    'no-room',
    `The disk of ${ctx.folder.root} lacks ${megabytes} MB for the lines beside their old files. Make room and try again.`,
  )
}

/** The new key of each commissioner: its patients are hashed by it once more. */
type KeyOf = (commissioner: string | null) => Promise<Buffer>

async function startVersion(ctx: Ctx, version: number): Promise<KeyOf> {
  await makeKey(ctx.folder.root, 'pseudonym', version)
  await ctx.transaction(async (tx) => {
    await appendKeyEvent(tx, event(ctx, version, 'made'))
    await ctx.audit(tx, 'keys.rotate', 'pseudonym key', { version, step: 'began' })
  })
  return (commissioner) =>
    ctx.folder.purposeKey({ version, commissioner: keyHolder(commissioner), purpose: 'activity' })
}

const renamed = (key: Buffer, person: NamedPerson): NamedPerson => ({
  ...person,
  patient: String(pseudonymOf(key, chainText(person.patient))),
})

/** The vault answers to the new pseudonyms from the same moment on. Answers with how many packs there were. */
async function renamePacks(ctx: Ctx, tx: Database, keyOf: KeyOf): Promise<number> {
  const vault = await newestVaultKey(ctx.folder)
  let count = 0
  for (const importNo of await importsWithPacks(tx)) {
    const packs = await packsOfImport(tx, importNo)
    const key = await keyOf(await commissionerOf(tx, importNo))
    const people = new Map<string | null, NamedPerson[]>()
    for (const pack of packs) {
      const own = people.get(pack.practice) ?? []
      for (const person of await openPack(ctx, pack)) own.push(renamed(key, person))
      people.set(pack.practice, own)
    }
    const anew = [...people].flatMap(([practice, own]) => sealedPacks({ importNo, practice }, own, vault))
    await replacePacks(tx, packs, anew)
    count += packs.length
  }
  return count
}

/** From the commit on the lake has its new pseudonyms, and imports make them: lines, vault and version in force change together. */
async function register(
  ctx: Ctx,
  job: Job,
  version: number,
  keyOf: KeyOf,
  files: readonly RenamedLines[],
): Promise<number> {
  job.report({ stage: 'Registering the lines and their identities' })
  return ctx.transaction(async (tx) => {
    const packs = await renamePacks(ctx, tx, keyOf)
    for (const file of files) await moveLakeFile(tx, file)
    await appendKeyEvent(tx, event(ctx, version, 'in-force'))
    await ctx.audit(tx, 'keys.rotate', 'pseudonym key', { version, files: files.length, packs, step: 'ended' })
    return packs
  })
}

async function renameAll(
  ctx: Ctx,
  job: Job,
  { keyOf, ...to }: { staging: string; version: number; keyOf: KeyOf },
): Promise<RenamedLines[]> {
  const files = await allLineFiles(ctx.db)
  const made: RenamedLines[] = []
  for (const [at, file] of files.entries()) {
    job.signal.throwIfAborted()
    job.report({ stage: `Writing lines under new pseudonyms, file ${at + 1} of ${files.length}` })
    made.push(await renameLines(ctx.lake, file, { ...to, key: await keyOf(file.commissioner) }))
  }
  await placeFiles(made.map((one) => ({ from: one.made, to: join(ctx.lake.folder, one.path) })))
  return made
}

async function rotate(ctx: Ctx, job: Job): Promise<Result<PseudonymRotated, RotationRefusal>> {
  if ((await importsWithPacks(ctx.db, true)).length > 0)
    return refused(
      'damaged',
      'Some identities are not kept by practice yet. Type “locality keys rotate vault” first, then this again.',
    )
  const room = await checkRoom(ctx, await allLineFiles(ctx.db))
  if (!room.ok) return room
  const version = (await pseudonymInForce(ctx.db)) + 1
  const keyOf = await startVersion(ctx, version)
  const staging = ctx.folder.path('lake', 'staging', `import-${job.runId}`)
  try {
    const files = await renameAll(ctx, job, { staging, version, keyOf })
    const packs = await register(ctx, job, version, keyOf, files)
    for (const { was } of files) await rm(join(ctx.lake.folder, was), { force: true })
    return ok({ version, files: files.length, packs })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/** The work itself, under a run and in turn with imports. */
export async function rotatePseudonymUnderRun(ctx: Ctx, job: Job): Promise<Result<PseudonymRotated, RotationRefusal>> {
  try {
    return await inTurn(ctx, job, () => rotate(ctx, job))
  } catch (fault) {
    if (!(fault instanceof PackDamaged)) throw fault
    return refused(
      'damaged',
      `It stopped because ${fault.message}. Nothing was changed. Restore it from a backup and try again.`,
    )
  }
}

export const rotatePseudonymKind = 'rotate-pseudonym-key'

/**
 * Gives every patient of the lake a new pseudonym, made of the old one by a new version of the key. Files of lines are written beside the
 * old ones and count from one transaction on, with the vault. Killed before it, nothing has changed; after it, the next import sweeps
 * what is left.
 */
export const rotatePseudonym = (ctx: Ctx): Promise<Result<PseudonymRotated, RotationRefusal>> =>
  runJob(ctx, { kind: rotatePseudonymKind, permission: 'setting.change', input: {} }, (job) =>
    rotatePseudonymUnderRun(ctx, job),
  )
