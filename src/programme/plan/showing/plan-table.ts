import type { Table } from '#shared'
import { objectiveWords } from '../items/activities.ts'
import { type PlanItem, statusWords } from '../items/item.ts'
import { inOneLine } from '../items/one-line.ts'
import { itemAddress } from './addresses.ts'

/** A plan as its items stand: as it was written, with status and days as they were read. */
export const planTable = (items: readonly PlanItem[], caption: string): Table => ({
  name: 'plan',
  caption,
  columns: [
    { key: 'ref', label: 'Ref', kind: 'code' },
    { key: 'section', label: 'Section', kind: 'text' },
    { key: 'objective', label: 'Objective', kind: 'text' },
    { key: 'leads', label: 'Leads', kind: 'text' },
    { key: 'status', label: 'Status', kind: 'text' },
    { key: 'start', label: 'Start', kind: 'date' },
    { key: 'due', label: 'Due', kind: 'date' },
    { key: 'late', label: 'Days late', kind: 'count', counts: 'open' },
    { key: 'timescale_text', label: 'Timescale as written', kind: 'text' },
  ],
  rows: items.map((item) => ({
    ref: item.ref,
    section: item.section,
    objective: item.objective,
    leads: inOneLine(item.leadsText),
    status: item.status,
    start: item.start,
    due: item.due,
    late: item.daysLate,
    timescale_text: item.timescaleText,
    links: { ref: itemAddress(item.itemNo), objective: itemAddress(item.itemNo) },
  })),
})

/** The same for the eye: the first line of an objective, states in words; one table a section says its section once. */
export function planOnPage(table: Table, items: readonly PlanItem[], section: string, at: number): Table {
  const shown = table.rows.flatMap((row, place) => {
    const item = items[place]!
    if (item.section !== section) return []
    const { title, activities } = objectiveWords(item.objective)
    const more = activities.length === 0 ? '' : ` (and ${activities.length} more)`
    return [{ ...row, objective: `${title}${more}`, status: statusWords[item.status], late: item.daysLate || null }]
  })
  const keys = ['ref', 'objective', 'leads', 'status', 'start', 'due', 'late']
  return {
    ...table,
    name: `section-${at + 1}`,
    caption: section === '' ? 'In no section' : section,
    columns: keys.map((key) => table.columns.find((column) => column.key === key)!),
    rows: shown,
  }
}
