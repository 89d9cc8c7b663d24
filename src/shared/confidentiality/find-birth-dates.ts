import { type PlainDate, ageOn, findPlainDate } from '../plain-date.ts'
import { birthWordAfter, birthWordBefore, hasBirthWord } from './birth-words.ts'
import { type DigitGroups, isRegisterDay } from './digit-groups.ts'
import type { Place } from './find-nhs-numbers.ts'
import { isBesidePerson } from './persons.ts'

const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec'
const name = `(?:${months})[a-z]{0,6}\\.?`
const day = '(?:0?[1-9]|[12]\\d|3[01])'
const month = '(?:0?[1-9]|1[0-2])'
const year = '(?:\\d{4}|\\d\\d)'
const gap = '[ ./-]{1,2}'

/** A day as people write it, beside a word for birth: 12/03/1950, 1950-03-12, 12th of March 50, March 12, 1950, 12031950. */
const written = new RegExp(
  `^(?:\\d{4}[-/.]${month}[-/.]${day}|${day}${gap}${month}${gap}${year}` +
    `|${day}(?:st|nd|rd|th)?(?: of)?[ ./-]{0,2}${name},?[ ./-]{0,2}${year}` +
    `|${name} ${day}(?:st|nd|rd|th)?,? \\d{4}|(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])${year})(?!\\d)`,
)
/** A limit of age, or of a period: nobody's own day. “Patients born before 01/01/1950.” */
const limit = /\b(?:from|between|since|before|after|until|during|prior|up to|by|or|later|earlier|range|all)\b/

/** No other sentence, year or limit stands between the word and the day. */
const isTied = (between: string): boolean => !/[;?!\n]|[a-z]{3}\. |\d{4}/.test(between) && !limit.test(between)

const reachBefore = 26
const reachAfter = 18
const longestDay = 24

/** The day that starts here, or whose month's name stands in front, when a word for birth is near. */
function dayBesideWord(small: string, start: number): Place | undefined {
  const before = birthWordBefore(small, start - reachBefore, start)
  const after = birthWordAfter(small, start + 6, start + longestDay + reachAfter)
  if (before === undefined && after === undefined) return undefined
  const named = new RegExp(`${name} $`).exec(small.slice(Math.max(0, start - 11), start))
  const from = named ? start - named[0].length : start
  const match = written.exec(small.slice(from, from + longestDay))
  if (!match) return undefined
  const place = { start: from, end: from + match[0].length }
  const isSaid =
    (before !== undefined && before <= from && isTied(small.slice(before, from))) ||
    (after !== undefined &&
      after - place.end <= reachAfter &&
      after >= place.end &&
      isTied(small.slice(place.end, after)))
  return isSaid ? place : undefined
}

/** Whether the day makes an age of a year or more; of a day that is none, never. */
function isOld(text: string, { start, end }: Place, writtenOn: PlainDate | undefined): boolean {
  const [day, month, year] = text.slice(start, end).split(/\D/)
  const date = findPlainDate(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`)
  return !!date && (!writtenOn || ageOn(date, writtenOn) >= 1)
}

const isMarksOnly = (between: string): boolean => /^[\s,;()|:"-]{1,4}$/.test(between)

/** Says of day after day whether only marks stand between it and an NHS number; both lie in order, so each is passed once. */
function besideNumbers(text: string, numbers: readonly Place[]): (day: Place) => boolean {
  let next = 0
  return ({ start, end }) => {
    while (next < numbers.length && numbers[next]!.end <= start) next++
    const [before, after] = [numbers[next - 1], numbers[next]]
    if (before && start - before.end <= 4 && isMarksOnly(text.slice(before.end, start))) return true
    return !!after && after.start - end <= 4 && isMarksOnly(text.slice(end, after.start))
  }
}

/**
 * Days of birth in a plain text (see `plainCharacters`), at most so many: beside a word for birth in any writing, or as
 * `dd/mm/yyyy` beside an NHS number or a person. Days of meetings and months of activity are none of these.
 */
export function findBirthDates(
  text: string,
  groups: DigitGroups,
  { numbers, writtenOn, most }: { numbers: readonly Place[]; writtenOn?: PlainDate; most: number },
): Place[] {
  const small = text.toLowerCase()
  const isSaidAnywhere = hasBirthWord(small)
  const isBesideNumber = besideNumbers(text, numbers)
  const found: Place[] = []
  for (let at = 0; at < groups.count && found.length < most; at++) {
    const start = groups.starts[at]!
    if (found.length > 0 && start < found.at(-1)!.end) continue
    const said = isSaidAnywhere && groups.lengths[at]! <= 8 ? dayBesideWord(small, start) : undefined
    if (said) found.push(said)
    if (said || !isRegisterDay(text, groups, at)) continue
    const day = { start, end: groups.ends[at + 2]! }
    if ((isBesideNumber(day) || isBesidePerson(text, start, writtenOn)) && isOld(text, day, writtenOn)) found.push(day)
  }
  return found
}
