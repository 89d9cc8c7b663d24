import { type Ctx, keyNames } from '#platform'
import { type Command, type ExitCode, type Terminal, defineCommand, exits, sayRefusal } from '#terminal'
import { z } from 'zod'
import { keyList } from '../vault/key-list.view.ts'
import { rotatePseudonym } from '../vault/rotate-pseudonym.command.ts'
import { rotateVault } from '../vault/rotate-vault.command.ts'

const count = (number: number, one: string, many: string): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`

const keysCommand = defineCommand({
  name: 'keys',
  summary: 'list the versions of the keys, never their bytes; “keys rotate” makes new ones',
  input: z.object({}),
  async run(ctx, _, out) {
    await out.table(await keyList(ctx))
    return exits.done
  },
})

async function sayVault(ctx: Ctx, out: Terminal): Promise<ExitCode> {
  const rotated = await rotateVault(ctx)
  if (!rotated.ok) return sayRefusal(out, rotated)
  const { version, packs, files } = rotated.value
  if (out.wantsJson) out.json(rotated.value)
  out.print(
    `Version ${version} of the key of the vault is in force. ${count(packs, 'pack', 'packs')} of identities and ` +
      `${count(files, 'received file', 'received files')} are sealed with it, and open. Older versions are destroyed. ` +
      'Keep a copy of the folder keys elsewhere; copies of older backups still need the older key.',
  )
  return exits.done
}

async function sayPseudonym(ctx: Ctx, out: Terminal): Promise<ExitCode> {
  const rotated = await rotatePseudonym(ctx)
  if (!rotated.ok) return sayRefusal(out, rotated)
  const { version, files } = rotated.value
  if (out.wantsJson) out.json(rotated.value)
  out.print(
    `Version ${version} of the key of pseudonyms is in force in ${count(files, 'file', 'files')} of lines and the vault. ` +
      'Earlier versions are still needed for files to come: keep a copy of the folder keys elsewhere.',
  )
  return exits.done
}

const rotateCommand = defineCommand({
  name: 'keys rotate',
  summary: 'make a new version of a key and bring everything under it; may be typed again after a fault',
  changes: true,
  arguments: [
    {
      name: 'key',
      words:
        'vault: seal identities and received files anew and destroy the old key; pseudonym: give every patient of the lake a new number',
    },
  ],
  input: z.object({ key: z.enum(keyNames, 'Say which key: vault or pseudonym.') }),
  run: (ctx, { key }, out) => (key === 'vault' ? sayVault(ctx, out) : sayPseudonym(ctx, out)),
})

export const keysCommands: readonly Command[] = [keysCommand, rotateCommand]
