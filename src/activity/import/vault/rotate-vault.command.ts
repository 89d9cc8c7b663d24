import { type Ctx, type Job, destroyKey, makeKey, runJob } from '#platform'
import { type Result, ok, refused } from '#shared'
import { inTurn } from '../imports/import-turn.command.ts'
import { keptFileFaults, packFaults } from './faults.view.ts'
import { FileDamaged, allFilesUnder, resealFiles } from './kept-files.command.ts'
import { PackDamaged } from './open-pack.step.ts'
import { packsByKey } from './packs.view.ts'
import { resealPacks } from './reseal-packs.command.ts'
import { appendKeyEvent } from './vault.store.ts'
import { newestVaultKey } from './vault-key.ts'

export interface VaultRotated {
  /** The version that seals everything now. */
  readonly version: number
  readonly packs: number
  readonly files: number
}

export type RotationRefusal = 'damaged' | 'no-room'

const event = (ctx: Ctx, version: number, what: 'made' | 'in-force' | 'destroyed') =>
  ({ key: 'vault', version, event: what, actor: ctx.actor.name, at: ctx.clock.now() }) as const

/** A rotation that was cut short left two versions: it is finished. With one version a new one is made. */
async function startVersion(ctx: Ctx): Promise<void> {
  const versions = await ctx.folder.keyVersions('vault')
  const newest = versions.at(-1)?.version ?? 0
  const next = versions.length > 1 ? newest : newest + 1
  if (next > newest) await makeKey(ctx.folder.root, 'vault', next)
  await ctx.transaction(async (tx) => {
    await appendKeyEvent(tx, event(ctx, next, 'made'))
    await ctx.audit(tx, 'keys.rotate', 'vault key', { version: next, step: versions.length > 1 ? 'went on' : 'began' })
  })
}

const damaged = (what: string): Result<never, 'damaged'> =>
  refused(
    'damaged',
    `${what} No key was destroyed, and what opened before still opens. Restore what is damaged from a backup and ` +
      'type “locality keys rotate vault” again: it goes on where it stopped.',
  )

/** Nothing may still need the old versions, and everything must open with the new one. */
async function faultsBefore(ctx: Ctx, version: number): Promise<string[]> {
  const others = [...(await packsByKey(ctx.db)).keys()].filter((each) => each !== version)
  if (others.length > 0 || !(await allFilesUnder(ctx, version))) return ['Something is still sealed with an older key.']
  return [...(await packFaults(ctx)), ...(await keptFileFaults(ctx))]
}

/** It is written down before it is done: a key that is gone without a record would be a loss, not a rotation. */
async function destroyOlder(ctx: Ctx, rotated: VaultRotated): Promise<void> {
  const older = (await ctx.folder.keyVersions('vault')).filter(({ version }) => version !== rotated.version)
  await ctx.transaction(async (tx) => {
    await appendKeyEvent(tx, event(ctx, rotated.version, 'in-force'))
    for (const { version } of older) await appendKeyEvent(tx, event(ctx, version, 'destroyed'))
    const destroyed = older.map(({ version }) => version)
    await ctx.audit(tx, 'keys.rotate', 'vault key', { ...rotated, destroyed, step: 'ended' })
  })
  for (const { version } of older) await destroyKey(ctx.folder.root, 'vault', version)
}

async function rotate(ctx: Ctx, job: Job): Promise<Result<VaultRotated, 'damaged'>> {
  await startVersion(ctx)
  const vault = await newestVaultKey(ctx.folder)
  const packs = await resealPacks(ctx, job, vault)
  const files = await resealFiles(ctx, job, vault)
  job.report({ stage: 'Opening everything with the new key' })
  const faults = await faultsBefore(ctx, vault.version)
  if (faults.length > 0) return damaged(faults.join(' '))
  const rotated = { version: vault.version, packs, files }
  job.report({ stage: 'Destroying the old key' })
  await destroyOlder(ctx, rotated)
  return ok(rotated)
}

/** The work itself, under a run and in turn with imports. */
export async function rotateVaultUnderRun(ctx: Ctx, job: Job): Promise<Result<VaultRotated, RotationRefusal>> {
  try {
    return await inTurn(ctx, job, () => rotate(ctx, job))
  } catch (fault) {
    if (fault instanceof PackDamaged || fault instanceof FileDamaged)
      return damaged(`It stopped because ${fault.message}.`)
    throw fault
  }
}

export const rotateVaultKind = 'rotate-vault-key'

/**
 * Gives the vault a new key: identities and received files are sealed with it, everything is opened once more to see that it is whole,
 * and only then is the old key destroyed. It may be killed at any point and be typed again; imports and readers go on with whichever key
 * a thing is under.
 */
export const rotateVault = (ctx: Ctx): Promise<Result<VaultRotated, RotationRefusal>> =>
  runJob(ctx, { kind: rotateVaultKind, permission: 'setting.change', input: {} }, (job) =>
    rotateVaultUnderRun(ctx, job),
  )
