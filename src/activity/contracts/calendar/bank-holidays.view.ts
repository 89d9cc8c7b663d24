import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { type PlainDate, findPlainDate } from '#shared'
import { parse } from 'yaml'
import { z } from 'zod'
import { type BankHolidays, addWorkingDaysIn, workingDaysIn } from './working-days.ts'

const day = z
  .string()
  .refine((text) => findPlainDate(text) !== undefined)
  .transform((text) => text as PlainDate)

const schema = z.strictObject({ from: day, to: day, days: z.record(day, z.string().min(1)) })

interface NamedHolidays extends BankHolidays {
  readonly names: Readonly<Record<string, string>>
}

let kept: NamedHolidays | undefined

/** The bank holidays of England as `reference/calendar/bank-holidays.yaml` has them, read once. */
export function bankHolidays(): NamedHolidays {
  if (kept) return kept
  const { from, to, days } = schema.parse(
    parse(readFileSync(packagePath('reference', 'calendar', 'bank-holidays.yaml'), 'utf8')),
  )
  kept = { from, to, days: new Set(Object.keys(days)), names: days }
  return kept
}

/** `addWorkingDaysIn` with the bank holidays of England; refused beyond the years they are known for. */
export const addWorkingDays = (from: PlainDate, count: number) => addWorkingDaysIn(bankHolidays(), from, count)

/** `workingDaysIn` with the bank holidays of England; refused beyond the years they are known for. */
export const workingDaysBetween = (from: PlainDate, to: PlainDate) => workingDaysIn(bankHolidays(), from, to)
