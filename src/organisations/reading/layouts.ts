import { packagePath } from '#platform'
import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { type ImportKind, type Layout, layoutSchema } from './layout.ts'

let loaded: readonly Layout[] | undefined

/** Every layout this room can read, from the package's own reference folder; read once. */
export function allLayouts(): readonly Layout[] {
  const folder = packagePath('reference', 'formats', 'organisations')
  loaded ??= readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => layoutSchema.parse(parse(readFileSync(`${folder}/${name}`, 'utf8'))))
  return loaded
}

export const layoutsFor = (kind: ImportKind): readonly Layout[] =>
  allLayouts().filter((layout) => layout.import === kind)
