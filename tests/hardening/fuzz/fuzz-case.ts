import { chance } from '../../oracles/chance.ts'
import { breakRow } from './broken-rows.ts'
import { writeBroken } from './broken-files.ts'
import { drawDraft } from './draft.ts'
import type { Fate } from './fate.ts'
import { dirtyRow } from './harmless-rows.ts'
import { hostileNames } from './hostile.ts'
import { writeSomehow } from './whole-file.ts'

export interface FuzzCase {
  readonly seed: number
  readonly name: string
  readonly bytes: Buffer
  readonly fate: Fate
  /** What was done to the file. */
  readonly story: string
}

const kinds = [...Array<'file'>(14).fill('file'), ...Array<'rows'>(4).fill('rows'), 'dirty', 'dirty'] as const

/** One file of a seed: a good one made dirty, one with broken rows, or one that is broken as a whole. */
export function fuzzCase(seed: number): FuzzCase {
  const chances = chance(Math.imul(seed, 2_654_435_761))
  const draft = drawDraft(chances, seed)
  const kind = chances.pick(kinds)
  const name = chances.often(0.2) ? chances.pick(hostileNames) : 'october.csv'
  const times = (most: number, change: () => string): string[] =>
    Array.from({ length: chances.whole(kind === 'rows' ? 1 : 0, most) }, change)
  const dirt = chances.often(0.5) ? Array.from({ length: chances.whole(1, 3) }, () => dirtyRow(draft, chances)) : []
  const broken = kind === 'rows' ? times(3, () => breakRow(draft, chances)) : []
  // The engine itself reads files that are regular to the last blank; the others are read row by row. Both must be tried.
  if (chances.often(0.85)) draft.header = (titles) => titles.join(', ')
  const written = kind === 'file' ? writeBroken(draft, chances) : writeSomehow(draft, chances)
  const story = [...dirt, ...broken, written.story].filter((text) => text !== '').join(' + ') || 'nothing'
  return { seed, name, bytes: written.bytes, fate: written.fate, story }
}
