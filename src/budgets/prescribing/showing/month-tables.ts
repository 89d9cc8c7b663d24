import {
  type Month,
  type Pence,
  type Row,
  type Table,
  addPence,
  formatMonth,
  noPence,
  roundHalfUp,
  toPence,
} from '#shared'
import { chapterName } from '../policy/prescribing-policy.view.ts'
import type { ChapterCosts, Costs } from '../spend/spend.view.ts'
import { groupedBy } from '../spend/grouped-by.ts'
import type { LevelCosts, PresentationCosts, SubstanceCosts } from '../spend/substances.view.ts'
import { chapterAddress, practiceAddress, substanceAddress } from './addresses.ts'

const items = { key: 'items', label: 'Items', kind: 'count', counts: 'activity' } as const
const actual = { key: 'actual_pence', label: 'Actual cost', kind: 'pence', of: ['items'] } as const
const nic = { key: 'nic_pence', label: 'Net ingredient cost', kind: 'pence', of: ['items'] } as const
const perItem = { key: 'per_item_pence', label: 'Cost an item', kind: 'pence', of: ['items'], mean: true } as const

/** What one item cost, to the penny; nothing where there was none. */
export const costAnItem = ({ items: count, actualCostPence }: Costs): Pence | null =>
  count === 0 ? null : toPence(Number(roundHalfUp(BigInt(actualCostPence), BigInt(count))))

export const total = (all: readonly Costs[]): Costs => ({
  items: all.reduce((sum, one) => sum + one.items, 0),
  nicPence: addPence(noPence, ...all.map(({ nicPence }) => nicPence)),
  actualCostPence: addPence(noPence, ...all.map(({ actualCostPence }) => actualCostPence)),
})

const costCells = (costs: Costs) => ({
  items: costs.items,
  actual_pence: costs.actualCostPence,
  nic_pence: costs.nicPence,
  per_item_pence: costAnItem(costs),
})

export interface Names {
  of(code: string): string
}

/** What everybody must know of the figures: whence they are, and which cost is which. */
export const costNotes: readonly string[] = [
  'Source: English Prescribing Data, as dispensed and priced nationally. Actual cost is what the commissioner pays: net ' +
    'ingredient cost less the national discount, with the container allowance.',
  'A practice’s month is rounded to the penny once; chapters and substances are parts of it, and sums are sums of pence.',
]

type PracticeChapter = ChapterCosts & { readonly practice: string; readonly group: string | null }

