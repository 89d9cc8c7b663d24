import type { Ctx } from '#platform'
import { actingAs } from '#platform'
import { chance } from '../../oracles/chance.ts'

const people = [
  { name: 'an analyst', userId: 'u1', post: { postId: 'p1', role: 'analyst', organisation: 'X01' } },
  { name: 'Ó Déagánach: “practice”\nmanager', userId: 'u2' },
  { name: 'the command line' },
]

/** Writes so many records as the product does, with everything that makes a canonical text hard: line ends, colons, nothing, signs. */
export async function writeJournal(ctx: Ctx, records: number): Promise<void> {
  const chances = chance(records)
  for (let at = 0; at < records; at++) {
    const asked = actingAs(ctx, { actor: chances.pick(people), requestId: chances.pick([undefined, `r${at}`]) })
    const more = chances.pick([
      {},
      { purpose: 'check: a bill' },
      { purpose: 'reason\n3:x', before: { pence: at }, after: { pence: at + 1 } },
    ])
    await asked.transaction((tx) =>
      asked.audit(tx, chances.pick(['identity.read', 'import.take']), `line ${at % 7}`, { at, '£': '€—\t' }, more),
    )
  }
}
