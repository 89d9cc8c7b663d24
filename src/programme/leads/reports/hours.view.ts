import { type LevelPolicy, levelFunding, levelPolicyOn } from '#budgets/allowance'
import { findOrganisation, listOrganisations } from '#organisations'
import {
  type FinancialYear,
  type Month,
  type Pence,
  addPence,
  dayInLondon,
  firstDay,
  monthNumber,
  monthOf,
  monthOfYear,
  monthsThrough,
  noPence,
  splitByWeight,
} from '#shared'
import type { Asking } from '../persons/persons.view.ts'
import { leadPolicy } from '../policy/lead-policy.view.ts'
import type { LeadRole } from '../roles/role.ts'
import { listRoles } from '../roles/roles.view.ts'
import { type Paid, addPaid, minutesIn, paidFor } from './hours.ts'
import { termOfMonth, type Report } from './report.ts'
import { listReports } from './reports.view.ts'

export interface RoleHours extends Paid {
  readonly role: LeadRole
  /** Months in which somebody held it, and months that were reported. */
  readonly monthsHeld: number
  readonly monthsReported: number
  readonly sessionTenths: number
  readonly minutes: number
  /** All the time, sessions too, and what was agreed for the months in which it was held. */
  readonly allMinutes: number
  readonly agreedMinutes: number
  readonly totalPence: Pence
}

/** What a level pays for the months that are looked at. */
export interface FundedLevel extends Paid {
  readonly level: number
  readonly totalPence: Pence
}

export interface Hours {
  readonly owner: string
  readonly months: readonly Month[]
  readonly rows: readonly RoleHours[]
  readonly paid: Paid
  /** By level; empty where policy has none, or the owner is not a group. */
  readonly funding: readonly FundedLevel[]
  readonly population: number
  readonly policy: LevelPolicy | undefined
}

const ratesOf = (policy: LevelPolicy | undefined) => ({
  sessionPence: policy?.session.pounds ?? noPence,
  hourPence: policy?.manager_hour.pounds ?? noPence,
})

function hoursOf(role: LeadRole, reports: readonly Report[], months: readonly Month[]): RoleHours {
  const own = reports.filter(({ roleNo }) => roleNo === role.roleNo)
  const held = months.filter((month) => termOfMonth(role, month)).length
  const paid = addPaid(own.map((report) => paidFor(report, ratesOf(levelPolicyOn(firstDay(report.month))))))
  const session = leadPolicy().session_minutes.minutes
  return {
    role,
    monthsHeld: held,
    monthsReported: new Set(own.map(({ month }) => month)).size,
    sessionTenths: own.reduce((sum, { sessionTenths }) => sum + sessionTenths, 0),
    minutes: own.reduce((sum, { minutes }) => sum + minutes, 0),
    allMinutes: own.reduce((sum, report) => sum + minutesIn(report, session), 0),
    agreedMinutes: held * role.minutesPerMonth,
    ...paid,
    totalPence: addPence(paid.sessionsPence, paid.hoursPence),
  }
}

/** Patients of a group on a day: of another owner, nobody's. */
async function populationOf(asking: Asking, owner: string, month: Month): Promise<number> {
  const organisation = await findOrganisation(asking.db, owner)
  if (organisation?.kind !== 'group') return 0
  const practices = await listOrganisations(asking.db, { asAt: firstDay(month), kind: 'practice' })
  return practices.filter(({ group }) => group === owner).reduce((sum, { patients }) => sum + (patients ?? 0), 0)
}

/** A twelfth of the year for each month: the parts of a whole year sum to it. */
function fundedFor(policy: LevelPolicy, population: number, months: readonly Month[]): FundedLevel[] {
  const share = (pence: Pence): Pence => {
    const parts = splitByWeight(
      pence,
      Array.from({ length: 12 }, () => 1),
    )
    return addPence(noPence, ...months.map((month) => parts[monthNumber(month) - 1]!))
  }
  return policy.levels.map(({ level }) => {
    const year = levelFunding({ level, population, policy })
    const [sessionsPence, hoursPence] = [share(year.sessionsPence), share(year.hoursPence)]
    return { level, sessionsPence, hoursPence, totalPence: addPence(sessionsPence, hoursPence) }
  })
}

/** The months of a year up to this one. */
export function monthsSoFar(asking: Pick<Asking, 'clock'>, year: FinancialYear): Month[] {
  const [first, last, now] = [monthOfYear(year, 1), monthOfYear(year, 12), monthOf(dayInLondon(asking.clock.now()))]
  return first > now ? [] : monthsThrough(first, last < now ? last : now)
}

/**
 * Hours and money of an owner's leads by role over the months of a year so far, against what each level of the framework pays for the
 * same months. Rates are those of each month (`reference/budgets/level-funding.yaml`).
 */
export async function hoursByRole(
  asking: Asking,
  { owner, year }: { readonly owner: string; readonly year: FinancialYear },
): Promise<Hours> {
  const months = monthsSoFar(asking, year)
  const [from, to] = [months[0] ?? monthOfYear(year, 1), months.at(-1) ?? monthOfYear(year, 1)]
  const roles = await listRoles(asking, { owner })
  const reports = months.length === 0 ? [] : await listReports(asking, { owner, from, to })
  const rows = roles
    .map((role) => hoursOf(role, reports, months))
    .filter(({ role, monthsHeld, monthsReported }) => monthsHeld > 0 || monthsReported > 0 || !role.isClosed)
  const policy = levelPolicyOn(firstDay(to))
  const population = await populationOf(asking, owner, to)
  return {
    owner,
    months,
    rows,
    paid: addPaid(rows),
    funding: policy && population > 0 ? fundedFor(policy, population, months) : [],
    population,
    policy,
  }
}
