import type { Definition, Target } from '../definition/definition.ts'
import { likeness, markOf, normalised } from '../words/normalise.ts'
import type { AssessmentRow } from './table-rows.ts'

/** How the target of a row was found: by its wording, or by its place among those of its level and objective. */
export interface Match {
  readonly row: AssessmentRow
  readonly target: Target
  readonly by: 'wording' | 'place' | 'likeness'
}

export interface Matched {
  readonly matches: readonly Match[]
  readonly unmatched: readonly AssessmentRow[]
}

const isWordingOf = (target: Target, text: string): boolean =>
  target.ref === text ||
  (target.mark !== undefined && target.mark === markOf(text)) ||
  normalised(target.words) === normalised(text) ||
  (target.wordings ?? []).some(({ words }) => normalised(words) === normalised(text))

const byWording = (definition: Definition, row: AssessmentRow): Target | undefined =>
  definition.targets.find((target) => target.level === row.level && isWordingOf(target, row.target))

/** How many rows of a file are a framework's by their wording: which framework it is of. */
export const knownRows = (definition: Definition, rows: readonly AssessmentRow[]): AssessmentRow[] =>
  rows.filter((row) => byWording(definition, row) !== undefined)

function objectiveOf({ objectives }: Definition, text: string): string | undefined {
  return objectives.find(
    ({ code, title, mark }) => code === text || normalised(title) === normalised(text) || mark === markOf(text),
  )?.code
}

/** Two wordings this alike are taken for the same target when no other is as like. */
const alike = 0.6

function byLikeness(row: AssessmentRow, free: readonly Target[]): Target | undefined {
  const scored = free
    .filter(({ level }) => level === row.level)
    .map((target) => ({ target, score: likeness(target.words, row.target) }))
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scored
  return best && best.score >= alike && best.score > (next?.score ?? 0) ? best.target : undefined
}

/** A row whose neighbours are all known stands for the one target of its level and objective that is left. */
function byPlace(definition: Definition, row: AssessmentRow, rows: readonly AssessmentRow[], free: readonly Target[]) {
  const objective = objectiveOf(definition, row.objective)
  const inSame = (each: AssessmentRow): boolean => each.level === row.level && each.objective === row.objective
  const targets = definition.targets.filter((target) => target.level === row.level && target.objective === objective)
  const own = rows.filter(inSame)
  const target = own.length === targets.length ? targets[own.indexOf(row)] : undefined
  return target && free.includes(target) ? target : undefined
}

/**
 * Each row's target: first by its wording, then, of those that are left, by its place where level and objective have as many rows as
 * the framework has targets, then by likeness. A target is given to two rows only by its wording, so that a repeat is seen as one.
 */
export function matchTargets(definition: Definition, rows: readonly AssessmentRow[]): Matched {
  const matches = new Map<AssessmentRow, Match>()
  for (const row of rows) {
    const target = byWording(definition, row)
    if (target) matches.set(row, { row, target, by: 'wording' })
  }
  const free = (): Target[] => {
    const taken = new Set([...matches.values()].map(({ target }) => target.ref))
    return definition.targets.filter(({ ref }) => !taken.has(ref))
  }
  for (const by of ['place', 'likeness'] as const)
    for (const row of rows) {
      if (matches.has(row)) continue
      const target = by === 'place' ? byPlace(definition, row, rows, free()) : byLikeness(row, free())
      if (target) matches.set(row, { row, target, by })
    }
  return {
    matches: rows.flatMap((row) => matches.get(row) ?? []),
    unmatched: rows.filter((row) => !matches.has(row)),
  }
}
