import type { Measure } from '../definition/measure.ts'
import { lowPriorityRule, watchedMonthOf } from './ask-budgets.view.ts'
import { planDocumentOf } from './ask-programme.view.ts'
import type { MeasureSetting } from './setting.ts'

const query = (values: Readonly<Record<string, string>>): string => String(new URLSearchParams(values))

const registerPath = (register: string, group: string, item?: string): string =>
  `/framework/registers?${query({ register, group, ...(item !== undefined && { item }) })}`

/** Where the records behind a measure are looked at. */
export async function recordsOf(setting: MeasureSetting, measure: Measure): Promise<string> {
  const { owner: group, year } = setting
  switch (measure.kind) {
    case 'scheme':
      return registerPath('schemes', group)
    case 'quality-points':
      return registerPath('quality-points', group)
    case 'prescribing':
      return registerPath('prescribing-indicators', group)
    case 'demand-actions':
      return registerPath('demand-actions', group)
    case 'demand-managed':
    case 'action-where-above': {
      const month = await watchedMonthOf(setting)
      return month === undefined ? '/watch' : `/watch/${month}?${query({ by: 'practice', group })}`
    }
    case 'statements':
      return '/watch'
    case 'low-priority':
      return `/rules/${lowPriorityRule}`
    case 'budget-agreed':
      return `/budgets?${query({ year: year.replace('/', '-') })}`
    case 'role':
    case 'leads':
      return `/leads?${query({ owner: group })}`
    case 'lead-reports':
      return `/leads/reports?${query({ owner: group })}`
    case 'meetings':
    case 'forum':
    case 'reporting':
      return '/meetings?when=past'
    case 'members':
    case 'body':
      return '/meetings/bodies'
    case 'plan-shared': {
      const plan = await planDocumentOf(setting)
      return plan === undefined ? '/documents' : `/documents/${plan}`
    }
    case 'drift-followed':
      return `/drift?${query({ owner: group })}`
  }
}
