/** `2.10` as numbers, for comparing: 2.9 comes before 2.10. */
export const partsOfRef = (ref: string): number[] =>
  ref
    .replace(/[a-z]+$/i, '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number)

/** `3` of `3. Working together`; nothing where the section has no number. */
export const sectionNumber = (section: string): string | undefined => /^\s*(\d{1,3})\b/.exec(section)?.[1]

/** The next free reference of a section: behind 3.7 comes 3.8. Sections without a number count alone. */
export function nextRef(section: string, refs: readonly string[]): string {
  const number = sectionNumber(section)
  const taken = refs.map(partsOfRef).filter((parts) => number === undefined || String(parts[0]) === number)
  const last = Math.max(0, ...taken.map((parts) => (number === undefined ? parts[0] : parts[1]) ?? 0))
  return number === undefined ? String(last + 1) : `${number}.${last + 1}`
}
