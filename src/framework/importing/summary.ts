import type { LevelCounts } from '../assessment/counts.ts'
import { type Rating, findRating, ratingWords, ratings } from '../assessment/rating.ts'
import type { LooseLine } from './table-rows.ts'

/** What a summary that somebody typed says of one level. */
export interface SaidSummary {
  readonly row: number
  readonly level: number
  readonly targets: number
  readonly ratings: Partial<Readonly<Record<Rating, number>>>
}

const headOf = (text: string): { level: number; targets: number } | undefined => {
  const match = /\bof\D{0,8}(\d{1,3}) targets? at level (\d)/i.exec(text)
  return match ? { targets: Number(match[1]), level: Number(match[2]) } : undefined
}

function ratedOf(text: string): [Rating, number] | undefined {
  const match = /^\D{0,6}(\d{1,3}) (?:is|are|requires?)\b(.{0,80})/i.exec(text)
  if (!match) return undefined
  if (/no further work/i.test(match[2]!)) return ['ok', Number(match[1])]
  const rating = findRating(/rated\W{0,3}([a-z]+)/i.exec(match[2]!)?.[1] ?? '')
  return rating && [rating, Number(match[1])]
}

/** The blocks of a summary in the lines beside a table: “Of 14 targets at Level 1: … 8 are rated ‘low’ …”. */
export function readSummary(lines: readonly LooseLine[]): SaidSummary[] {
  const found: SaidSummary[] = []
  for (const { number, text } of lines) {
    const head = headOf(text)
    if (head) found.push({ row: number, ...head, ratings: {} })
    const rated = head ? undefined : ratedOf(text)
    const last = found.at(-1)
    if (rated && last) found[found.length - 1] = { ...last, ratings: { ...last.ratings, [rated[0]]: rated[1] } }
  }
  return found
}

const fits = (said: SaidSummary, counted: LevelCounts): boolean =>
  said.targets === counted.targets &&
  ratings.every((rating) => said.ratings[rating] === undefined || said.ratings[rating] === counted.ratings[rating])

function differences(said: SaidSummary, counted: LevelCounts): string[] {
  const targets = said.targets === counted.targets ? [] : [`${said.targets} targets, the table has ${counted.targets}`]
  const rated = ratings.flatMap((rating) => {
    const told = said.ratings[rating]
    return told === undefined || told === counted.ratings[rating]
      ? []
      : [`${told} rated ${ratingWords[rating].toLowerCase()}, the table has ${counted.ratings[rating]}`]
  })
  return [...targets, ...rated]
}

/** Where a summary and the table differ: a level under a wrong number, or counts that are others. The table counts. */
export function summaryNotes(summary: readonly SaidSummary[], counted: readonly LevelCounts[]): string[] {
  const free = new Set(counted.map(({ level }) => level))
  return summary.flatMap((said) => {
    const meant = counted.find((each) => each.level === said.level && free.has(each.level))
    if (meant && fits(said, meant)) {
      free.delete(said.level)
      return []
    }
    const other = counted.find((each) => free.has(each.level) && fits(said, each))
    if (other) {
      free.delete(other.level)
      return [
        `Row ${said.row}: the summary calls ${said.targets} targets level ${said.level}, ` +
          `but they are those of level ${other.level} in the table: ` +
          `it was read as level ${other.level}.`,
      ]
    }
    free.delete(said.level)
    const against = counted.find((each) => each.level === said.level)
    if (!against) return [`Row ${said.row}: the summary speaks of level ${said.level}, which the table does not have.`]
    return [
      `Row ${said.row}: the summary of level ${said.level} says ${differences(said, against).join('; ')}. The table counts.`,
    ]
  })
}
