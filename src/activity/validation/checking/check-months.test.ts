import { sql } from '#db'
import { findRun, type Job } from '#platform'
import { toMonth } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import type { Rule } from '../rules/rule.ts'
import { checkMonths, checkMonthsUnder } from './check-months.command.ts'
import { checks } from './checks.view.ts'

const workbench = useWorkbench()
const october = toMonth('2007-10')
const quiet: Job = { runId: 0, report: () => undefined, signal: new AbortController().signal }

const missed = (lineId: string, billedPence: number) => ({
  lineId,
  pod: 'OPFUPSPCL',
  hrg: null,
  billedPence,
  more: { attended: '3', tfc: '300' },
})

interface Found {
  line_id: string
  rule: string
  state: string
  value: number
  counted: number
  snapshot: string
  words: string
}

const found = async (month = '2007-10'): Promise<Found[]> => {
  const { rows } =
    await sql<Found>`SELECT v.line_id, v.rule, v.state, v.value_pence AS value, v.counted_pence AS counted, v.snapshot, v.words
    FROM validation.v_finding AS v WHERE v.month = ${month} ORDER BY v.line_id, v.rule`.execute(workbench().ctx.db)
  return rows
}

const count = async (table: string): Promise<number> =>
  (await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(workbench().ctx.db)).rows[0]!.n

/** The two first rules alone, so that what other rules find changes nothing here. */
const two = (): Rule[] => shippedRules().filter(({ code }) => code === 'C11' || code === 'C30')

const check = (rules: readonly Rule[] = two(), months = [october]) =>
  checkMonthsUnder(workbench().ctx, months, quiet, { shipped: rules, own: [], settings: [] })

