import { describe, expect, test } from 'vitest'
import { sql } from '#db'
import { toMonth } from '#shared'
import { checkOf, foundFinding } from '../../../../tests/support/found-findings.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { findings } from './findings.view.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')

const counted = async (lineId: string): Promise<Record<string, readonly [number, string]>> => {
  const found = await findings(workbench().ctx, { month, lineId })
  return Object.fromEntries(found.findings.map(({ rule, countedPence, hold }) => [rule, [countedPence, hold]]))
}

const said = async (findingId: number, event: string, acceptedPence: number | null = null): Promise<void> => {
  await sql`INSERT INTO validation.finding_event (finding_id, event, accepted_pence, actor, at)
    VALUES (${findingId}, ${event}, ${acceptedPence}, 'somebody', now())`.execute(workbench().ctx.db)
}

describe('what a finding is worth beside the others of its line', () => {
  test('the practice’s word that nothing is due goes before a small difference that is only likely', async () => {
    const { ctx } = workbench()
    const check = await checkOf(ctx)
    await foundFinding(ctx, check, { lineId: 'A', rule: 'C36', valuePence: 2000, priority: 360 })
    const patient = { lineId: 'A', rule: 'C02', confidence: 'query', valuePence: 10_000, priority: 20 } as const
    const own = await foundFinding(ctx, check, patient)
    expect(await counted('A')).toEqual({ C36: [2000, 'held'], C02: [0, 'none'] })
    await said(own, 'upheld')
    expect(await counted('A')).toEqual({ C36: [0, 'none'], C02: [10_000, 'held'] })
  })

  test('what was settled is taken off once: a bill that was put right since has it off already', async () => {
    const { ctx } = workbench()
    const settled = await foundFinding(ctx, await checkOf(ctx), {
      lineId: 'B',
      confidence: 'certain',
      valuePence: 4000,
    })
    await said(settled, 'challenged')
    await said(settled, 'settled', 4000)
    expect(await counted('B')).toEqual({ C30: [4000, 'adjusted'] })
    await sql`INSERT INTO validation.finding_version (finding_id, check_run_id, stands, snapshot, import_no, line_no, billed_pence, value_pence,
        confidence, priority, words)
      VALUES (${settled}, ${await checkOf(ctx)}, false, 'freeze', 2, 2, 6000, 4000, 'certain', 300, 'Put right.')`.execute(
      ctx.db,
    )
    expect(await counted('B')).toEqual({ C30: [0, 'none'] })
  })
})
