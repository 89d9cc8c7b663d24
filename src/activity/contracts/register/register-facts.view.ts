import type { Asker, Ctx } from '#platform'
import { type Month, addMonths, firstDay } from '#shared'
import { calendarMonths } from '../calendar/calendar.view.ts'
import { tablesOf } from '../stores/contract-tables.store.ts'
import { contractsBetween } from './contract.view.ts'
import { clinics, excludedDrugs, followUpCaps, lowPriority, multiProfessional, priorApprovals } from './lists.view.ts'
import type { Dated, RegisterFacts, RegisterName } from './register-facts.ts'

interface Months {
  readonly from: Month
  readonly to: Month
}

/** By the kind of file that fills it. */
const kindOf: Readonly<Record<RegisterName, string>> = {
  contracts: 'contracts',
  plan: 'contract-plan',
  caps: 'follow-up-caps',
  'multi-professional': 'multi-professional',
  'prior-approvals': 'prior-approvals',
  'low-priority': 'low-priority',
  'excluded-drugs': 'excluded-drugs',
  clinics: 'clinics',
  calendar: 'calendar',
}

async function loadedKinds({ db, scope }: Asker): Promise<Set<string>> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.load as l')
    .select(['l.kind', 'l.commissioner'])
    .distinct()
    .execute()
  const { commissioners } = scope
  const seen = rows.filter(
    ({ commissioner }) => commissioner === null || commissioners === 'all' || commissioners.includes(commissioner),
  )
  return new Set(seen.map(({ kind }) => kind))
}

const during =
  ({ from, to }: Months) =>
  (row: Dated): boolean =>
    row.from < firstDay(addMonths(to, 1)) && (row.to === null || row.to > firstDay(from))

/**
 * Everything that rules are checked against which touches the months from the first to the last, both included. Needs the data folder
 * beside the database: patients of approvals are named by the keys that lie there.
 */
export async function registerFacts(
  asker: Pick<Ctx, 'db' | 'scope' | 'folder'>,
  months: Months,
): Promise<RegisterFacts> {
  const touches = during(months)
  const loaded = await loadedKinds(asker)
  const policies = (await lowPriority(asker)).filter(touches)
  const calendar = await calendarMonths(asker, months)
  const filled = Object.entries(kindOf).map(([name, kind]) => [name, loaded.has(kind)] as const)
  return {
    contracts: await contractsBetween(asker, months.from, months.to),
    followUpCaps: (await followUpCaps(asker)).filter(touches),
    multiProfessional: (await multiProfessional(asker)).filter(touches),
    priorApprovals: (await priorApprovals(asker)).filter((row) => row.decision === 'approved' && touches(row)),
    lowPriority: policies,
    excludedDrugs: (await excludedDrugs(asker)).filter(touches),
    clinics: await clinics(asker),
    calendar,
    isFilled: {
      ...(Object.fromEntries(filled) as Record<RegisterName, boolean>),
      // The country's own policies need no loading, and a calendar counts for the months it has dates of.
      'low-priority': loaded.has('low-priority') || policies.length > 0,
      calendar: calendar.length > 0,
    },
  }
}
