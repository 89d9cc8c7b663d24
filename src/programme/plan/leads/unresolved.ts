import type { PlainDate } from '#shared'
import type { Lead, RegisteredPerson } from './lead.ts'
import { type LeadWords, type Register, bodiesOf, firstLetters } from './read-leads.ts'

/** Why a person has to say what is meant. */
export type UnresolvedKind = 'ambiguous' | 'unknown' | 'post' | 'body' | 'left'

/** Words among the leads, or a body named in an objective, that somebody has to settle. */
export interface Unresolved {
  readonly text: string
  readonly kind: UnresolvedKind
  /** Among the leads, or in the words of an objective. */
  readonly where: 'lead' | 'objective'
  readonly fits: readonly RegisteredPerson[]
  readonly items: readonly { readonly itemNo: number; readonly ref: string }[]
  /** What may help whoever settles it; never an answer. */
  readonly hints: readonly string[]
}

export interface ItemToResolve {
  readonly itemNo: number
  readonly ref: string
  readonly objective: string
  readonly leads: readonly Lead[]
  readonly isDone: boolean
}

const escaped = (word: string): string => word.replaceAll(/[^a-z]/g, '')

/** Bodies that an objective names by their chair or lead, in capitals: `ABC Chair`. */
export function bodiesNamed(objective: string, { post_words: posts }: LeadWords): string[] {
  const named = new RegExp(`\\b([A-Z]{2,6}) (?:${posts.map(escaped).join('|')})\\b`, 'gi')
  return [...objective.matchAll(named)].map(([, body]) => body!).filter((body) => body === body.toUpperCase())
}

/** Whether two words differ by one letter, or by two neighbours that changed places. */
export function isNearly(one: string, other: string): boolean {
  if (one === other || one.length !== other.length) return false
  const different = [...one].flatMap((letter, at) => (letter === other[at] ? [] : [at]))
  if (different.length === 1) return true
  const [first, second] = different
  return (
    different.length === 2 && second === first! + 1 && one[first!] === other[second!] && one[second!] === other[first!]
  )
}

function hintsFor(text: string, { people }: Register): string[] {
  const unnamed = people.filter((person) => person.initials === '' && firstLetters(person.name) === text)
  const near = [...bodiesOf(people)].filter((body) => isNearly(text, body))
  return [
    ...unnamed.map(({ name }) => `${name} has no initials in the register`),
    ...near.map((body) => `${body} is written nearly so`),
  ]
}

function kindOf({ reading }: Lead, today: PlainDate, isDone: boolean): UnresolvedKind | undefined {
  if (reading.kind === 'ambiguous' || reading.kind === 'unknown') return reading.kind
  if (reading.kind === 'post' || reading.kind === 'body') return reading.isKnown ? undefined : reading.kind
  const haveLeft = reading.kind === 'person' && reading.people.every(({ leftOn }) => leftOn !== null && leftOn <= today)
  return haveLeft && !isDone ? 'left' : undefined
}

type Found = Omit<Unresolved, 'items' | 'hints'> & { readonly item: ItemToResolve }

const foundInLeads = (item: ItemToResolve, today: PlainDate): Found[] =>
  item.leads.flatMap((lead) => {
    const kind = kindOf(lead, today, item.isDone)
    const { reading } = lead
    const fits = reading.kind === 'ambiguous' || reading.kind === 'person' ? reading.people : []
    return kind ? [{ text: lead.text, kind, where: 'lead', fits, item } as const] : []
  })

function foundInObjective(item: ItemToResolve, register: Register, words: LeadWords): Found[] {
  const isSaid = (body: string): boolean =>
    bodiesOf(register.people).has(body) || register.settlements.some(({ leadText }) => leadText === body)
  return bodiesNamed(item.objective, words)
    .filter((body) => !isSaid(body))
    .map((text) => ({ text, kind: 'unknown', where: 'objective', fits: [], item }))
}

const order: readonly UnresolvedKind[] = ['ambiguous', 'unknown', 'left', 'post', 'body']

/** Everything that a person has to settle, what fits two people first; each once, with the items where it stands. */
export function unresolvedOf(
  items: readonly ItemToResolve[],
  register: Register,
  words: LeadWords,
  today: PlainDate,
): Unresolved[] {
  const found = items.flatMap((item) => [...foundInLeads(item, today), ...foundInObjective(item, register, words)])
  const grouped = new Map<string, Found[]>()
  for (const each of found) {
    const key = `${each.kind} ${each.where} ${each.text}`
    grouped.set(key, [...(grouped.get(key) ?? []), each])
  }
  return [...grouped.values()]
    .map((all) => {
      const { item: _, ...first } = all[0]!
      const places = new Map(all.map(({ item: { itemNo, ref } }) => [itemNo, { itemNo, ref }]))
      return {
        ...first,
        items: [...places.values()],
        hints: first.kind === 'unknown' ? hintsFor(first.text, register) : [],
      }
    })
    .toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.text < b.text ? -1 : 1))
}
