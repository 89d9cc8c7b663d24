import type { Ctx } from '#platform'
import { type RoleName, type Scope, findRole, toMonth, wholeCommissioner } from '#shared'
import { buildChallenge } from '../../../src/activity/challenge/putting/build-challenge.command.ts'
import { sql } from '#db'

/** Somebody in a post, held to it by the database as well. */
export function actorIn(ctx: Ctx, role: RoleName, name: string, more: Partial<Scope> = {}): Ctx {
  const { detail, permissions } = findRole(role)!
  const scope = { ...wholeCommissioner, detail, permissions, personId: name, ...more }
  return ctx.handTo({ actor: { name, userId: name }, scope })
}

export const managerOf = (ctx: Ctx, name: string): Ctx =>
  actorIn(ctx, 'contract-manager', name, { commissioners: ['C01'] })
export const providerOf = (ctx: Ctx, code: string, name = 'the provider'): Ctx =>
  actorIn(ctx, 'provider-contact', name, { providers: [code] })

export interface Invented {
  readonly provider: string
  readonly reference: string
}

const month = toMonth('2007-10')

/** So many findings of a provider’s October, each of its own line, in one statement. */
async function plant(ctx: Ctx, provider: string, items: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    await sql`
    WITH run AS (
      INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
      VALUES ('C01', ${month}, 'x', 1, now(), now(), 'a tester') RETURNING check_run_id),
    made AS (
      INSERT INTO validation.finding (commissioner, provider, month, line_id, about, rule, first_raised_at)
      SELECT 'C01', ${provider}, ${month}, 'L' || n, '', 'C11', now() FROM generate_series(1, ${items}::integer) AS n RETURNING finding_id, line_id)
    INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, practice, units, billed_pence,
      value_pence, confidence, priority, words)
    SELECT made.finding_id, run.check_run_id, true, 'freeze', 1, 1, 'A99001', 1, 100000, 100 * substr(made.line_id, 2)::integer, 'certain', 110,
      'The line is the same as another.' FROM made CROSS JOIN run`.execute(tx)
  })
}

/** A draft of so many items, made as somebody would. */
export async function inventDraft(ctx: Ctx, provider: string, items: number): Promise<Invented> {
  await plant(ctx, provider, items)
  const built = await buildChallenge(managerOf(ctx, 'the first'), {
    commissioner: 'C01',
    provider,
    month,
    snapshot: 'freeze',
  })
  if (!built.ok) throw new Error(built.message)
  return { provider, reference: built.value.head.reference }
}

let serial = 0
/** `RAAA`, `RAAB` and on: a provider that nobody had before in this process. */
export const newProvider = (): string => {
  serial += 1
  return `R${serial.toString(36).toUpperCase().padStart(5, '0')}`
}
