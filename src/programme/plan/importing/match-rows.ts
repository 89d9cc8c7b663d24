import type { PlanItem } from '../items/item.ts'
import type { ReadRow } from './read-plan.ts'

const wordsKey = (objective: string): string =>
  objective
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, ' ')
    .trim()

type Known = Pick<PlanItem, 'itemNo' | 'ref' | 'objective' | 'source'>

/** Two that have the same key once each on both sides are the same. */
function pair<T extends Known>(
  rows: readonly ReadRow[],
  items: readonly T[],
  keyOfRow: (row: ReadRow) => string,
  keyOfItem: (item: T) => string,
): Map<ReadRow, T> {
  const found = new Map<ReadRow, T>()
  for (const row of rows) {
    const key = keyOfRow(row)
    const [same, alike] = [
      rows.filter((other) => keyOfRow(other) === key),
      items.filter((item) => keyOfItem(item) === key),
    ]
    if (same.length === 1 && alike.length === 1) found.set(row, alike[0]!)
  }
  return found
}

/**
 * Which item each row of a file is: by its reference and words, else by its words alone (its reference was put right), else by its
 * reference alone (it was worded anew; only one that came by file). What is left over is new. So a file that was mended is taken again
 * without anything twice.
 */
export function matchRows<T extends Known>(rows: readonly ReadRow[], items: readonly T[]): Map<ReadRow, T> {
  const matched = new Map<ReadRow, T>()
  const both = (ref: string, objective: string): string => `${ref} ${wordsKey(objective)}`
  const ways: readonly (readonly [(row: ReadRow) => string, (item: T) => string])[] = [
    [(row) => both(row.ref, row.objective), (item) => both(item.ref, item.objective)],
    [(row) => wordsKey(row.objective), (item) => wordsKey(item.objective)],
    [(row) => row.ref, (item) => (item.source === 'file' ? item.ref : `typed ${item.itemNo}`)],
  ]
  for (const [ofRow, ofItem] of ways) {
    const [restRows, taken] = [rows.filter((row) => !matched.has(row)), new Set(matched.values())]
    const restItems = items.filter((item) => !taken.has(item))
    for (const [row, item] of pair(restRows, restItems, ofRow, ofItem)) matched.set(row, item)
  }
  return matched
}
