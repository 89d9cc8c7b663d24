import { type LabelKind, labelKindOf } from './label-words.ts'
import { isCapitalAt, isDigitAt, isLetterAt, startOfRun } from './words-beside.ts'

/** What the words beside a number say of it. */
export type Label = 'patient' | 'other' | 'reference' | 'none'

/** The number found before, whose label the next of a list shares. */
export interface Labelled {
  readonly end: number
  readonly label: Label
}

const reach = 72
/** Words that say nothing, between a label and its number: “the invoice sent in march 4345678901”. */
const strangersBetween = 3

/** `;` `?` `!` begin something else. */
const isStop = (code: number): boolean => code === 59 || code === 63 || code === 33

interface Walk {
  strangers: number
  /** A name, another number or an “about” stands between: what lies before it is not this number's label. */
  isCut: boolean
  label: Label
}

/** What one more word to the left decides; nothing when the walk goes on. */
function decided(walk: Walk, kind: LabelKind | undefined, isName: boolean): Label | undefined {
  if (kind === 'patient' || (kind === 'nhs' && walk.strangers === 0 && !walk.isCut)) return 'patient'
  if (kind === 'other' && !walk.isCut) return 'other'
  if (kind === 'reference' && !walk.isCut) walk.label = 'reference'
  if (kind === 'about' || (kind === undefined && (isName || ++walk.strangers > strangersBetween))) walk.isCut = true
  return undefined
}

/** A full stop after a long word ends a sentence; after a short one it shortens it: “inv. 4345678901”. */
const endsSentence = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 46 && text.charCodeAt(at + 1) === 32 && at - startOfRun(text, at, isLetterAt) > 4

/** The start of the word to the left, when it does not decide; its label when it does. */
function pastWord(text: string, end: number, walk: Walk): number | Label {
  const start = startOfRun(text, end, isLetterAt)
  const word = text.slice(start, end)
  return decided(walk, labelKindOf(word), word.length > 1 && isCapitalAt(text, start)) ?? start
}

/** Another number cuts the label off, but for one of ten digits (a list), a day or a year (“invoice of 3 March 2008, 43…”). */
function pastNumber(text: string, end: number, walk: Walk): number {
  const start = startOfRun(text, end, isDigitAt)
  if (end - start !== 10 && !/^(\d\d?|(19|20)\d\d)$/.test(text.slice(start, end))) walk.isCut = true
  return start
}

const isLinkOnly = (walk: Walk): boolean => !walk.isCut && walk.strangers === 0 && walk.label === 'none'

/**
 * The nearest label to the left of a number, within its sentence. The numbers of a list share one: the walk stops at `before`, the
 * number last looked at, so that a list of any length is walked once.
 */
export function labelBefore(text: string, start: number, before: Labelled | undefined): Label {
  const walk: Walk = { strangers: 0, isCut: false, label: 'none' }
  for (let at = start; at > 0;) {
    if (before && at <= before.end) return isLinkOnly(walk) ? before.label : walk.label
    if (start - at > reach && !(before && isLinkOnly(walk))) break
    const code = text.charCodeAt(at - 1)
    if (isStop(code) || endsSentence(text, at - 1)) break
    const next = isLetterAt(text, at - 1)
      ? pastWord(text, at, walk)
      : isDigitAt(text, at - 1)
        ? pastNumber(text, at, walk)
        : at - 1
    if (typeof next === 'string') return next
    at = next
  }
  return walk.label
}

const saysAfter =
  /^[\s,:-]*(?:\(\s*(?:(?:the|our|your|an?|its)\s+)?|(?:is|was|being|=)\s+(?:(?:the|our|your|their|his|her|an?|its|this)\s+)?)([a-z']+)/i

/** What is said right after a number: “943 476 5919 (NHS number)”, “4345678901 is our invoice”. */
export function labelAfter(text: string, end: number): Label {
  const kind = labelKindOf(saysAfter.exec(text.slice(end, end + 40))?.[1] ?? '')
  if (kind === 'patient' || kind === 'nhs') return 'patient'
  return kind === 'other' ? 'other' : 'none'
}
