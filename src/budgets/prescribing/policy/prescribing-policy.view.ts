import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import type { PlainDate } from '#shared'
import { parse } from 'yaml'
import type { z } from 'zod'
import type { Calendar } from '../forecast/dispensing-days.ts'
import {
  type Cost,
  type EpdLayout,
  type Following,
  chaptersSchema,
  followingSchema,
  holidaysSchema,
  layoutSchema,
} from './prescribing-policy.ts'

/** Reads a file of `reference` once; one that breaks its schema is a bug, and throws. */
function readOnce<Schema extends z.ZodType>(folder: string, name: string, schema: Schema): () => z.output<Schema> {
  let kept: z.output<Schema> | undefined
  return () => (kept ??= schema.parse(parse(readFileSync(packagePath('reference', folder, name), 'utf8'))))
}

export const bnf = readOnce('budgets', 'bnf-chapters.yaml', chaptersSchema)
export const epdLayout: () => EpdLayout = readOnce('budgets', 'epd-columns.yaml', layoutSchema)
/** The layout of the years before. */
export const earlierLayout: () => EpdLayout = readOnce('budgets', 'pdpi-columns.yaml', layoutSchema)
export const following: () => Following = readOnce('budgets', 'prescribing.yaml', followingSchema)
const holidays = readOnce('calendar', 'bank-holidays.yaml', holidaysSchema)

/** The short name of a chapter; one that has none stands under its number. */
export const chapterName = (chapter: string): string => bnf().chapters[chapter] ?? `Chapter ${chapter}`

/** How long a month's file may take, and which cost counts against budgets, on a day. */
export function followedOn(today: PlainDate): { readonly lagDays: number; readonly charged: Cost } {
  const held = following().following.toSorted((a, b) => (a.from < b.from ? 1 : -1))
  const { lag_days: lagDays, charged } = held.find(({ from }) => from <= today) ?? held.at(-1)!
  return { lagDays, charged }
}

/** Days on which chemists dispense, within the years whose bank holidays are known. */
export function dispensingCalendar(): Calendar {
  const { from, to, days } = holidays()
  return { from, to, closed: new Set(Object.keys(days)), weekdays: new Set(following().dispensing_weekdays) }
}
