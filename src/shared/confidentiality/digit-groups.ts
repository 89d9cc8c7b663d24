import { nothing } from './plain-characters.ts'

/** How one group of digits is followed by the next: not at all, as people space one number, or as forms and lines break it. */
export const apart = 0
export const softly = 1
export const hardly = 2

/** Runs of digits in a text, as columns: where each starts and ends, its digits, and how it is joined to the next. */
export interface DigitGroups {
  readonly count: number
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly lengths: Int32Array
  readonly joins: Uint8Array
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const unseen = nothing.charCodeAt(0)
const longestGap = 3

/** Blanks, hyphens and full stops, and what nobody sees. */
const isSoft = (code: number): boolean => code === 32 || code === 45 || code === 46 || code === unseen
/** Line ends, strokes, underscores, brackets and commas, with which a form, a file name or a line's end cuts a number. */
const isHard = (code: number): boolean =>
  code === 10 || code === 13 || code === 47 || code === 95 || code === 40 || code === 41 || code === 44

function joinOf(text: string, from: number, to: number): number {
  if (to - from > longestGap) return apart
  let join = softly
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (isHard(code)) join = hardly
    else if (!isSoft(code)) return apart
  }
  return join === hardly && to - from > 1 && text.slice(from, to).includes(',') ? apart : join
}

/** All groups of a plain text, in one pass over it. */
export function digitGroups(text: string): DigitGroups {
  const most = Math.ceil(text.length / 2) + 1
  const [starts, ends, lengths] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)]
  const joins = new Uint8Array(most)
  let count = 0
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue
    const start = at
    let [end, length] = [at, 0]
    for (let code = text.charCodeAt(at); isDigit(code) || code === unseen; code = text.charCodeAt(++at))
      if (code !== unseen) [end, length] = [at + 1, length + 1]
    if (count > 0) joins[count - 1] = joinOf(text, ends[count - 1]!, start)
    starts[count] = start
    ends[count] = end
    lengths[count++] = length
  }
  return { count, starts, ends, lengths, joins }
}

/** Whether three groups are written as a register writes a day: 12/03/1950, with strokes, stops or hyphens, of 1900 to 2099. */
export function isRegisterDay(text: string, { starts, ends, lengths }: DigitGroups, at: number): boolean {
  if (lengths[at]! > 2 || lengths[at + 1]! > 2 || lengths[at + 2] !== 4) return false
  const [first, second, year] = [ends[at]!, ends[at + 1]!, starts[at + 2]!]
  const mark = text.charCodeAt(first)
  if (starts[at + 1] !== first + 1 || year !== second + 1 || text.charCodeAt(second) !== mark) return false
  return mark >= 45 && mark <= 47 && (text.startsWith('19', year) || text.startsWith('20', year))
}
