import type { Block, DocumentBody } from '#programme/documents'
import { type PlainDate, formatDate } from '#shared'
import { objectiveWords } from '../items/activities.ts'
import { type PlanItem, statusWords } from '../items/item.ts'
import { inOneLine } from '../items/one-line.ts'

const day = (date: PlainDate | null): string => (date === null ? '' : formatDate(date))

function objectiveText({ objective }: PlanItem): string {
  const { title, activities } = objectiveWords(objective)
  const told = activities.map(({ words, parts }) => [words, ...parts].join('; '))
  return [title, ...told].join(' – ')
}

const rowOf = (item: PlanItem): string[] => [
  item.ref,
  objectiveText(item),
  inOneLine(item.leadsText),
  statusWords[item.status],
  inOneLine(item.timescaleText) || day(item.due),
]

/** A plan as a paper: a table for each section, with leads and timescales in the words in which people wrote them. */
export function planBody(items: readonly PlanItem[], introduction: string): DocumentBody {
  const sections = [...new Set(items.map(({ section }) => section))]
  const blocks: Block[] = sections.flatMap((section): Block[] => [
    { type: 'heading', level: 2, text: section || 'In no section' },
    {
      type: 'table',
      caption: section || 'In no section',
      columns: ['Ref', 'Objective', 'Leads', 'Status', 'Timescale'],
      rows: items.filter((item) => item.section === section).map(rowOf),
    },
  ])
  const words = introduction.split(/\r\n?|\n/).filter((text) => text.trim() !== '')
  return { blocks: [...words.map((text): Block => ({ type: 'paragraph', text })), ...blocks] }
}
