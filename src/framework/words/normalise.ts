import { createHash } from 'node:crypto'

/** Letters and figures alone, in small letters with one blank between words: what is the same to a reader is the same here. */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%+]+/gu, ' ')
    .trim()

/** By which a wording is known again without being kept: 16 hexadecimal digits. */
export const markOf = (text: string): string => createHash('sha256').update(normalised(text)).digest('hex').slice(0, 16)

const idle = new Set(['the', 'a', 'an', 'of', 'and', 'to', 'in', 'on', 'with', 'for', 'is', 'are', 'by', 'at', 'or'])

const wordsIn = (text: string): Set<string> =>
  new Set(
    normalised(text)
      .split(' ')
      .filter((word) => word !== '' && !idle.has(word)),
  )

/** How alike two wordings are, from 0 to 1: twice the words they share, of the words of both. Order and repeats do not matter. */
export function likeness(one: string, other: string): number {
  const [first, second] = [wordsIn(one), wordsIn(other)]
  const shared = [...first].filter((word) => second.has(word)).length
  return first.size + second.size === 0 ? 0 : (2 * shared) / (first.size + second.size)
}
