import { sectionNumber } from '../items/place.ts'
import type { PlanRow } from './plan-rows.ts'

/** A row with the reference it goes by; what was done about it stands in its notes. */
export type ReferredRow = PlanRow & { readonly refAsWritten: string }

const isWhole = (ref: string): boolean => /^\d{1,3}(\.\d{1,3}){1,3}[a-z]?$/.test(ref)

/** `2. 3`, `2,3`, `2.3.` and `2-3` are 2.3; `.1` in section 2 is 2.1, and so is a lone `1`. */
function tidied(written: string, section: string | undefined): string {
  const bare = written
    .replaceAll(/\s/g, '')
    .replaceAll(/[,:-]/g, '.')
    .replace(/(?<!\.)\.+$/, '')
  if (section === undefined) return bare
  if (/^\.\d{1,3}$/.test(bare)) return `${section}${bare}`
  return /^\d{1,3}$/.test(bare) && bare !== section ? `${section}.${bare}` : bare
}

/** `2.4a`, or the next letter that nothing has. */
export const letterAfter = (taken: ReadonlySet<string>, base: string): string => {
  for (let code = 97; code <= 122; code += 1) {
    const ref = `${base}${String.fromCodePoint(code)}`
    if (!taken.has(ref)) return ref
  }
  return `${base}z${taken.size}`
}

/** A spreadsheet takes 1.10 for the number 1.1: behind 1.9 it is told by its place. */
function afterNine(ref: string, before: string | undefined): string | undefined {
  const match = /^(\d+)\.(\d)$/.exec(ref)
  return match && before === `${match[1]}.${match[2] === '1' ? '9' : `${Number(match[2]) - 1}9`}`
    ? `${ref}0`
    : undefined
}

interface Repair {
  readonly ref: string
  readonly note?: string
}

function repair(
  row: PlanRow,
  before: string | undefined,
  seen: ReadonlyMap<string, number>,
  all: ReadonlySet<string>,
): Repair {
  const section = sectionNumber(row.section)
  const tidy = tidied(row.ref, section)
  const taken = new Set([...seen.keys(), ...all])
  if (row.ref === '') {
    const ref = letterAfter(taken, before?.replace(/[a-z]$/, '') ?? (section === undefined ? '0' : `${section}.0`))
    return { ref, note: `It had no reference and stands as ${ref}, by its place.` }
  }
  const first = seen.get(tidy)
  if (first !== undefined) {
    const tenth = afterNine(tidy, before)
    if (tenth && !taken.has(tenth))
      return {
        ref: tenth,
        note: `It was written ${row.ref}, which row ${first} has: behind ${before} it stands as ${tenth}.`,
      }
    const ref = letterAfter(taken, tidy.replace(/[a-z]$/, ''))
    return {
      ref,
      note: `It was written ${row.ref}, which row ${first} has already: it stands as ${ref} until one of them is changed.`,
    }
  }
  if (!isWhole(tidy)) return { ref: tidy, note: `Its reference “${row.ref}” is an odd one, and was kept.` }
  if (tidy !== row.ref) return { ref: tidy, note: `Its reference was written “${row.ref}” and was read as ${tidy}.` }
  const isElsewhere = section !== undefined && !tidy.startsWith(`${section}.`)
  return isElsewhere
    ? { ref: tidy, note: `Its reference ${tidy} is not of section ${section}, in which it stands.` }
    : { ref: tidy }
}

/** Gives every row a reference of its own, in the order of the file. What was written is kept beside it. */
export function repairRefs(rows: readonly PlanRow[]): ReferredRow[] {
  const seen = new Map<string, number>()
  const all = new Set(rows.map(({ ref, section }) => tidied(ref, sectionNumber(section))).filter((ref) => ref !== ''))
  let before: string | undefined
  let section = ''
  return rows.map((row) => {
    if (row.section !== section) before = undefined
    section = row.section
    const { ref, note } = repair(row, before, seen, all)
    seen.set(ref, row.row)
    before = ref
    return { ...row, ref, refAsWritten: row.ref, notes: note === undefined ? row.notes : [...row.notes, note] }
  })
}