/** What each practice's prescriptions of a month cost. */
export function practicesTable(
  month: Month,
  rows: readonly PracticeChapter[],
  names: Names,
  groupWord: string,
  of?: string,
): Table {
  const practices = [...groupedBy(rows, ({ practice }) => practice)]
  return {
    name: 'practices',
    caption: `Practices, ${formatMonth(month)}`,
    columns: [
      { key: 'practice', label: 'Practice', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      { key: 'group', label: groupWord, kind: 'text' },
      items,
      actual,
      nic,
      perItem,
    ],
    rows: practices.map(([practice, own]): Row => {
      const address = practiceAddress(month, practice, of)
      const group = own[0]!.group
      return {
        practice,
        name: names.of(practice),
        group: group === null ? '' : names.of(group),
        ...costCells(total(own)),
        links: { practice: address, name: address },
      }
    }),
    totals: { practice: 'Together', name: '', group: '', ...costCells(total(rows)) },
    notes: costNotes,
  }
}

/** The chapters of the BNF that were prescribed from. */
export function chaptersTable(month: Month, rows: readonly ChapterCosts[], caption: string, of?: string): Table {
  return {
    name: 'chapters',
    caption,
    columns: [
      { key: 'chapter', label: 'Chapter', kind: 'code' },
      { key: 'name', label: 'Of the BNF', kind: 'text' },
      items,
      actual,
      nic,
      perItem,
    ],
    rows: rows.map((row): Row => {
      const address = chapterAddress(month, row.chapter, of)
      return {
        chapter: row.chapter,
        name: chapterName(row.chapter),
        ...costCells(row),
        links: { chapter: address, name: address },
      }
    }),
    totals: { chapter: 'Together', name: '', ...costCells(total(rows)) },
    notes: costNotes,
  }
}

/** A substance as the file names it; one that it does not name stands by its dearest presentation. */
export const substanceName = ({ name, example }: Pick<SubstanceCosts, 'name' | 'example'>): string =>
  name ?? (example === null ? '' : `such as ${example}`)

interface SubstancesShown {
  readonly month: Month
  readonly caption: string
  /** At most so many, those that cost most first; all of them where it is not said. */
  readonly most?: number
  /** Whose they are, where they are one practice's: each opens its presentations. */
  readonly practice?: string
  readonly of?: string
}

const dearest = (a: SubstanceCosts, b: SubstanceCosts): number =>
  b.actualCostPence - a.actualCostPence || (a.substance < b.substance ? -1 : 1)

/** Chemical substances, those that cost most first. */
export function substancesTable(
  all: readonly SubstanceCosts[],
  { month, caption, most, practice, of }: SubstancesShown,
): Table {
  const shown = all.toSorted(dearest).slice(0, most ?? all.length)
  const more = all.length - shown.length
  return {
    name: 'substances',
    caption,
    columns: [
      { key: 'substance', label: 'Substance', kind: 'code' },
      { key: 'name', label: 'Name', kind: 'text' },
      items,
      actual,
      nic,
      { key: 'generic', label: 'By generic name', kind: 'percent', of: ['generic_items', 'drug_items'] },
    ],
    rows: shown.map((one): Row => {
      const link = practice === undefined ? undefined : substanceAddress(month, practice, one.substance, of)
      return {
        substance: one.substance,
        name: substanceName(one),
        items: one.items,
        actual_pence: one.actualCostPence,
        nic_pence: one.nicPence,
        generic: shareOf(one.genericItems, one.drugItems),
        basis: { counts: { generic_items: one.genericItems, drug_items: one.drugItems } },
        ...(link === undefined ? {} : { links: { substance: link, name: link } }),
      }
    }),
    notes: [
      ...costNotes.slice(0, 1),
      'By generic name: items whose BNF code names the generic product, of the items of drugs; appliances have no such name.',
      ...(more > 0 ? [`${more} more substances cost less; the page of a chapter has them all.`] : []),
    ],
  }
}

/** A part of a whole in per cent; nothing where there is no whole. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole)

/** Sections and paragraphs of a chapter, in the order of their codes. */
export const levelsTable = (name: string, caption: string, rows: readonly LevelCosts[]): Table => ({
  name,
  caption,
  columns: [
    { key: 'code', label: 'Begins with', kind: 'code' },
    { key: 'substances', label: 'Substances', kind: 'count', counts: 'open' },
    items,
    actual,
    nic,
    perItem,
  ],
  rows: rows.map((row): Row => ({ code: row.code, substances: row.substances, ...costCells(row) })),
  totals: {
    code: 'Together',
    substances: rows.reduce((sum, row) => sum + row.substances, 0),
    ...costCells(total(rows)),
  },
})

/** The presentations behind a substance of a practice, as the national file has them. */
export const presentationsTable = (rows: readonly PresentationCosts[], caption: string): Table => ({
  name: 'presentations',
  caption,
  columns: [
    { key: 'code', label: 'BNF code', kind: 'code' },
    { key: 'name', label: 'Presentation', kind: 'text' },
    { key: 'rows', label: 'Rows of the file', kind: 'count', counts: 'activity' },
    items,
    { key: 'quantity', label: 'Quantity', kind: 'text' },
    actual,
    nic,
  ],
  rows: rows.map((row): Row => ({
    code: row.code,
    name: row.name ?? '',
    rows: row.rows,
    items: row.items,
    quantity: row.quantity ?? '',
    actual_pence: row.actualCostPence,
    nic_pence: row.nicPence,
  })),
  totals: {
    code: 'Together',
    name: '',
    rows: rows.reduce((sum, row) => sum + row.rows, 0),
    quantity: '',
    items: total(rows).items,
    actual_pence: total(rows).actualCostPence,
    nic_pence: total(rows).nicPence,
  },
  notes: costNotes,
})

export interface Compared {
  readonly own: readonly ChapterCosts[]
  readonly group: readonly ChapterCosts[]
  readonly commissioner: readonly ChapterCosts[]
}

/** How a practice prescribes beside its group and the commissioner: what share of items a chapter has, and what an item costs. */
export function comparisonTable(
  { own, group, commissioner }: Compared,
  words: { own: string; group: string; commissioner: string },
): Table {
  const sides = [
    { key: 'own', label: words.own, rows: own },
    ...(group.length > 0 ? [{ key: 'group', label: words.group, rows: group }] : []),
    { key: 'commissioner', label: words.commissioner, rows: commissioner },
  ]
  const chapters = [...new Set(sides.flatMap(({ rows }) => rows.map(({ chapter }) => chapter)))].toSorted()
  const at = (rows: readonly ChapterCosts[], chapter: string): Costs =>
    total(rows.filter((row) => row.chapter === chapter))
  return {
    name: 'comparison',
    caption: 'Beside others: share of items, and what an item cost',
    columns: [
      { key: 'chapter', label: 'Chapter', kind: 'code' },
      { key: 'name', label: 'Of the BNF', kind: 'text' },
      { key: 'own_items', label: `${words.own}: number of items`, kind: 'count', counts: 'activity' },
      ...sides.map(({ key, label }) => ({
        key: `${key}_share`,
        label: `${label}: items`,
        kind: 'percent' as const,
        of: [`${key}_items`, `${key}_all`],
      })),
      ...sides.map(({ key, label }) => ({
        key: `${key}_per_item_pence`,
        label: `${label}: an item`,
        kind: 'pence' as const,
        of: [`${key}_items`],
        mean: true as const,
      })),
    ],
    rows: chapters.map((chapter): Row => {
      const cells = sides.map(({ key, rows }) => {
        const [here, all] = [at(rows, chapter), total(rows)]
        return { key, here, all }
      })
      return {
        chapter,
        name: chapterName(chapter),
        own_items: at(own, chapter).items,
        ...Object.fromEntries(cells.map(({ key, here, all }) => [`${key}_share`, shareOf(here.items, all.items)])),
        ...Object.fromEntries(cells.map(({ key, here }) => [`${key}_per_item_pence`, costAnItem(here)])),
        basis: {
          counts: Object.fromEntries(
            cells.flatMap(({ key, here, all }) => [
              [`${key}_items`, here.items],
              [`${key}_all`, all.items],
            ]),
          ),
        },
      }
    }),
  }
}
