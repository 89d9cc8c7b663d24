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

  test.each([
    ['came down by all that was accepted', 6000, 0],
    ['came down by a part of it', 7500, 1500],
    ['came down by more', 3000, 0],
    ['stayed', 10_000, 4000],
    ['rose', 12_000, 4000],
  ])(
    'what a practice raised stands with its line: of a bill that %s only the rest is taken off',
    async (_, billed, rest) => {
      const { ctx } = workbench()
      const patient = { lineId: `C${billed}`, rule: 'C02', confidence: 'query', billedPence: 10_000 } as const
      const own = await foundFinding(ctx, await checkOf(ctx), patient)
      await said(own, 'upheld')
      await said(own, 'challenged')
      await said(own, 'settled', 4000)
      await foundFinding(ctx, await checkOf(ctx), { ...patient, importNo: 2, billedPence: billed })
      expect(await counted(patient.lineId)).toEqual({ C02: [rest, rest > 0 ? 'adjusted' : 'none'] })
    },
  )

  test('a bill that came down while the provider was answering has that off already', async () => {
    const { ctx } = workbench()
    const line = { lineId: 'D', confidence: 'certain', billedPence: 10_000, valuePence: 5000 } as const
    const own = await foundFinding(ctx, await checkOf(ctx), line)
    await said(own, 'challenged')
    await foundFinding(ctx, await checkOf(ctx), { ...line, importNo: 2, billedPence: 8000, valuePence: 3000 })
    await said(own, 'settled', 5000)
    expect(await counted('D')).toEqual({ C30: [3000, 'adjusted'] })
  })
})
