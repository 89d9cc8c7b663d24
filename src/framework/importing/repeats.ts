import type { Reject } from '#organisations'
import { findRating } from '../assessment/rating.ts'
import type { Definition } from '../definition/definition.ts'
import { normalised } from '../words/normalise.ts'
import type { Match } from './match-targets.ts'
import { type AssessmentRow, rowList } from './table-rows.ts'

export interface Once {
  readonly matches: readonly Match[]
  readonly notes: readonly string[]
  readonly rejects: readonly Reject[]
  /** The file holds the framework twice: why none of it is taken. */
  readonly twice?: string
}

const saysTheSame = (one: AssessmentRow, other: AssessmentRow): boolean =>
  findRating(one.rating) === findRating(other.rating) && normalised(one.words) === normalised(other.words)

function rejectOf({ row, target }: Match, first: Match): Reject {
  return {
    sheet: row.sheet,
    row: row.number,
    column: 'target',
    value: row.target.slice(0, 80),
    message: `Row ${first.row.number} has target ${target.ref} already, with another rating or action: keep one of the two.`,
  }
}

/**
 * Each target once: a row that repeats another word for word is left out with a note; one that says something else is rejected. Where
 * a third or more of the targets stand twice the file holds two assessments, and nobody can know which is meant.
 */
export function eachOnce(definition: Definition, matches: readonly Match[]): Once {
  const first = new Map<string, Match>()
  const again: { match: Match; of: Match }[] = []
  for (const match of matches) {
    const held = first.get(match.target.ref)
    if (held) again.push({ match, of: held })
    else first.set(match.target.ref, match)
  }
  const differing = again.filter(({ match, of }) => !saysTheSame(match.row, of.row))
  const same = again.filter((each) => !differing.includes(each))
  if (differing.length * 3 >= definition.targets.length) {
    const rows = differing.map(({ match }) => match.row.number)
    const firsts = differing.map(({ of }) => of.row.number).toSorted((a, b) => a - b)
    return {
      matches: [],
      notes: [],
      rejects: [],
      twice:
        `The file holds the framework twice: rows ${rowList(rows)} speak of the same targets ` +
        `as rows ${rowList(firsts)} and say something else. ` +
        'Send each assessment as a file of its own, with the year it is of.',
    }
  }
  const notes =
    same.length === 0
      ? []
      : [
          `Rows ${rowList(same.map(({ match }) => match.row.number))} repeat earlier rows word for word: each was taken once.`,
        ]
  return {
    matches: [...first.values()],
    notes,
    rejects: differing.map(({ match, of }) => rejectOf(match, of)),
  }
}
