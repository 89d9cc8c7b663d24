const isLetterCode = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 39 || (code >= 0xc0 && code < 0x2000)

/** Letters and apostrophes, with the accents that names have. */
export const isLetterAt = (text: string, at: number): boolean => at >= 0 && isLetterCode(text.charCodeAt(at))

export const isDigitAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

export const isCapitalAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at)
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde)
}

const longestWord = 40

/** Where the run of such characters starts that ends at a place; the place itself when there is none. */
export function startOfRun(text: string, end: number, isIn: (text: string, at: number) => boolean): number {
  let start = end
  while (start > 0 && end - start < longestWord && isIn(text, start - 1)) start--
  return start
}

const isBetweenWords = (text: string, at: number): boolean => ' ,.(:-"\t'.includes(text[at]!)

/** The words that end at most four marks before a place, the nearest first, at most so many. */
export function wordsBefore(text: string, place: number, most: number): string[] {
  const words: string[] = []
  for (let end = place; words.length < most;) {
    for (let marks = 0; marks < 4 && end > 0 && isBetweenWords(text, end - 1); marks++) end--
    const start = startOfRun(text, end, isLetterAt)
    if (start === end) break
    words.push(text.slice(start, end))
    end = start
  }
  return words
}
