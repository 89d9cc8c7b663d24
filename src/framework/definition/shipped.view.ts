import { readFileSync, readdirSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type Definition, definitionSchema } from './definition.ts'

const folder = (): string => packagePath('reference', 'frameworks')

let kept: readonly Definition[] | undefined

/** The frameworks that ship, by name and version; a file that breaks its schema is a bug, and throws. */
export const shippedFrameworks = (): readonly Definition[] =>
  (kept ??= readdirSync(folder())
    .filter((name) => name.endsWith('-levels.yaml'))
    .toSorted()
    .map((name) => definitionSchema.parse(parse(readFileSync(`${folder()}/${name}`, 'utf8')))))

/** The one that a group begins with where it chose no other: the latest that ships. */
export const usualFramework = (): Definition => shippedFrameworks().at(-1)!
