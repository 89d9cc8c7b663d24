import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'
import { knownFormats } from '../formats/read-formats.step.ts'
import { lineColumns } from '../line/line-column.ts'
import { type Mapping, headerSignature } from './mapping.ts'
import { insertMapping } from './mapping.store.ts'

const words = (name: string): string => name.replaceAll('_', ' ')

/** What every line needs and the mapping says nothing of. A layout that says nothing of flex or freeze is asked at each import. */
export function missingColumns({ columns, constants }: Pick<Mapping, 'columns' | 'constants'>): string[] {
  return lineColumns
    .filter(({ name, needed }) => needed && name !== 'snapshot' && !columns[name] && !constants[name])
    .map(({ name }) => name)
}

/** Remembers how a layout is read, for its provider and its header. A later one of the same name takes its place. */
export async function saveMapping(
  ctx: Ctx,
  mapping: Mapping,
): Promise<Result<void, 'missing-columns' | 'unknown-columns' | 'taken-name'>> {
  if ((await knownFormats()).some(({ name }) => name === mapping.name)) {
    return refused('taken-name', `“${mapping.name}” is the name of a known layout. Give the mapping another name.`)
  }
  const missing = missingColumns(mapping)
  if (missing.length > 0) {
    return refused(
      'missing-columns',
      `Every line needs its ${missing.map(words).join(', ')}. Choose a column, or give one value for all lines.`,
    )
  }
  const strange = Object.values(mapping.columns).find((title) => !mapping.titles.includes(title))
  if (strange !== undefined)
    return refused('unknown-columns', `The file has no column “${strange}”. Choose one that it has.`)
  await ctx.transaction(async (tx) => {
    await insertMapping(tx, {
      mapping,
      headerSignature: headerSignature(mapping.titles),
      actor: ctx.actor.name,
      at: ctx.clock.now(),
    })
    await ctx.audit(tx, 'activity.map', `mapping ${mapping.name}`, {
      provider: mapping.provider ?? null,
      columns: Object.keys(mapping.columns).length,
    })
  })
  return ok(undefined)
}
