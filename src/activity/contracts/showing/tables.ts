import { type PlainDate, type Table, dayInLondon, type Month, type Pence, toPence } from '#shared'
import { londonText } from '../calendar/london-instant.ts'
import type { CalendarMonth } from '../register/register-facts.ts'
import type { PlannedActivity } from '../register/contract.ts'
import type { QualityMeasure } from '../register/lists.view.ts'
import type { Item, Kind, KindName } from '../loading/kind.ts'
import type { Load } from '../stores/register.store.ts'
import type { ContractInBrief } from './contract-state.ts'
import { contractAddress } from './addresses.ts'
import { mechanismWords, monthStretches, stateOf } from './contract-words.ts'

type Names = ReadonlyMap<string, string>

export function contractsTable(contracts: readonly ContractInBrief[], names: Names, on: PlainDate): Table {
  return {
    name: 'contracts',
    caption: 'Contracts',
    columns: [
      { key: 'reference', label: 'Contract', kind: 'code' },
      { key: 'name', label: 'Provider', kind: 'text' },
      { key: 'state', label: 'State', kind: 'text' },
      { key: 'mechanism', label: 'Pays', kind: 'text' },
      { key: 'from', label: 'From', kind: 'date' },
      { key: 'to', label: 'No longer from', kind: 'date' },
      { key: 'unplanned', label: 'Months without a plan', kind: 'text' },
      { key: 'services', label: 'Services', kind: 'text' },
      { key: 'fixed_per_year', label: 'Fixed sum for a year', kind: 'pence', counts: 'open' },
      { key: 'provider', label: 'Code of provider', kind: 'code' },
      { key: 'commissioner', label: 'Commissioner', kind: 'code' },
    ],
    rows: contracts.map(({ shown, from, to, unplanned }) => ({
      reference: shown.reference,
      state: stateOf({ ...shown, from, to }, on),
      provider: shown.provider,
      name: names.get(shown.provider) ?? null,
      mechanism: mechanismWords[shown.mechanism],
      from,
      to,
      services: shown.services.length === 0 ? 'all' : shown.services.join(' '),
      fixed_per_year: shown.fixedPencePerYear,
      unplanned: unplanned.length === 0 ? null : monthStretches(unplanned),
      commissioner: shown.commissioner,
      links: { reference: contractAddress(shown), name: `/organisations/${shown.provider}` },
    })),
    notes: [
      'Months without a plan: from the first plan up to now, where it pays by the line. What is done in them is compared with nothing.',
    ],
  }
}

const planColumns = [
  { key: 'reference', label: 'Contract', kind: 'code' },
  { key: 'provider', label: 'Provider', kind: 'code' },
  { key: 'month', label: 'Month', kind: 'month' },
  { key: 'pod', label: 'Point of delivery', kind: 'code' },
  { key: 'activity', label: 'Planned activity', kind: 'count', counts: 'open' },
  { key: 'value', label: 'Planned value', kind: 'pence', counts: 'open' },
  { key: 'commissioner', label: 'Commissioner', kind: 'code' },
] as const

/** The plan row by row, as it was loaded. */
export const planTable = (plan: readonly PlannedActivity[]): Table => ({
  name: 'plan',
  caption: 'Plan by month and point of delivery',
  columns: planColumns,
  rows: plan.map(({ valuePence, ...row }) => ({ ...row, value: valuePence })),
})

const sumOf = (rows: readonly PlannedActivity[]): { activity: number; value: Pence } => ({
  activity: rows.reduce((sum, row) => sum + Math.round(row.activity * 1000), 0) / 1000,
  value: toPence(rows.reduce((sum, row) => sum + row.valuePence, 0)),
})

/** `91.5, met (at least 90)`. */
function measureWords({ value, target, direction }: QualityMeasure): string {
  if (target === null) return value
  const isMet = direction === 'at-least' ? Number(value) >= Number(target) : Number(value) <= Number(target)
  return `${value}, ${isMet ? 'met' : 'missed'} (${direction.replace('-', ' ')} ${target})`
}

