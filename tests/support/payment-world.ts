import { sql } from '#db'
import type { Ctx } from '#platform'
import { type PracticeReach, type RoleName, type Scope, findRole, practicesOnly } from '#shared'
import { addOrganisations } from './people.ts'
import { type BilledLine, billMonth } from './billed-month.ts'

/** The commissioner of `addOrganisations`: in October 2007 P99001 is in group ZG1, P99002 in ZG2, P99003 in none. */
export const commissioner = '5ZZ'
export const paidMonth = '2007-10'

const reach: Readonly<Record<string, readonly PracticeReach[]>> = {
  ZG1: practicesOnly(['P99001']),
  ZG2: practicesOnly(['P99002']),
}

/** Somebody in a post, held to it by the database and the lake as the product does it. */
export function inPost(ctx: Ctx, role: RoleName, organisation: string, name: string = role): Ctx {
  const { permissions, detail, smallNumbers, seesRestrictedCodes } = findRole(role)!
  const isGroup = organisation.startsWith('ZG')
  const scope: Scope = {
    practices: isGroup ? reach[organisation]! : 'all',
    providers: 'all',
    commissioners: isGroup ? 'all' : [organisation],
    detail,
    smallNumbers,
    seesRestrictedCodes,
    permissions,
    personId: `p-${name}`,
  }
  return ctx.handTo({ actor: { name, userId: `p-${name}`, post: { postId: '1', role, organisation } }, scope })
}

export const peopleOf = (ctx: Ctx) => ({
  chair: inPost(ctx, 'group-chair', 'ZG1', 'Chair One'),
  otherChair: inPost(ctx, 'group-chair', 'ZG2', 'Chair Two'),
  contracts: inPost(ctx, 'contract-manager', commissioner, 'Contracts'),
  preparer: inPost(ctx, 'payment-preparer', commissioner, 'Preparer'),
  otherPreparer: inPost(ctx, 'payment-preparer', commissioner, 'Other Preparer'),
  approver: inPost(ctx, 'payment-approver', commissioner, 'Approver'),
  otherApprover: inPost(ctx, 'payment-approver', commissioner, 'Other Approver'),
  auditor: inPost(ctx, 'auditor', commissioner, 'Auditor'),
})
export type PaymentPeople = ReturnType<typeof peopleOf>

export const checkedNow = async (ctx: Ctx, month = paidMonth): Promise<number> => {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
    VALUES (${commissioner}, ${month}, 'x', 1, ${ctx.clock.now()}, ${ctx.clock.now()}, 'a tester') RETURNING check_run_id AS id`.execute(
    ctx.db,
  )
  return rows[0]!.id
}

export interface PlantedFinding {
  readonly lineId: string
  readonly practice: string | null
  readonly billedPence: number
  readonly valuePence: number
  readonly confidence: 'certain' | 'likely' | 'query'
  readonly provider?: string
  readonly month?: string
  readonly pod?: string
  readonly rule?: string
}

/** A finding as the latest check raised it. */
export async function plantFinding(ctx: Ctx, checkRun: number, finding: PlantedFinding): Promise<number> {
  const { provider = 'ZA1', month = paidMonth, rule = 'C11', pod = 'EL' } = finding
  const { rows } = await sql<{ id: number }>`
    INSERT INTO validation.finding (commissioner, provider, month, line_id, rule, first_raised_at)
    VALUES (${commissioner}, ${provider}, ${month}, ${finding.lineId}, ${rule}, ${ctx.clock.now()})
    RETURNING finding_id AS id`.execute(ctx.db)
  await sql`INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, practice, pod, billed_pence,
      value_pence, confidence, priority, words)
    VALUES (${rows[0]!.id}, ${checkRun}, true, 'freeze', 1, 1, ${finding.practice}, ${pod}, ${finding.billedPence}, ${finding.valuePence},
      ${finding.confidence}, 1, 'Planted.')`.execute(ctx.db)
  return rows[0]!.id
}

export const findingEvent = (ctx: Ctx, findingId: number, event: string, acceptedPence: number | null = null) =>
  sql`INSERT INTO validation.finding_event (finding_id, event, accepted_pence, actor, at)
    VALUES (${findingId}, ${event}, ${acceptedPence}, 'a tester', ${ctx.clock.now()})`.execute(ctx.db)

export const practices = ['P99001', 'P99002', 'P99003', null] as const

export const lineOf = (lineId: string, practice: string | null, billedPence: number, more: Partial<BilledLine> = {}) =>
  ({ lineId, practice, billedPence, provider: 'ZA1', ...more }) satisfies BilledLine

/** A small month that is priced and checked: four bills of one hospital, with one certain and one likely finding in the first. */
export async function fillPaymentWorld(ctx: Ctx): Promise<{ checkRun: number; likely: number; certain: number }> {
  await addOrganisations(ctx)
  await billMonth(ctx, {
    month: paidMonth,
    commissioner,
    lines: [
      lineOf('A1', 'P99001', 100_000),
      lineOf('A2', 'P99001', 50_025),
      lineOf('A3', 'P99001', 40_000),
      lineOf('B1', 'P99002', 70_000),
      lineOf('B2', 'P99002', -5_000, { pod: 'ADJUSTMENT' }),
      lineOf('C1', 'P99003', 30_000),
      lineOf('D1', null, 10_000),
    ],
  })
  const checkRun = await checkedNow(ctx)
  const base = { practice: 'P99001' }
  const certain = await plantFinding(ctx, checkRun, {
    ...base,
    lineId: 'A2',
    billedPence: 50_025,
    valuePence: 50_025,
    confidence: 'certain',
  })
  const likely = await plantFinding(ctx, checkRun, {
    ...base,
    lineId: 'A3',
    billedPence: 40_000,
    valuePence: 15_000,
    confidence: 'likely',
  })
  return { checkRun, certain, likely }
}
