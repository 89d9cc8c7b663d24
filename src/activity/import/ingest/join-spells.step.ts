import type { LakeBuilder } from '#lake'
import type { StagedFile } from './staged-file.ts'
import { openEpisodesSql, spellsSql } from './spell-sql.ts'

/** Makes spells of episodes. Episodes of a spell without a discharge are refused: it is billed when it ends. */
export async function joinSpells(builder: LakeBuilder, staged: StagedFile): Promise<StagedFile> {
  if (!staged.format.spells) return staged
  const table = `${staged.table}_spells`
  await builder.run(
    spellsSql(
      staged.table,
      table,
      staged.columns.map(({ name }) => name),
    ),
  )
  const open = await builder.read<{ line_no: number }>(openEpisodesSql(table))
  staged.rejects.add(
    open.map(({ line_no: row }) => ({
      row,
      column: staged.titleOf('end_date'),
      value: '',
      problem: 'The stay has no day of discharge',
      whatToDo: 'Leave it out: a stay is billed in the month of its discharge and comes again when it has ended.',
    })),
  )
  await builder.run(`DELETE FROM ${table} WHERE end_date IS NULL`)
  const [counts] = await builder.read<{ spells: number; episodes: number }>(
    `SELECT count(*) AS spells, coalesce(sum(len(s.episodes)), 0)::BIGINT AS episodes FROM ${table} AS s`,
  )
  if (counts!.spells < counts!.episodes)
    staged.notes.push(`${counts!.episodes} episodes were joined into ${counts!.spells} stays.`)
  return { ...staged, table }
}
