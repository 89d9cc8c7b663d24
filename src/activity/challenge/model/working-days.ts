import { addWorkingDays } from '#activity/contracts'
import { addDays } from '#shared'
import type { AddWorkingDays } from './clock.ts'

/** Working days of England; beyond the years whose bank holidays are known, five of every seven days. */
export const workingDaysOn: AddWorkingDays = (from, days) => {
  const counted = addWorkingDays(from, days)
  return counted.ok ? counted.value : addDays(from, Math.ceil((days * 7) / 5))
}
