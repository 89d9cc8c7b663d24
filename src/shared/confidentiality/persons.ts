import { isCapitalAt, wordsBefore } from './words-beside.ts'

const titles = new Set('patient patients pt mr mrs miss ms master baby'.split(' '))

/** Words before a name that make a day beside it one of work: “signed by Jane Brown 12/03/2009”. */
const work = new Set(
  `by from to dear with signed approved meeting chair minutes on dated of at for dr prof professor and seen practice surgery group
  hospital trust clinic ward committee board`.split(/\s+/),
)

const isName = (word: string): boolean => word.length > 1 && isCapitalAt(word, 0)

/** Whether a person stands right before a place: a title with up to three names, or, with `alsoPlain`, a forename and a surname. */
export function isBesidePerson(text: string, place: number, alsoPlain: unknown): boolean {
  const words = wordsBefore(text, place, 4)
  const title = words.findIndex((word) => titles.has(word.toLowerCase()))
  if (title >= 0) return words.slice(0, title).every(isName)
  const [surname, forename, before] = words
  if (!alsoPlain || !surname || !forename || !isName(surname) || !isName(forename)) return false
  return ![surname, forename, before ?? ''].some((word) => work.has(word.toLowerCase()))
}
