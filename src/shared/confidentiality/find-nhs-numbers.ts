import { type DigitGroups, apart, hardly, isRegisterDay, softly } from './digit-groups.ts'
import { type Label, type Labelled, labelAfter, labelBefore } from './label-beside.ts'
import { isPatientPrefix } from './label-words.ts'
import { firstDigitsGivenOut } from './nhs-number-ranges.ts'
import { checksOut } from './nhs-number.ts'
import { isLetterAt } from './words-beside.ts'

/** Where a number lies in a text, from its first digit to behind its last. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** Groups that may be one number: how many, and how plainly they are written as one. */
interface Writing {
  readonly groups: number
  /** `together` is ten digits in a row, `usual` is 3-3-4, `odd` any other way to cut ten digits. */
  readonly shape: 'together' | 'usual' | 'odd'
  /** Nothing softly joined before or after. */
  readonly isAlone: boolean
}

const mostOddGroups = 3

/** Groups joined as people space one number, from `at` on, that come to ten digits in at most three, or in twos, or singly. */
function oddGroups({ lengths, joins, count }: DigitGroups, at: number): number {
  let sum = 0
  for (let next = at; next < count && next < at + 10; next++) {
    sum += lengths[next]!
    const groups = next - at + 1
    if (sum === 10) return groups <= mostOddGroups || 10 % groups === 0 ? groups : 0
    const isEven = lengths[next] === lengths[at] && lengths[at]! <= 2
    if (sum > 10 || joins[next] !== softly || (groups >= mostOddGroups && !isEven)) return 0
  }
  return 0
}

/** Whether so many groups have nothing softly joined before or after. */
const isAlone = ({ joins, count }: DigitGroups, at: number, size: number): boolean =>
  (at === 0 || joins[at - 1] !== softly) && (at + size === count || joins[at + size - 1] !== softly)

function writingAt(groups: DigitGroups, at: number): Writing | undefined {
  const { lengths, joins } = groups
  if (lengths[at] === 10) return { groups: 1, shape: 'together', isAlone: isAlone(groups, at, 1) }
  if (lengths[at] === 3 && lengths[at + 1] === 3 && lengths[at + 2] === 4 && joins[at] && joins[at + 1])
    return { groups: 3, shape: 'usual', isAlone: isAlone(groups, at, 3) }
  const odd = at === 0 || joins[at - 1] !== softly ? oddGroups(groups, at) : 0
  return odd > 0 ? { groups: odd, shape: 'odd', isAlone: isAlone(groups, at, odd) } : undefined
}

/**
 * A code takes its digits out of what follows: “E84001 48259 67205” is a practice and a number. Three digits may begin a
 * number that was run into a word.
 */
function cutAfterCodes(text: string, { starts, lengths, joins, count }: DigitGroups): void {
  for (let at = 0; at < count; at++) {
    if (joins[at] === apart || lengths[at] === 3 || !isLetterAt(text, starts[at]! - 1)) continue
    if (!isPatientPrefix(lettersBefore(text, starts[at]!))) joins[at] = apart
  }
}

/** A day takes its three groups out of whatever stands beside it: “943476 5919 12/03/1950” is a number and a day. */
function cutAtDays(text: string, groups: DigitGroups): void {
  for (let at = 0; at + 2 < groups.count; at++) {
    if (!isRegisterDay(text, groups, at)) continue
    if (at > 0) groups.joins[at - 1] = apart
    groups.joins[at + 2] = apart
  }
}

/** How many groups from here on are one telephone number: after +, after 00, or a nought and ten or eleven digits. */
function phoneGroups(text: string, { starts, lengths, joins, count }: DigitGroups, at: number): number {
  const start = starts[at]!
  const isAbroad = text[start - 1] === '+' || text.startsWith('00', start)
  const isHere = text[start] === '0' && (lengths[at]! >= 3 || text[start - 1] === '(')
  if (!isAbroad && !isHere) return 0
  let [next, sum] = [at, lengths[at]!]
  while (sum < (isAbroad ? 11 : 10) && next + 1 < count && joins[next] !== apart) sum += lengths[++next]!
  return isAbroad || sum === 10 || sum === 11 ? next - at + 1 : 0
}

/** Amounts, decimals, addresses and codes that happen to hold ten digits. */
function isPartOfOther(text: string, { start, end }: Place): boolean {
  if (/[£$€]\s?$/.test(text.slice(Math.max(0, start - 2), start))) return true
  if (/\d[.,]$/.test(text.slice(Math.max(0, start - 2), start))) return true
  return /^(\.\d\d?(?!\d)|%|p\b|@|\s?(pounds|pence)\b)/.test(text.slice(end, end + 8))
}

/** Letters run into the first digit; nothing when there are none. */
function lettersBefore(text: string, start: number): string {
  let from = start
  while (from > 0 && start - from < 12 && isLetterAt(text, from - 1)) from--
  return text.slice(from, start)
}

function labelOf(text: string, place: Place, before: Labelled | undefined): Label {
  const letters = lettersBefore(text, place.start)
  if (letters !== '') return isPatientPrefix(letters) ? 'patient' : 'other'
  const left = labelBefore(text, place.start, before)
  return left === 'none' ? labelAfter(text, place.end) : left
}

/** The weighing itself; docs/decisions/0016 says why. */
function alarms(text: string, place: Place, writing: Writing, label: Label): boolean {
  if (label === 'patient') return true
  if (label === 'other' || isPartOfOther(text, place) || isLetterAt(text, place.end)) return false
  if (!firstDigitsGivenOut.digits.includes(text[place.start]!)) return false
  if (label === 'reference') return writing.shape === 'usual'
  return writing.shape !== 'odd' || writing.isAlone
}

/** NHS numbers in a plain text (see `plainCharacters`), at most so many; time grows with the length of the text alone. */
export function findNhsNumbers(text: string, groups: DigitGroups, most: number): Place[] {
  cutAtDays(text, groups)
  cutAfterCodes(text, groups)
  const found: Place[] = []
  let before: Labelled | undefined
  for (let at = 0; at < groups.count && found.length < most; at++) {
    const writing = writingAt(groups, at)
    const isStart = at === 0 || groups.joins[at - 1] === apart
    const phone = isStart || groups.joins[at - 1] === hardly ? phoneGroups(text, groups, at) : 0
    const place = writing && { start: groups.starts[at]!, end: groups.ends[at + writing.groups - 1]! }
    if (writing && place && checksOut(text, place.start, place.end)) {
      const label = labelOf(text, place, before)
      before = { end: place.end, label }
      if (alarms(text, place, writing, label) && (phone === 0 || label === 'patient')) {
        found.push(place)
        at += writing.groups - 1
        continue
      }
    }
    at += Math.max(0, phone - 1)
  }
  return found
}