/** The plan of a contract by month, and beside it how the provider did by each measure in the month. */
export function monthsTable(plan: readonly PlannedActivity[], measures: readonly QualityMeasure[]): Table {
  const names = [...new Set(measures.map(({ measure }) => measure))]
  const months = [...new Set([...plan, ...measures].map(({ month }) => month))].toSorted()
  const said = (month: Month, name: string): string | null => {
    const found = measures.find((each) => each.month === month && each.measure === name)
    return found ? measureWords(found) : null
  }
  return {
    name: 'months',
    caption: names.length === 0 ? 'Plan by month' : 'Plan by month, and quality beside it',
    columns: [
      { key: 'month', label: 'Month', kind: 'month' },
      { key: 'activity', label: 'Planned activity', kind: 'count', counts: 'open' },
      { key: 'value', label: 'Planned value', kind: 'pence', counts: 'open' },
      ...names.map((name, at) => ({ key: `measure_${at + 1}`, label: name, kind: 'text' as const })),
    ],
    rows: months.map((month) => {
      const rows = plan.filter((row) => row.month === month)
      return {
        month,
        ...(rows.length === 0 ? { activity: null, value: null } : sumOf(rows)),
        ...Object.fromEntries(names.map((name, at) => [`measure_${at + 1}`, said(month, name)])),
      }
    }),
    ...(plan.length > 0 && { totals: { month: 'All months', ...sumOf(plan) } }),
  }
}

/** Rows of a list in the columns of its file: what is taken away here can be loaded again. */
export function listTable(kind: Kind, items: readonly Item[]): Table {
  const columns = kind.columns.filter(({ isPrivate }) => !isPrivate)
  return {
    name: kind.name,
    caption: kind.title,
    columns: columns.map(({ name, label, type }) => ({ key: name, label, kind: type.kind, counts: 'open' })),
    rows: items.map((item) =>
      Object.fromEntries(columns.map(({ name, type }) => [name, type.show(item[name] ?? null)])),
    ),
  }
}

export function calendarTable(months: readonly CalendarMonth[], now: Date): Table {
  const stateIn = ({ flexClosesAt, freezeClosesAt }: CalendarMonth): string =>
    now < flexClosesAt ? 'flex is open' : now < freezeClosesAt ? 'freeze is open' : 'closed'
  return {
    name: 'calendar',
    caption: 'Until when a month may be sent (England’s clock)',
    columns: [
      { key: 'month', label: 'Month of the activity', kind: 'month' },
      { key: 'flex_inclusion', label: 'Flex until', kind: 'text' },
      { key: 'flex_publication', label: 'Flex published', kind: 'text' },
      { key: 'freeze_inclusion', label: 'Freeze until', kind: 'text' },
      { key: 'freeze_publication', label: 'Freeze published', kind: 'text' },
      { key: 'state', label: 'Now', kind: 'text' },
    ],
    rows: months.map((month) => ({
      month: month.month,
      flex_inclusion: londonText(month.flexClosesAt),
      flex_publication: londonText(month.flexPublishedAt),
      freeze_inclusion: londonText(month.freezeClosesAt),
      freeze_publication: londonText(month.freezePublishedAt),
      state: stateIn(month),
    })),
  }
}

export const loadsTable = (loads: readonly Load[], titleOf: (name: KindName) => string): Table => ({
  name: 'loads',
  caption: 'Files taken, the latest first',
  columns: [
    { key: 'file', label: 'File', kind: 'text' },
    { key: 'list', label: 'List', kind: 'text' },
    { key: 'rows', label: 'Rows', kind: 'count', counts: 'open' },
    { key: 'loaded', label: 'Taken', kind: 'date' },
    { key: 'by', label: 'By', kind: 'text' },
    { key: 'commissioner', label: 'Commissioner', kind: 'code' },
  ],
  rows: loads.map((load) => ({
    file: load.fileName,
    list: titleOf(load.kind),
    rows: load.rows,
    loaded: dayInLondon(load.loadedAt),
    by: load.loadedBy,
    commissioner: load.commissioner,
  })),
})
