import { join } from 'node:path'
import type { MakeAccount } from '#people'
import { type Ctx, type Workbench, findDataFolder, initDataFolder, openWorkbench } from '#platform'
import { type Result, ok, refused } from '#shared'
import {
  type Command,
  type ExitCode,
  type Terminal,
  type TypedBy,
  defineSetupCommand,
  exits,
  sayRefusal,
} from '#terminal'
import { z } from 'zod'
import type { Loading } from './load-demonstration.command.ts'
import { plantedTable } from './planted-table.ts'
import { scoreTable } from './score/score-table.ts'
import { type FilesWritten, sizeNames, writeDemonstration } from './write-demonstration.ts'

/** An empty place, or one where the same command was cut off before. */
async function prepareFolder(data: string): Promise<Result<void>> {
  const found = await findDataFolder(data)
  if (!found.ok && found.code !== 'no-data') return found
  if (!found.ok) {
    const made = await initDataFolder({ data, demonstration: true })
    return made.ok ? ok(undefined) : made
  }
  if (found.value.mark.demonstration) return ok(undefined)
  return refused(
    'exists',
    `There is Locality data in ${data} that is not a demonstration. Choose another folder with --data.`,
  )
}

interface Wanted {
  readonly data: string
  readonly size: string
  readonly seed: number
  readonly makeAccount: MakeAccount
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10

/** Each step says what it is; long ones, beneath, how far they are. */
async function load(
  workbench: Workbench,
  { folder, makeAccount }: Omit<Loading, 'ctx'>,
  written: FilesWritten,
  out: Terminal,
): Promise<Result<{ steps: number }>> {
  let step = ''
  const onProgress: Ctx['onProgress'] = (progress, left) =>
    out.progress({ ...progress, stage: `${step}: ${progress.stage}` }, left)
  const ctx = { ...workbench.ctx, actor: { name: 'demonstration' }, onProgress }
  try {
    // It brings all the other rooms with it, which no other command needs.
    const { loadDemonstration } = await import('./load-demonstration.command.ts')
    return await loadDemonstration({ ctx, folder, makeAccount }, written, (words, done, total) => {
      step = `Taking in ${words} (${done + 1} of ${total})`
      out.progress({ stage: step })
    })
  } finally {
    await workbench.close()
  }
}

async function make({ data, size, seed, makeAccount }: Wanted, out: Terminal, by: TypedBy): Promise<ExitCode> {
  const began = performance.now()
  const prepared = await prepareFolder(data)
  if (!prepared.ok) return sayRefusal(out, prepared)
  const folder = join(data, 'demonstration')
  const written = await writeDemonstration({
    size,
    seed,
    folder,
    report: (stage, done, total) => out.progress({ stage: `Inventing: ${stage} (${done + 1} of ${total})` }),
  })
  const invented = secondsSince(began)
  out.progress({ stage: 'Opening the database' })
  const opened = await openWorkbench({ data, actor: by.actor })
  if (!opened.ok) return sayRefusal(out, opened)
  await by.record(opened.value.ctx)
  const loaded = await load(opened.value, { folder, makeAccount }, written, out)
  return loaded.ok ? tell(written, { folder, invented, all: secondsSince(began) }, out) : sayRefusal(out, loaded)
}

function inventedWords({ world, lines }: FilesWritten): string {
  const counts: [number, string][] = [
    [world.groups.length, 'groups'],
    [world.practices.length, 'practices'],
    [world.providers.length, 'providers'],
    [world.size.patients, 'people'],
    [lines, 'lines'],
  ]
  return counts.map(([count, noun]) => `${count.toLocaleString('en-GB')} ${noun}`).join(', ')
}

async function tell(
  written: FilesWritten,
  { folder, invented, all }: { folder: string; invented: number; all: number },
  out: Terminal,
): Promise<ExitCode> {
  const { world, lines } = written
  const planted = plantedTable(written)
  out.print(`${world.commissioner.name}: ${inventedWords(written)}. All of it is invented.`)
  if (out.wantsJson)
    out.json({
      commissioner: world.commissioner,
      lines,
      folder,
      seconds: { invented, all },
      planted: written.planted,
    })
  else await out.table(planted, 'text')
  out.print(`Made in ${all} seconds, ${invented} of them for inventing. The files it was made from are in ${folder}.`)
  return exits.done
}

/** Checks the bills by the rules as they are now, and holds what is found against the answer key. */
async function score(data: string, out: Terminal, by: TypedBy): Promise<ExitCode> {
  const opened = await openWorkbench({ data, actor: by.actor })
  if (!opened.ok) return sayRefusal(out, opened)
  const workbench = opened.value
  try {
    const ctx: Ctx = { ...workbench.ctx, onProgress: (progress, left) => out.progress(progress, left) }
    await by.record(ctx)
    const { checkAndScore } = await import('./score/check-and-score.command.ts')
    const scored = await checkAndScore(ctx, join(data, 'demonstration'))
    if (!scored.ok) return sayRefusal(out, scored)
    await out.table(scoreTable(scored.value), out.wantsJson ? 'json' : 'text')
    return exits.done
  } finally {
    await workbench.close()
  }
}

export const demonstrationCommand = (makeAccount: MakeAccount): Command =>
  defineSetupCommand({
    name: 'demo',
    summary: 'Makes an invented commissioner to look at and learn with: people, prices, bills and the mistakes in them',
    options: [
      {
        flag: '--size <size>',
        words: 'how large: small takes seconds, the larger ones minutes',
        choices: sizeNames,
        default: 'small',
      },
      {
        flag: '--seed <number>',
        words: 'another number makes another commissioner; the same number makes the same files',
        default: '1',
      },
      {
        flag: '--score',
        words: 'makes nothing: checks the bills of a demonstration and says how many of its mistakes were found',
      },
    ],
    input: z.object({
      size: z.string().default('small'),
      seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
      score: z.boolean().default(false),
    }),
    changes: true,
    run: (data, { score: isScored, ...input }, out, by) =>
      isScored ? score(data, out, by) : make({ data, ...input, makeAccount }, out, by),
  })
