import type { Ctx } from '#platform'
import { linesIn } from '../imports/current-activity.view.ts'
import { linesOfImport } from './lake-files.view.ts'

interface Pair {
  readonly patient: string
  readonly practice: string | null
}

/** Which practices the lines of an import name for each of its patients. */
export async function practicesOfPatients(ctx: Ctx, importNo: number): Promise<Map<string, (string | null)[]>> {
  const files = await linesOfImport(ctx.db, importNo)
  const found = new Map<string, (string | null)[]>()
  if (files.length === 0) return found
  const pairs = await ctx.lake.read<Pair>(
    `SELECT DISTINCT l.patient::VARCHAR AS patient, l.practice FROM ${linesIn(ctx.lake, files)} AS l WHERE l.patient IS NOT NULL`,
  )
  for (const { patient, practice } of pairs) found.set(patient, [...(found.get(patient) ?? []), practice])
  return found
}
