import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { Ctx } from '#platform'

const ownerOf = ({ actor }: Ctx): string => actor.userId ?? 'the operator'

const pathOf = (ctx: Ctx, id: string): string => ctx.folder.path('incoming', id)

/** Notes beside an upload whose it is: it may name patients, and its address can be guessed by nobody but shown to somebody. */
export const keepUpload = (ctx: Ctx, id: string): Promise<void> =>
  writeFile(`${pathOf(ctx, id)}.by`, ownerOf(ctx), { mode: 0o600 })

/** Where an upload lies, for whoever sent it; nothing for everybody else, or when it is gone. */
export async function findUpload(ctx: Ctx, id: string): Promise<string | undefined> {
  const path = pathOf(ctx, id)
  const [there, owner] = await Promise.all([
    stat(path).catch(() => undefined),
    readFile(`${path}.by`, 'utf8').catch(() => undefined),
  ])
  return there?.isFile() && owner === ownerOf(ctx) ? path : undefined
}

/** It goes on as the input of a run, which takes it away. */
export const releaseUpload = (ctx: Ctx, id: string): Promise<void> => rm(`${pathOf(ctx, id)}.by`, { force: true })
