import type { PlainDate } from '#shared'
import type { CheckedStatements } from './check-statements.ts'
import type { OpenedFile } from './open-file.command.ts'
import { type ImportOutcome, changedBy, noChange } from './outcome.ts'
import type { Changes } from './recorded.ts'

const layoutsOf = ({ readings }: OpenedFile): string[] => readings.map(({ layout }) => layout.title)
const skippedOf = ({ readings }: OpenedFile): number => readings.reduce((sum, { skipped }) => sum + skipped, 0)

function unknownNotes({ unknownPractices }: CheckedStatements): string[] {
  if (unknownPractices.length === 0) return []
  const some = unknownPractices.slice(0, 5).join(', ')
  const more = unknownPractices.length > 5 ? ' …' : ''
  return [
    `Practices not known here were left out: ${unknownPractices.length} (${some}${more}). ` +
      'Import practices first, then this file again, to have them.',
  ]
}

/** What a file would come to, were it accepted. */
export function outcomeOf(file: OpenedFile, checked: CheckedStatements, changes: Changes): ImportOutcome {
  const rows = file.readings.flatMap((reading) => reading.rows)
  const [skipped, unknown] = [skippedOf(file), checked.unknownRows.length]
  return {
    name: file.given.name,
    layouts: layoutsOf(file),
    recognised: false,
    rows: rows.length + skipped,
    taken: rows.filter((row) => row.isWhole).length - unknown,
    skipped,
    unknown,
    rejects: rows.flatMap(({ rejects }) => rejects),
    changed: changedBy(changes),
    notes: [...checked.notes, ...unknownNotes(checked)],
  }
}

/** What is said of content that was taken whole before. */
export function seenBefore(file: OpenedFile, taken: number, on: PlainDate): ImportOutcome {
  const rows = file.readings.reduce((sum, reading) => sum + reading.rows.length, skippedOf(file))
  return {
    name: file.given.name,
    layouts: layoutsOf(file),
    recognised: true,
    rows,
    taken,
    skipped: rows - taken,
    unknown: 0,
    rejects: [],
    changed: noChange,
    notes: [`This very content was imported on ${on}.`],
  }
}

export const nothingWords = ({ name, skipped, unknown }: ImportOutcome): string =>
  unknown > 0
    ? `None of the practices in “${name}” is known: import practices first, then this file again.`
    : `“${name}” holds no row to take (${skipped} were of other kinds): check which file it is.`
