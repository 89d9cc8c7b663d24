import { type Ctx, type KeyName, findDataFolder, keyNames } from '#platform'
import type { Table } from '#shared'
import { type KeyEvent, keyEvents, pseudonymInForce } from './key.view.ts'
import { packsByKey } from './packs.view.ts'

type Columns = 'key' | 'version' | 'made' | 'by' | 'standing'

interface Facts {
  readonly events: readonly KeyEvent[]
  readonly folderMadeAt: string | undefined
  readonly inForce: number
  readonly packs: ReadonlyMap<number, number>
}

const timeText = (at: string): string => at.slice(0, 19).replace('T', ' ')

function pseudonymStanding(version: number, { inForce }: Facts): string {
  if (version > inForce) return 'made, not in force: a rotation did not end'
  return version === inForce ? 'in force' : 'needed still: later versions hash what it makes'
}

function vaultStanding(version: number, newest: number, { packs }: Facts): string {
  const sealed = `seals ${(packs.get(version) ?? 0).toLocaleString('en-GB')} packs`
  return version === newest ? `in force, ${sealed}` : `to be destroyed when its rotation ends, ${sealed}`
}

async function rowsOf(ctx: Ctx, key: KeyName, facts: Facts) {
  const versions = await ctx.folder.keyVersions(key)
  const newest = versions.at(-1)?.version ?? 0
  return versions.map(({ version }) => {
    const made = facts.events.find((each) => each.key === key && each.version === version && each.event === 'made')
    const at = made?.at.toISOString() ?? (version === 1 ? facts.folderMadeAt : undefined)
    return {
      key,
      version: String(version),
      made: at === undefined ? null : timeText(at),
      by: made?.actor ?? null,
      standing: key === 'vault' ? vaultStanding(version, newest, facts) : pseudonymStanding(version, facts),
    }
  })
}

/** The versions of the keys that are there: since when, and what each is for. Never a byte of one. */
export async function keyList(ctx: Ctx): Promise<Table<Columns>> {
  const found = await findDataFolder(ctx.folder.root)
  const facts: Facts = {
    events: await keyEvents(ctx.db),
    folderMadeAt: found.ok ? found.value.mark.createdAt : undefined,
    inForce: await pseudonymInForce(ctx.db),
    packs: await packsByKey(ctx.db),
  }
  const rows = await Promise.all(keyNames.map((key) => rowsOf(ctx, key, facts)))
  return {
    name: 'keys',
    caption: 'Keys of this installation (times in UTC)',
    columns: [
      { key: 'key', label: 'Key', kind: 'text' },
      { key: 'version', label: 'Version', kind: 'code' },
      { key: 'made', label: 'Made', kind: 'text' },
      { key: 'by', label: 'By', kind: 'text' },
      { key: 'standing', label: 'What it is for now', kind: 'text' },
    ],
    rows: rows.flat(),
  }
}
