import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { findDataFolder } from '#platform'
import {
  type Command,
  type CommandOption,
  type ExitCode,
  type Terminal,
  type TypedBy,
  defineSetupCommand,
  exits,
} from '#terminal'
import { z } from 'zod'
import { carryOutTyped } from './carry-out.ts'

const placeOptions: readonly CommandOption[] = [
  { flag: '--port <number>', words: 'where to serve', default: '4600' },
  { flag: '--listen <address>', words: 'an address of this machine to listen at; this computer alone without' },
  { flag: '--url <url>', words: 'how browsers find it, where that is not this computer: https://…' },
]
const placeInput = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  listen: z.union([z.ipv4(), z.ipv6()], 'Give an IP address of this machine.').optional(),
  url: z
    .url({ protocol: /^https?$/, error: 'Give a whole address, like https://locality.example.nhs.uk.' })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
})
type PlaceInput = z.output<typeof placeInput>

/** The pages bring a good deal with them that no other command needs, so they are loaded when they are asked for. */
async function serve(data: string, place: PlaceInput, out: Terminal, by: TypedBy): Promise<ExitCode> {
  const pages = await import('./serve.ts')
  return pages.serve(data, place, out, by.actor)
}

export const serveCommand = defineSetupCommand({
  name: 'serve',
  summary: 'Serve the pages, and do the work they ask for',
  options: placeOptions,
  changes: true,
  input: placeInput,
  run: serve,
})

/** Beside the folder while the example is being made in it, so that one cut off half way is not served as if it were whole. */
const makingMark = (data: string): string => `${resolve(data)}.being-made`

async function needsExample(data: string): Promise<boolean> {
  const found = await findDataFolder(data)
  return existsSync(makingMark(data)) || (!found.ok && found.code === 'no-data')
}

async function makeExample(demonstration: Command, data: string, out: Terminal, as: string): Promise<ExitCode> {
  out.print(`There is no data in ${data} yet: making a small invented commissioner to look at.`)
  await mkdir(dirname(makingMark(data)), { recursive: true })
  await writeFile(makingMark(data), 'locality start is making an example here\n')
  const made = await carryOutTyped(demonstration, { words: [], options: { size: 'small' }, data, as }, out)
  if (made === exits.done) await rm(makingMark(data), { force: true })
  return made
}

/** What `npm start` does: an invented commissioner to look at where there is no data yet, then the pages. */
export const startCommand = (demonstration: Command | undefined): Command =>
  defineSetupCommand({
    name: 'start',
    summary: 'Serve the pages, first making a small invented example where there is no data',
    options: placeOptions,
    changes: true,
    input: placeInput,
    async run(data, input, out, by) {
      const ready =
        demonstration && (await needsExample(data))
          ? await makeExample(demonstration, data, out, by.actor.name)
          : exits.done
      return ready === exits.done ? serve(data, input, out, by) : ready
    },
  })
