import type { Ctx } from '#platform'
import { type RoleName, type Scope, findRole, practicesOnly, toFinancialYear, toMonth, toPence } from '#shared'
import type { FindYearFacts } from '../../src/budgets/savings/year/close-year.command.ts'
import type { CheckFact, LineFact, YearFacts } from '../../src/budgets/savings/year/year-facts.ts'
import { commissioner, inPost } from './payment-world.ts'

/** The practices of the commissioner of `addOrganisations` on the tests' day: P99001 in ZG1, P99002 in ZG2. */
export const savingsYear = toFinancialYear('2007/08')

/** Somebody of a practice, held to it by the database as the product does it. */
export function inPractice(ctx: Ctx, role: RoleName, practice: string, name: string): Ctx {
  const { permissions, detail, smallNumbers, seesRestrictedCodes } = findRole(role)!
  const scope: Scope = {
    practices: practicesOnly([practice]),
    providers: 'all',
    commissioners: 'all',
    detail,
    smallNumbers,
    seesRestrictedCodes,
    permissions,
    personId: `p-${name}`,
  }
  return ctx.handTo({
    actor: { name, userId: `p-${name}`, post: { postId: '1', role, organisation: practice } },
    scope,
  })
}

export const saversOf = (ctx: Ctx) => ({
  manager: inPractice(ctx, 'practice-manager', 'P99001', 'Manager One'),
  otherManager: inPractice(ctx, 'practice-manager', 'P99002', 'Manager Two'),
  user: inPractice(ctx, 'practice-user', 'P99001', 'User One'),
  chair: inPost(ctx, 'group-chair', 'ZG1', 'Chair One'),
  otherChair: inPost(ctx, 'group-chair', 'ZG2', 'Chair Two'),
  executive: inPost(ctx, 'executive-member', commissioner, 'Executive'),
  board: inPost(ctx, 'executive-member', commissioner, 'Board'),
  third: inPost(ctx, 'executive-member', commissioner, 'Third Member'),
  finance: inPost(ctx, 'finance-lead', commissioner, 'Finance'),
  otherFinance: inPost(ctx, 'finance-lead', commissioner, 'Other Finance'),
  auditor: inPost(ctx, 'auditor', commissioner, 'Auditor'),
  provider: inPost(ctx, 'provider-contact', 'ZA1', 'Provider'),
})
export type Savers = ReturnType<typeof saversOf>

export const factOf = (
  practice: string,
  budgetPence: number,
  outturnPence: number,
  more: Partial<LineFact> = {},
): LineFact => ({
  practice,
  group: practice === 'P99001' ? 'ZG1' : practice === 'P99002' ? 'ZG2' : '',
  line: 'planned',
  lines: 100,
  budgetPence: toPence(budgetPence),
  outturnPence: toPence(outturnPence),
  pricePence: toPence(0),
  creditsWithinPence: toPence(0),
  creditsDuePence: toPence(0),
  ...more,
})

export const factsOf = (
  lines: readonly LineFact[],
  { year = savingsYear, checks = [] as readonly CheckFact[] } = {},
): YearFacts => ({
  commissioner,
  year,
  budgetNo: 1,
  budgetVersion: 1,
  months: [toMonth('2007-04')],
  lines,
  checks,
})

export const finding =
  (facts: YearFacts | undefined): FindYearFacts =>
  async () =>
    facts
