import { type Month, type Pence, type PlainDate, formatDate, formatMonth, formatPence } from '#shared'
import { type FileColumn, type Item, type Kind, type KindName, keyOf, wholeOf } from './kind.ts'
import { kindNamed } from './kinds.ts'

/** One thing of the register that a file would change. */
export interface Change {
  readonly kind: KindName
  readonly change: 'added' | 'changed' | 'removed'
  readonly commissioner: string | null
  readonly thing: string
  readonly was: string
  readonly becomes: string
  /** The list, within its kind, that the file replaces. */
  readonly whole: string
}

/** The patient behind an approval, whose column is private: what is compared and never shown. */
const hidden = 'patient'

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** A value as people read it; nothing where there is none. */
function valueWords({ type, name }: FileColumn, item: Item): string | undefined {
  const shown = type.show(item[name] ?? null)
  if (shown === null || shown === '') return undefined
  if (type.kind === 'pence') return formatPence(shown as Pence)
  if (type.kind === 'date') return formatDate(shown as PlainDate)
  return type.kind === 'month' ? formatMonth(shown as Month) : String(shown)
}

const words = (column: FileColumn, item: Item): string => `${column.label}: ${valueWords(column, item) ?? 'none'}`

const told = (kind: Kind): FileColumn[] =>
  kind.columns.filter(
    ({ name, isPrivate }) =>
      !isPrivate && name !== 'commissioner' && !kind.whole.includes(name) && !kind.key.includes(name),
  )

/** Everything of a row that is there; its name stands beside it. */
const allOf = (kind: Kind, item: Item): string =>
  told(kind)
    .filter(({ name }) => !same(item[name], null) && !same(item[name], []))
    .map((column) => words(column, item))
    .join('; ')

const thingOf = (kind: Kind, item: Item): string =>
  [...kind.whole, ...kind.key]
    .filter((name) => name !== 'commissioner')
    .map((name) =>
      valueWords(
        kind.columns.find((column) => column.name === name)!,
        item,
      ),
    )
    .filter((shown) => shown !== undefined)
    .join(' · ')

function changed(kind: Kind, was: Item, becomes: Item): Pick<Change, 'was' | 'becomes'> | undefined {
  const columns = told(kind).filter(({ name }) => !same(was[name], becomes[name]))
  const others = same(was[hidden], becomes[hidden]) ? [] : ['another patient']
  if (columns.length === 0 && others.length === 0) return undefined
  const say = (item: Item, extra: readonly string[]): string =>
    [...columns.map((column) => words(column, item)), ...extra].join('; ')
  return { was: say(was, []), becomes: say(becomes, others) }
}

/** The rows of the register that a file speaks of: all of the lists that it names; of a contract the terms from the file's first day on. */
export function spokenOf(kind: Kind, items: readonly Item[], present: readonly Item[], emptied: string | null): Item[] {
  if (items.length === 0) return present.filter((item) => item['commissioner'] === emptied)
  const from = new Map<string, string>()
  for (const item of items) {
    const [whole, day] = [wholeOf(kind, item), String(item['from'] ?? '')]
    if (!from.has(whole) || day < from.get(whole)!) from.set(whole, day)
  }
  const begins = (item: Item): boolean =>
    kind.name !== 'contracts' || String(item['from']) >= from.get(wholeOf(kind, item))!
  return present.filter((item) => from.has(wholeOf(kind, item)) && begins(item))
}

/** What would be added, changed and removed if the rows of a file stood in place of those it speaks of. */
export function differences(name: KindName, items: readonly Item[], present: readonly Item[]): Change[] {
  const kind = kindNamed(name)
  const before = new Map(present.map((item) => [keyOf(kind, item), item]))
  const after = new Set(items.map((item) => keyOf(kind, item)))
  const base = (item: Item) => ({
    kind: name,
    commissioner: (item['commissioner'] as string | null | undefined) ?? null,
    thing: thingOf(kind, item),
    whole: wholeOf(kind, item),
  })
  const brought = items.flatMap((item): Change[] => {
    const was = before.get(keyOf(kind, item))
    if (!was) return [{ ...base(item), change: 'added', was: '', becomes: allOf(kind, item) }]
    const difference = changed(kind, was, item)
    return difference ? [{ ...base(item), change: 'changed', ...difference }] : []
  })
  const gone = present
    .filter((item) => !after.has(keyOf(kind, item)))
    .map((item): Change => ({ ...base(item), change: 'removed', was: allOf(kind, item), becomes: '' }))
  return [...brought, ...gone]
}
