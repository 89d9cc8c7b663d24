import { describe, expect, test } from 'vitest'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { checks } from '#activity/validation'
import { asOwner } from '../support/template.ts'
import { checkOf, foundFinding } from '../support/found-findings.ts'
import { useWorkbench } from '../support/workbench.ts'
import { findingsShown, findingsTold } from './finding-twin.ts'

const workbench = useWorkbench()

/** The same sequence at every run. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return Math.floor((state / 2 ** 31) * below)
  }
}

const events = [
  'upheld',
  'agreed',
  'answer-withdrawn',
  'dismissed',
  'restored',
  'challenged',
  'challenge-withdrawn',
] as const
const confidences = ['certain', 'likely', 'query', 'information'] as const

async function say(ctx: Ctx, findingIds: readonly number[], event: string, accepted: number | null): Promise<void> {
  await sql`INSERT INTO validation.finding_event (finding_id, event, accepted_pence, actor, at)
    SELECT n, ${event}, ${accepted}::bigint, 'somebody', now() FROM unnest(${[...findingIds]}::bigint[]) AS n`.execute(
    ctx.db,
  )
}

async function vanish(ctx: Ctx, findingId: number): Promise<void> {
  await sql`INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, billed_pence, value_pence,
      confidence, priority, words)
    VALUES (${findingId}, ${await checkOf(ctx)}, false, 'freeze', 2, 2, 6000, 4000, 'likely', 300, 'Gone.')`.execute(
    ctx.db,
  )
}

/** Findings that share a few lines, found again otherwise, gone, answered, decided and settled in no sensible order. */
async function live(ctx: Ctx, seed: number, deeds: number): Promise<void> {
  const pick = chance(seed)
  const ids = new Set<number>()
  for (let deed = 0; deed < deeds; deed += 1) {
    const known = [...ids]
    const some = known.filter(() => pick(4) === 0)
    const kind = known.length < 8 ? 0 : pick(6)
    if (kind <= 1) {
      const isSum = pick(5) === 0
      const found = {
        lineId: isSum ? '' : `L${pick(9)}`,
        about: isSum ? `sum ${pick(3)}` : '',
        rule: `C${10 + pick(4)}`,
        confidence: confidences[pick(4)]!,
        priority: 100 + pick(3),
        practice: pick(6) === 0 ? null : `A9900${pick(3)}`,
        billedPence: pick(4) * 5000 - 2000,
        valuePence: pick(5) * 3000 - 2000,
      }
      ids.add(await foundFinding(ctx, await checkOf(ctx), found))
    } else if (kind === 2) await vanish(ctx, known[pick(known.length)]!)
    else if (kind === 3) await say(ctx, some, 'settled', pick(3) * 2500)
    else await say(ctx, some, events[pick(events.length)]!, null)
  }
}

const kept = checks.find(({ name }) => name.includes('kept of findings'))!

describe('what is shown of findings', () => {
  test.each([1, 2, 3, 4])('is what their versions and events say, whatever happened to them (%i)', async (seed) => {
    const { ctx } = workbench()
    await live(ctx, seed, 120)
    const told = await findingsTold(ctx)
    expect(new Set(told.map(({ state }) => state)).size).toBeGreaterThan(4)
    expect(await findingsShown(ctx)).toEqual(told)
    expect(await kept.run(ctx)).toEqual([])
  })

  test('holds two who speak of one finding at the same moment to what the later one said', async () => {
    const { ctx } = workbench()
    const own = await foundFinding(ctx, await checkOf(ctx), { lineId: 'R', confidence: 'query' })
    await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        ctx.transaction((tx) => say({ ...ctx, db: tx }, [own], at % 2 === 0 ? 'upheld' : 'agreed', null)),
      ),
    )
    expect(await findingsShown(ctx)).toEqual(await findingsTold(ctx))
  })

  test('cannot be written by the product itself, and what somebody changed behind its back is named', async () => {
    const { ctx } = workbench()
    const own = await foundFinding(ctx, await checkOf(ctx), { lineId: 'T' })
    const forge = `UPDATE validation.finding_standing SET worth_pence = 1 WHERE finding_id = ${own}`
    await expect(sql.raw(forge).execute(ctx.db)).rejects.toThrow('permission denied')
    await asOwner(workbench().databaseUrl, (client) => client.query(forge))
    expect(await kept.run(ctx)).toEqual([expect.stringContaining(`Finding ${own}`)])
  })
})