describe('a month is checked', () => {
  test('not while it has no lines, and not before it is priced', async () => {
    expect(await checkMonths(workbench().ctx, { months: [october] })).toMatchObject({ ok: false, code: 'no-activity' })
    await billMonth(workbench().ctx, { month: '2007-05', lines: [missed('X', 100)], priced: false })
    const refused = await checkMonths(workbench().ctx, { months: [toMonth('2007-05')] })
    expect(refused).toMatchObject({ ok: false, code: 'not-priced' })
    expect(refused.ok ? '' : refused.message).toContain('locality price --month 2007-05')
  })

  describe('and what is found', () => {
    beforeAll(async () => {
      const twin = { billedPence: 80_000, more: { patient: 7, tfc: '100' } }
      await billMonth(workbench().ctx, {
        month: '2007-10',
        snapshot: 'flex',
        lines: [missed('A', 9_000), { lineId: 'B', ...twin }, { lineId: 'C', ...twin }, missed('D', -5_000)],
      })
    })

    test('is written down with its worth and its words', async () => {
      const checked = await check()
      expect(checked).toMatchObject({
        ok: true,
        value: [{ lines: 4, findings: 2, linesRaised: 2, raisedPence: 89_000, netPence: 89_000, made: 2, gone: 0 }],
      })
      expect(await found()).toMatchObject([
        { line_id: 'A', rule: 'C30', state: 'open', value: 9_000, counted: 9_000, snapshot: 'flex' },
        { line_id: 'C', rule: 'C11', state: 'open', value: 80_000, counted: 80_000 },
      ])
      const [first, second] = await found()
      expect(first!.words).toContain('5 October 2007')
      expect(first!.words).toContain('£90.00')
      expect(second!.words).toContain('line B')
    })

    test('is the same the second time: nothing is written but that it was checked', async () => {
      const before = await count('validation.finding_version')
      expect(await check()).toMatchObject({ ok: true, value: [{ made: 0, changed: 0, gone: 0 }] })
      expect(await count('validation.finding_version')).toBe(before)
    })

    test('follows the line from flex to freeze, and is gone where freeze is right', async () => {
      await billMonth(workbench().ctx, {
        month: '2007-10',
        snapshot: 'freeze',
        lines: [missed('A', 8_000), { lineId: 'B', billedPence: 80_000, more: { patient: 7 } }],
      })
      const findings = await count('validation.finding')
      expect(await check()).toMatchObject({ ok: true, value: [{ made: 0, changed: 1, gone: 1 }] })
      expect(await count('validation.finding')).toBe(findings)
      expect(await found()).toMatchObject([
        { line_id: 'A', state: 'open', value: 8_000, snapshot: 'freeze' },
        { line_id: 'C', state: 'gone', counted: 0, snapshot: 'flex' },
      ])
    })
  })

  test('and a rule that throws fails alone, under its name', async () => {
    const [duplicate, attendance] = two() as [Rule, Rule]
    const rules: Rule[] = [
      duplicate,
      attendance,
      { ...attendance, code: 'C98', sql: `CASE WHEN l.billed_pence > 0 THEN error('not ''this'' one') END` },
      { ...duplicate, code: 'C99', sql: 'SELECT no_such FROM line' },
    ]
    const checked = await check(rules)
    expect(checked.ok && checked.value[0]!.rules).toMatchObject([
      { rule: 'C11', outcome: 'ran' },
      { rule: 'C30', outcome: 'ran', findings: 1 },
      { rule: 'C98', outcome: 'failed', findings: 0 },
      { rule: 'C99', outcome: 'failed', findings: 0 },
    ])
    const { rows } = await sql<{
      reason: string
    }>`SELECT r.reason FROM validation.rule_run AS r WHERE r.outcome = 'failed'`.execute(workbench().ctx.db)
    expect(rows.every(({ reason }) => reason.length > 5)).toBe(true)
    expect(await found()).toHaveLength(2)
  })

  test('and a rule whose register nobody has filled does not run, and says so; one that is off is off', async () => {
    const [duplicate, attendance] = two() as [Rule, Rule]
    const setting = { settingId: 1, rule: 'C30', commissioner: '', from: toMonth('2007-09'), isOn: false }
    const book = {
      shipped: [{ ...duplicate, needs: ['contracts'] as const } as unknown as Rule, attendance],
      own: [],
      settings: [{ ...setting, parameters: {}, why: 'agreed otherwise', at: new Date(), by: 'a tester' }],
    }
    const checked = await checkMonthsUnder(workbench().ctx, [october], quiet, book)
    expect(checked.ok && checked.value[0]!.rules).toMatchObject([
      { rule: 'C11', outcome: 'skipped', reason: 'No contract has been loaded.' },
      { rule: 'C30', outcome: 'off', reason: 'agreed otherwise' },
    ])
    expect((await found()).map(({ state }) => state)).toEqual(['gone', 'gone'])
  })

  test('by two at once: one waits, and nothing is written twice', async () => {
    const runs = await Promise.all([check(), check()])
    expect(runs.map((run) => run.ok && run.value[0]!.changed).toSorted()).toEqual([0, 1])
  })

  test('and stopped between two months: what is done is whole, what is not is as it was', async () => {
    await billMonth(workbench().ctx, { month: '2007-11', lines: [missed('E', 1_000), missed('F', 1_000)] })
    const stop = new AbortController()
    const report: Job['report'] = ({ stage }) => {
      if (stage === '2007-11: writing findings') stop.abort(new Error('stopped'))
    }
    const months = [october, toMonth('2007-11'), toMonth('2007-12')]
    await billMonth(workbench().ctx, { month: '2007-12', lines: [missed('G', 1_000)] })
    const runs = await count('validation.check_run')
    const book = { shipped: two(), own: [], settings: [] }
    await expect(
      checkMonthsUnder(workbench().ctx, months, { runId: 0, report, signal: stop.signal }, book),
    ).rejects.toThrow('stopped')
    const done = (await count('validation.check_run')) - runs
    expect(done).toBeLessThan(3)
    expect(await found('2007-12')).toEqual([])
    for (const month of ['2007-11']) expect([0, 2]).toContain((await found(month)).length)
    expect(await check(two(), months)).toMatchObject({ ok: true })
    expect([(await found('2007-11')).length, (await found('2007-12')).length]).toEqual([2, 1])
  })

  test('and where all its lines were taken back, what was found in them is gone', async () => {
    const { importNo } = await billMonth(workbench().ctx, { month: '2008-01', lines: [missed('H', 1_000)] })
    const months = [toMonth('2008-01')]
    await check(two(), months)
    expect(await found('2008-01')).toMatchObject([{ state: 'open' }])
    await sql`INSERT INTO activity.import_event (import_no, event, actor, at) VALUES (${importNo}, 'withdrawn', 'a tester', now())`.execute(
      workbench().ctx.db,
    )
    expect(await check(two(), months)).toMatchObject({ ok: true, value: [] })
    expect(await found('2008-01')).toMatchObject([{ state: 'gone' }])
    expect(await check(two(), months)).toMatchObject({ ok: false, code: 'no-activity' })
  })

  test('and verify holds findings to their lines', async () => {
    const faults = async () => (await Promise.all(checks.map((one) => one.run(workbench().ctx)))).flat()
    expect(await faults()).toEqual([])
    const { importNo } = await billMonth(workbench().ctx, { month: '2008-02', lines: [missed('K', 1_000)] })
    await check(two(), [toMonth('2008-02')])
    await sql`INSERT INTO activity.import_event (import_no, event, actor, at) VALUES (${importNo}, 'withdrawn', 'a tester', now())`.execute(
      workbench().ctx.db,
    )
    expect(await faults()).toEqual([
      'Line K of RAA in February 2008 has a finding and is in no delivery that stands. Check the month again.',
    ])
  })

  describe('with what its rules need around it', () => {
    const again = { attendance_id: 'T1', patient: 77, tfc: '300', start_time: '10:00' }
    const line = { lineId: 'N1', pod: 'OPFUPSPCL', hrg: null, start: '2009-03-05', billedPence: 1_000, more: again }
    const months = [toMonth('2009-04')]
    const billedAgain = (around?: string): Rule[] =>
      shippedRules()
        .filter(({ code }) => code === 'C13')
        .map(({ around: own, ...rule }) => (around === undefined ? rule : { ...rule, around: around || own! }))
    const raisedIn = async (rules: readonly Rule[]) => {
      const done = await check(rules, months)
      return done.ok
        ? done.value.map(({ findings, rules: all }) => [findings, all.map(({ outcome }) => outcome)])
        : done
    }

    beforeAll(async () => {
      await billMonth(workbench().ctx, { month: '2009-03', lines: [line] })
      await billMonth(workbench().ctx, { month: '2009-04', lines: [{ ...line, lineId: 'N2' }] })
    })

    test('as it says, or with every line where it says nothing, or what cannot be asked', async () => {
      for (const around of ['', undefined, 'o.no_such_column = 1'])
        expect(await raisedIn(billedAgain(around)), around).toEqual([[1, ['ran']]])
      expect(await raisedIn(billedAgain('o.provider = o.line_id'))).toEqual([[0, ['ran']]])
    })

    test('in one month of those checked together what another month’s rules need is no less', async () => {
      const [rule] = billedAgain('')
      const every = { ...rule!, code: 'C14', around: undefined, to: '2009-04-01' }
      const book = [rule!, { ...every, from: '2009-03-01' } as Rule]
      const done = await check(book, [toMonth('2009-03'), ...months])
      expect(done.ok && done.value.map(({ findings }) => findings)).toEqual([0, 1])
    })
  })

  test('as a job that says how it ended', async () => {
    const checked = await checkMonths(workbench().ctx, { months: [october] })
    expect(checked.ok).toBe(true)
    const { rows } = await sql<{ run_id: number }>`SELECT max(r.run_id) AS run_id FROM platform.run AS r`.execute(
      workbench().ctx.db,
    )
    expect(await findRun(workbench().ctx, rows[0]!.run_id)).toMatchObject({ kind: 'check-months', state: 'succeeded' })
  })
})
