import type { PaidAs } from '../stores/lead-tables.store.ts'
import { hoursText } from './when.ts'

export const paidWords: Readonly<Record<PaidAs, string>> = {
  'gp-session': 'by the session of a general practitioner',
  'manager-hour': 'by the hour of a manager',
  unpaid: 'not paid',
}

export const timeWords = (minutes: number): string =>
  minutes === 0 ? 'none set' : `${hoursText(minutes)} hours a month`
