import { formatDate, type PlainDate } from '#shared'
import type { ContractVersion } from '../register/contract.view.ts'
import type { Fault } from './fault.ts'
import type { ReadItem } from './read-items.ts'
import { contractKey } from './settle-items.ts'

/** What a contract covers on which days. */
interface Cover {
  readonly reference: string
  readonly commissioner: string
  readonly provider: string
  readonly services: readonly string[]
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly row?: number
}

const least = (a: PlainDate | null, b: PlainDate | null): PlainDate | null =>
  a === null || (b !== null && b < a) ? b : a

/** The days on which each row of a file would hold: up to its own end or the next row of its reference. */
export function coversOf(items: readonly ReadItem[]): Cover[] {
  return items.map(({ row, item }) => {
    const from = item['from'] as PlainDate
    const later = items
      .filter((other) => contractKey(other.item) === contractKey(item) && String(other.item['from']) > from)
      .map((other) => other.item['from'] as PlainDate)
      .toSorted()[0]
    return {
      row,
      from,
      to: least(item['to'] as PlainDate | null, later ?? null),
      reference: String(item['reference']),
      commissioner: String(item['commissioner']),
      provider: String(item['provider']),
      services: item['services'] as readonly string[],
    }
  })
}

const isShared = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 ? b.length === 0 : a.some((code) => b.includes(code))

const meet = (a: Cover, b: Cover): boolean =>
  a.commissioner === b.commissioner &&
  a.provider === b.provider &&
  a.reference !== b.reference &&
  (a.to === null || b.from < a.to) &&
  (b.to === null || a.from < b.to) &&
  isShared(a.services, b.services)

/** What the versions that stand leave when a file brings its rows: cut off where those begin. */
function standing(versions: readonly ContractVersion[], fresh: readonly Cover[]): Cover[] {
  return versions.flatMap((version) => {
    const cut = fresh
      .filter(({ reference, commissioner }) => reference === version.reference && commissioner === version.commissioner)
      .map(({ from }) => from)
      .toSorted()[0]
    const to = least(version.to, cut ?? null)
    return to !== null && to <= version.from ? [] : [{ ...version, to }]
  })
}

/** A contract keeps its provider, and no service of a provider is covered twice on one day. */
export function contractFaults(
  file: string,
  items: readonly ReadItem[],
  versions: readonly ContractVersion[],
): Fault[] {
  const fresh = coversOf(items)
  const all = [...standing(versions, fresh), ...fresh]
  return fresh.flatMap((cover) => {
    const base = { file, row: cover.row! }
    const before = [...versions, ...fresh].find(
      (each) =>
        each.reference === cover.reference &&
        each.commissioner === cover.commissioner &&
        each.provider !== cover.provider,
    )
    if (before)
      return [
        {
          ...base,
          column: 'provider',
          value: cover.provider,
          problem: `is not the provider of ${cover.reference}, which is ${before.provider}`,
          whatToDo: 'Give the contract with another provider a reference of its own.',
        },
      ]
    const other = all.find((each) => meet(each, cover))
    if (!other) return []
    const what =
      cover.services.length === 0
        ? 'everything'
        : cover.services.filter((code) => other.services.includes(code)).join(' ')
    return [
      {
        ...base,
        column: 'services',
        value: cover.services.join(' '),
        problem: `covers ${what} with ${cover.provider} from ${formatDate(cover.from)}, which ${other.reference} does as well`,
        whatToDo: 'Name the services of one of them, or end the other first.',
      },
    ]
  })
}
