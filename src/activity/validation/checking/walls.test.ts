import { sql } from '#db'
import type { Ctx } from '#platform'
import { type Permission, type Scope, practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { addCommissioner } from '../../../../tests/support/commissioner.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import { checkMonthsUnder } from './check-months.command.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')

const missed = (lineId: string, practice: string, provider: string) => ({
  lineId,
  practice,
  provider,
  pod: 'OPFUPSPCL',
  hrg: null,
  billedPence: 9_000,
  more: { attended: '3', tfc: '300' },
})

beforeAll(async () => {
  const { ctx } = workbench()
  for (const code of ['5AA', '5BB']) await addCommissioner(ctx, code)
  const lines = [missed('A', 'A99001', 'RAA'), missed('B', 'A99002', 'RAA'), missed('C', 'A99001', 'RBB')]
  await billMonth(ctx, { month, commissioner: '5AA', lines })
  await billMonth(ctx, { month, commissioner: '5BB', lines: [missed('A', 'B99001', 'RAA')] })
  const job = { runId: 0, report: () => undefined, signal: new AbortController().signal }
  const shipped = shippedRules().filter(({ code }) => code === 'C30')
  await checkMonthsUnder(ctx, [month], job, { shipped, own: [], settings: [] })
})

function as(permissions: readonly Permission[], reach: Partial<Scope>): Ctx {
  const scope: Scope = { ...wholeCommissioner, seesRestrictedCodes: false, permissions, personId: 'p1', ...reach }
  return workbench().ctx.handTo({ actor: { name: 'somebody', userId: 'p1' }, scope })
}

const practice = (code: string) => as(['finding.read', 'finding.answer'], { practices: practicesOnly([code]) })
const commissioner = (code: string) => as(['finding.read', 'finding.sums', 'rule.read'], { commissioners: [code] })

const seen = async (ctx: Ctx): Promise<string[]> => {
  const { rows } = await sql<{ named: string }>`SELECT v.commissioner || ' ' || v.provider || ' ' || v.line_id AS named
    FROM validation.v_finding AS v WHERE v.month = ${month} ORDER BY 1`.execute(ctx.db)
  return rows.map(({ named }) => named)
}

/** The same asked of the tables: findings, versions and events one by one. */
const held = async (ctx: Ctx): Promise<number[]> => {
  const { rows } = await sql<{ f: number; v: number }>`SELECT (SELECT count(*) FROM validation.finding)::integer AS f,
    (SELECT count(*) FROM validation.finding_version)::integer AS v`.execute(ctx.db)
  return [rows[0]!.f, rows[0]!.v]
}

describe('who sees a finding', () => {
  test('a practice its own, whoever billed it; another practice none of them', async () => {
    expect(await seen(practice('A99001'))).toEqual(['5AA RAA A', '5AA RBB C'])
    expect(await held(practice('A99001'))).toEqual([2, 2])
    expect(await seen(practice('A99002'))).toEqual(['5AA RAA B'])
    expect(await seen(practice('A99009'))).toEqual([])
    expect(await held(practice('A99009'))).toEqual([0, 0])
  })

  test('a commissioner what was billed to it', async () => {
    expect(await seen(commissioner('5AA'))).toHaveLength(3)
    expect(await seen(commissioner('5BB'))).toEqual(['5BB RAA A'])
    expect(await held(commissioner('5BB'))).toEqual([1, 1])
  })

  test('a group only sums, and a provider nothing: it is told by challenges', async () => {
    const group = as(['finding.sums'], { practices: practicesOnly(['A99001', 'A99002']), detail: 'sums' })
    expect(await seen(group)).toEqual([])
    expect(await held(group)).toEqual([0, 0])
    const { rows } = await sql<{
      n: number
    }>`SELECT sum(s.findings)::integer AS n FROM validation.v_finding_sum AS s`.execute(group.db)
    expect(rows[0]!.n).toBe(3)
    const provider = as(['rule.read', 'challenge.read'], { providers: ['RAA'] })
    expect(await seen(provider)).toEqual([])
    expect(await held(provider)).toEqual([0, 0])
  })

  test('and says of it only where they see it', async () => {
    const { rows } = await sql<{ id: number }>`SELECT f.finding_id AS id FROM validation.finding AS f
      WHERE f.commissioner = '5AA' AND f.line_id = 'A'`.execute(workbench().ctx.db)
    const says = (ctx: Ctx, event: string) =>
      sql`INSERT INTO validation.finding_event (finding_id, event, actor, person_id, at)
        VALUES (${rows[0]!.id}, ${event}, 'somebody', 'p1', now())`.execute(ctx.db)
    await expect(says(practice('A99002'), 'upheld')).rejects.toThrow('row-level security')
    await expect(says(practice('A99001'), 'dismissed')).rejects.toThrow('row-level security')
    await says(practice('A99001'), 'upheld')
    await expect(
      sql`INSERT INTO validation.finding_version SELECT v.finding_id, 0, true, v.snapshot, v.import_no, v.line_no, v.practice, v.pod, v.hrg, v.tfc,
        v.start_date, v.units, v.billed_pence, v.price_pence, 1, v.confidence, v.priority, v.words, v.other
        FROM validation.finding_version AS v`.execute(practice('A99001').db),
    ).rejects.toThrow('row-level security')
  })

  test('a check is made by whoever may, and everybody’s rules are not changed by a practice', async () => {
    const run = (ctx: Ctx) =>
      sql`INSERT INTO validation.check_run (commissioner, month, rules_sha, lines, started_at, finished_at, checked_by)
        VALUES ('5AA', '2007-10', 'x', 1, now(), now(), 'x')`.execute(ctx.db)
    await expect(run(practice('A99001'))).rejects.toThrow('row-level security')
    const set = (ctx: Ctx, whose: string) =>
      sql`INSERT INTO validation.rule_setting (rule, commissioner, from_month, is_on, why, set_at, set_by)
        VALUES ('C30', ${whose}, '2007-10', true, 'x', now(), 'x')`.execute(ctx.db)
    await expect(set(practice('A99001'), '5AA')).rejects.toThrow('row-level security')
    const manager = as(['rule.read', 'rule.change'], { commissioners: ['5AA'] })
    await expect(set(manager, '5BB')).rejects.toThrow('row-level security')
    await expect(set(manager, '')).rejects.toThrow('row-level security')
    await set(manager, '5AA')
    const runs = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM validation.check_run`.execute(
      commissioner('5BB').db,
    )
    expect(runs.rows[0]!.n).toBe(1)
  })
})
