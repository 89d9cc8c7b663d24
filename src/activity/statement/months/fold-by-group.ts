import type { CodeSums } from '../totals/sums-by.ts'
import { totalOf } from '../totals/sums.ts'

/** The sums of groups from those of their practices; practices in none make up a row without a code. */
export function foldByGroup(byPractice: readonly CodeSums[], groups: ReadonlyMap<string, string>): CodeSums[] {
  const members = new Map<string | null, CodeSums[]>()
  for (const row of byPractice) {
    const group = (row.code === null ? undefined : groups.get(row.code)) ?? null
    members.set(group, [...(members.get(group) ?? []), row])
  }
  return [...members].map(([code, rows]) => ({
    code,
    sums: totalOf(rows.map((row) => row.sums)),
    allSums: totalOf(rows.map((row) => row.allSums)),
  }))
}
