import { type Result, ok, refused } from '#shared'
import type { Definition } from '../definition/definition.ts'
import { knownRows } from './match-targets.ts'
import { type AssessmentRow, rowList } from './table-rows.ts'

const nameOf = ({ title, version }: Definition): string => `“${title}”, version ${version}`

/**
 * The framework that a file is of: the one whose wordings most of its rows have, of equals the first given. A file with rows that only
 * one version has, and others that only another has, is of neither: it is refused.
 */
export function chooseFramework(
  candidates: readonly Definition[],
  rows: readonly AssessmentRow[],
): Result<Definition, 'two-versions'> {
  const known = candidates.map((definition) => ({ definition, rows: new Set(knownRows(definition, rows)) }))
  const best = known.reduce((held, each) => (each.rows.size > held.rows.size ? each : held))
  for (const other of known) {
    const others = [...other.rows].filter((row) => !best.rows.has(row))
    const own = [...best.rows].filter((row) => !other.rows.has(row))
    if (other === best || others.length === 0 || own.length === 0) continue
    return refused(
      'two-versions',
      `The file mixes two frameworks: rows ${rowList(own.map((row) => row.number))} are of ${nameOf(best.definition)}, ` +
        `rows ${rowList(others.map((row) => row.number))} of ${nameOf(other.definition)}. Send a file for each.`,
    )
  }
  return ok(best.definition)
}
