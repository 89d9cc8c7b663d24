import { type ImportOutcome, countRejected } from '../importing/outcome.ts'

const counts = new Intl.NumberFormat('en-GB')

/** `1 row`, `8,640 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${counts.format(count)} ${count === 1 ? one : many}`

function changes({ changed }: ImportOutcome): string {
  const parts = [
    [changed.organisations, 'organisation'],
    [changed.names, 'name'],
    [changed.membershipsAdded, 'membership'],
    [changed.lists, 'list'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun))
  return said.length === 0 ? 'nothing is different' : `${said.join(', ')} added or changed`
}

/** One sentence of what came of a file. */
export function outcomeWords(outcome: ImportOutcome): string {
  const { name, recognised, rows, taken, skipped, rejects } = outcome
  if (recognised) return `“${name}” was imported before: recognised, and nothing changes.`
  const left = [
    skipped > 0 ? `${counts.format(skipped)} of other kinds left out` : '',
    outcome.unknown > 0 ? `${counts.format(outcome.unknown)} of unknown practices left out` : '',
    rejects.length > 0 ? `${counted(countRejected(rejects), 'row')} rejected` : '',
  ].filter((part) => part !== '')
  const aside = left.length > 0 ? ` (${left.join('; ')})` : ''
  return `“${name}”: ${counts.format(taken)} of ${counted(rows, 'row')} taken${aside}; ${changes(outcome)}.`
}
