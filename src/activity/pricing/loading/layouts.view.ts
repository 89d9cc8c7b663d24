import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { type Layout, layoutsSchema } from './layout.ts'

let kept: readonly Layout[] | undefined

export const layouts = (): readonly Layout[] =>
  (kept ??= layoutsSchema.parse(
    parse(readFileSync(packagePath('reference', 'pricing', 'layouts.yaml'), 'utf8')),
  ).layouts)
