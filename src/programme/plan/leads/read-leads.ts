import type { Lead, LeadReading, RegisteredPerson, Settlement } from './lead.ts'
import { splitLeads } from './split-leads.ts'

/** By what leads are told apart. */
export interface LeadWords {
  readonly post_words: readonly string[]
  readonly body_words: readonly string[]
}

export interface Register {
  readonly people: readonly RegisteredPerson[]
  /** The latest of each kind first. */
  readonly settlements: readonly Settlement[]
}

const titles = new Set(['dr', 'mr', 'mrs', 'ms', 'miss', 'prof', 'professor', 'rev', 'sir', 'dame', 'cllr'])

/** A name without its title, in small letters: `Dr Ann Other` and `ann other` are the same. */
export const bareName = (name: string): string =>
  name
    .toLowerCase()
    .split(/[\s.]+/)
    .filter((word) => word !== '' && !titles.has(word))
    .join(' ')

/** The first letters of a name without its title, in capitals. */
export const firstLetters = (name: string): string =>
  bareName(name)
    .split(/[\s-]+/)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('')

const lastWord = (text: string): string =>
  text
    .toLowerCase()
    .split(/[\s/-]+/)
    .at(-1) ?? ''

/** Capitals with a small s are several of a kind: `GMs`. */
const isPlural = (text: string): boolean => /^\p{Lu}{2,6}s$/u.test(text)

export function bodiesOf(people: readonly RegisteredPerson[]): ReadonlySet<string> {
  return new Set(people.map(({ body }) => body).filter((body) => body !== ''))
}

function settled(settlement: Settlement, people: readonly RegisteredPerson[]): LeadReading {
  const { meaning, words } = settlement
  if (meaning === 'people')
    return { kind: 'person', people: people.filter(({ personNo }) => settlement.people.includes(personNo)) }
  return meaning === 'nobody' ? { kind: 'nobody' } : { kind: meaning, isKnown: true, words }
}

/**
 * What words mean without anybody having said so: exactly these initials, exactly this name, a body of the register; else what kind
 * they look.
 */
function plainReading(text: string, { people }: Register, words: LeadWords): LeadReading {
  const byInitials = people.filter(({ initials }) => initials !== '' && initials === text)
  const fits = byInitials.length > 0 ? byInitials : people.filter(({ name }) => bareName(name) === bareName(text))
  if (fits.length === 1) return { kind: 'person', people: fits }
  if (fits.length > 1) return { kind: 'ambiguous', people: fits }
  if (bodiesOf(people).has(text)) return { kind: 'body', isKnown: true, words: text }
  if (words.post_words.includes(lastWord(text)) || isPlural(text)) return { kind: 'post', isKnown: false, words: text }
  return words.body_words.includes(lastWord(text)) ? { kind: 'body', isKnown: false, words: text } : { kind: 'unknown' }
}

/**
 * Who leads on an item, by its own words and the register. Initials that fit two people are ambiguous, those that fit nobody unknown;
 * nothing is guessed. What somebody settled for this item goes before what they settled for every one.
 */
export function readLeads(text: string, itemNo: number | null, register: Register, words: LeadWords): Lead[] {
  return splitLeads(text, words.post_words).map((part) => {
    const said = register.settlements.filter(({ leadText }) => leadText === part.text)
    const settlement =
      said.find((each) => each.itemNo !== null && each.itemNo === itemNo) ??
      said.find((each) => each.itemNo === null) ??
      null
    const reading = settlement ? settled(settlement, register.people) : plainReading(part.text, register, words)
    return { ...part, reading, settlement }
  })
}
