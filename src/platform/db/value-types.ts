/** PostgreSQL's 64-bit numbers, as numbers that are checked to be exact. */
export function readWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large to be held exactly as a number`)
  return value
}

/** A day stays the text it is: a clock and a zone would only move it. */
export const readDate = (text: string): string => text

/** `{1,2,NULL}`: an array of things that hold neither quotes nor commas. */
function readList<T>(text: string, read: (item: string) => T): (T | null)[] {
  const inside = text.slice(1, -1)
  return inside === '' ? [] : inside.split(',').map((item) => (item === 'NULL' ? null : read(item)))
}

export const readWholes = (text: string): (number | null)[] => readList(text, readWhole)
export const readDates = (text: string): (string | null)[] => readList(text, readDate)
