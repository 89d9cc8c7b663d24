import type { ItemSaid } from '../items/item.ts'
import type { FileVersion } from './file-versions.view.ts'
import type { ReadRow } from './read-plan.ts'

type Fields = Omit<FileVersion, 'itemNo'>

const same = (a: unknown, b: unknown): boolean => a === b

const told = ['section', 'ref', 'objective', 'leadsText', 'timescaleText', 'start', 'due'] as const

/** Days go together: half of them from a file and half from a person would be nobody’s. */
function mergedDays(row: Fields, now: Fields, before: Fields | undefined) {
  const isNew =
    !before || (['start', 'due', 'daysAre', 'timescaleText'] as const).some((field) => !same(row[field], before[field]))
  const { start, due, daysAre } = isNew ? row : now
  return { start, due, daysAre }
}

/**
 * What an item says once a file was taken: what the file changed since it was last sent is the file’s, everything else stays as it
 * stands, by whose hand ever. Nothing where that changes nothing.
 */
export function mergeRow(row: ReadRow, now: ItemSaid, before: FileVersion | undefined): ItemSaid | undefined {
  const isAsBefore = before && told.every((field) => same(row[field], before[field]))
  if (isAsBefore) return undefined
  const pick = (field: 'section' | 'ref' | 'objective' | 'leadsText' | 'timescaleText'): string =>
    before && same(row[field], before[field]) ? now[field] : row[field]
  const merged: ItemSaid = {
    place: now.place,
    section: pick('section'),
    ref: pick('ref'),
    refAsWritten: before && same(row.ref, before.ref) ? now.refAsWritten : row.refAsWritten,
    objective: pick('objective'),
    leadsText: pick('leadsText'),
    timescaleText: pick('timescaleText'),
    ...mergedDays(row, now, before),
    notes: row.notes,
    isRemoved: false,
  }
  const isNothing = !now.isRemoved && told.every((field) => same(merged[field], now[field]))
  return isNothing ? undefined : merged
}
