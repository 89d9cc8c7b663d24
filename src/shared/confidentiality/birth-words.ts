import { isLetterAt } from './words-beside.ts'

const isMark = (text: string, at: number): boolean => at >= 0 && ' ._/-'.includes(text[at]!)

/** Two marks at most, to the left of a place. */
const pastMarks = (text: string, at: number): number =>
  isMark(text, at - 1) ? (isMark(text, at - 2) ? at - 2 : at - 1) : at

/** Where `d.o.b.` starts that has its `b` at a place. */
function startOfInitials(text: string, b: number): number | undefined {
  if (isLetterAt(text, b + 1)) return undefined
  const o = pastMarks(text, b) - 1
  if (text[o] !== 'o') return undefined
  const d = pastMarks(text, o) - 1
  return text[d] === 'd' && !isLetterAt(text, d - 1) ? d : undefined
}

/**
 * Where a word for somebody's birth ends that has its `b` at a place. “Births”, “birth rate”, “still-born” are a ward's
 * counts.
 */
function endOfBirthWord(text: string, b: number): number | undefined {
  if (text.startsWith('orn', b + 1))
    return isLetterAt(text, b - 1) || text[b - 1] === '-' || isLetterAt(text, b + 4) ? undefined : b + 4
  if (!text.startsWith('irth', b + 1)) return startOfInitials(text, b) === undefined ? undefined : b + 1
  const after = /^[ _-]?da(?:te|y)(?![a-z])/.exec(text.slice(b + 5, b + 11))
  if (after) return b + 5 + after[0].length
  return /d(?:ate)?[ _.-]?of[ _.-]?$/.test(text.slice(Math.max(0, b - 9), b)) && !isLetterAt(text, b + 5)
    ? b + 5
    : undefined
}

/** Whether small letters hold a word for a birth at all. */
export const hasBirthWord = (small: string): boolean => /born|birth|d[ ._/-]{0,2}o[ ._/-]{0,2}b/.test(small)

/** The end of the last word for a birth that lies between two places of a text in small letters. */
export function birthWordBefore(small: string, from: number, to: number): number | undefined {
  for (let at = to - 1; at >= Math.max(0, from); at--) {
    const end = small.charCodeAt(at) === 98 ? endOfBirthWord(small, at) : undefined
    if (end !== undefined && end <= to) return end
  }
  return undefined
}

/** The start of the first, or of its `b`, between two places. */
export function birthWordAfter(small: string, from: number, to: number): number | undefined {
  for (let at = from; at < Math.min(small.length, to); at++)
    if (small.charCodeAt(at) === 98 && endOfBirthWord(small, at) !== undefined) return startOfInitials(small, at) ?? at
  return undefined
}
