/** `2.10` as numbers, for comparing: 2.9 comes before 2.10. */
export const partsOfRef = (ref: string): number[] =>
  ref
    .replace(/(?<![a-z])[a-z]+$/i, '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number)

/** `3` of `3. Working together`; nothing where the section has no number. */
export const sectionNumber = (section: string): string | undefined => /^\s*(\d{1,3})\b/.exec(section)?.[1]

/** The next free reference of a section: behind 3.7 comes 3.8; a section without a number counts behind its first letter, `A1`. */
export function nextRef(section: string, refs: readonly string[]): string {
  const number = sectionNumber(section)
  if (number === undefined) {
    const letter = /\p{L}/u.exec(section)?.[0].toUpperCase() ?? 'X'
    const taken = refs.filter((ref) => ref.startsWith(letter)).map((ref) => Number(ref.slice(letter.length)) || 0)
    return `${letter}${Math.max(0, ...taken) + 1}`
  }
  const own = refs.map(partsOfRef).filter((parts) => String(parts[0]) === number)
  return `${number}.${Math.max(0, ...own.map((parts) => parts[1] || 0)) + 1}`
}
