import { sql, type Database } from '#db'
import type { Ctx } from '#platform'
import { type Result, ok, refused } from '#shared'

// Stands in for the front door of the room of validation until it has one; the same shapes.
async function append(
  ctx: Ctx,
  tx: Database,
  event: string,
  findings: readonly { id: number; accepted: number | null }[],
  reference: string | null,
) {
  const [ids, accepted] = [findings.map(({ id }) => id), findings.map((one) => one.accepted)]
  await sql`
    INSERT INTO validation.finding_event (finding_id, event, accepted_pence, challenge_reference, actor, person_id, at)
    SELECT f.id, ${event}, f.accepted, ${reference}, ${ctx.actor.name}, ${ctx.scope.personId ?? null}, ${ctx.clock.now()}
      FROM unnest(${ids}::bigint[], ${accepted}::bigint[]) AS f(id, accepted)`.execute(tx)
}

async function lockIn(
  tx: Database,
  ids: readonly number[],
  states: readonly string[],
): Promise<Result<void, 'changed'>> {
  await sql`SELECT f.finding_id FROM validation.finding AS f WHERE f.finding_id = ANY (${[...ids]}::bigint[]) ORDER BY f.finding_id FOR NO KEY UPDATE`.execute(
    tx,
  )
  const { rows } = await sql`SELECT v.finding_id FROM validation.v_finding AS v
    WHERE v.finding_id = ANY (${[...ids]}::bigint[]) AND v.state = ANY (${[...states]})`.execute(tx)
  return rows.length === ids.length
    ? ok(undefined)
    : refused('changed', 'Some of the findings were decided otherwise meanwhile.')
}

export async function challengeFindings(tx: Database, ctx: Ctx, ids: readonly number[], reference: string) {
  const held = await lockIn(tx, ids, ['open', 'upheld'])
  if (held.ok)
    await append(
      ctx,
      tx,
      'challenged',
      ids.map((id) => ({ id, accepted: null })),
      reference,
    )
  return held
}

export async function withdrawChallenged(tx: Database, ctx: Ctx, ids: readonly number[]) {
  const held = await lockIn(tx, ids, ['challenged'])
  if (held.ok)
    await append(
      ctx,
      tx,
      'challenge-withdrawn',
      ids.map((id) => ({ id, accepted: null })),
      null,
    )
  return held
}

export async function settleFindings(
  tx: Database,
  ctx: Ctx,
  settled: readonly { findingId: number; acceptedPence: number }[],
) {
  const held = await lockIn(
    tx,
    settled.map(({ findingId }) => findingId),
    ['challenged'],
  )
  if (held.ok)
    await append(
      ctx,
      tx,
      'settled',
      settled.map(({ findingId, acceptedPence }) => ({ id: findingId, accepted: acceptedPence })),
      null,
    )
  return held
}
