import { sql } from '#db'
import type { Ctx, Job } from '#platform'
import { type Scope, practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { personGate } from '../../../../tests/support/gates.ts'
import { type TestBrowser, openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { checkMonthsUnder } from '../checking/check-months.command.ts'
import { routes } from '../routes.ts'
import { changeRule, planRuleChange } from '../rule-settings/change-rule.command.ts'
import { conditionSchema, conditionSql } from '../rule-settings/condition.ts'
import { makeOwnRule } from '../rule-settings/make-rule.command.ts'
import { type OwnRuleDraft, ownRuleSql } from '../rule-settings/own-rule.ts'

const workbench = useWorkbench()
const october = toMonth('2007-10')
const november = toMonth('2007-11')
const quiet: Job = { runId: 0, report: () => undefined, signal: new AbortController().signal }
let manager: TestBrowser
let practice: TestBrowser

const browserOf = (ctx: Ctx, scope: Partial<Scope>): Promise<TestBrowser> =>
  openTestBrowser(ctx, routes, personGate(ctx, { ...wholeCommissioner, ...scope }))

beforeAll(async () => {
  const { ctx } = workbench()
  const attendance = { pod: 'OPFUPSPCL', hrg: null, billedPence: 9_000 }
  for (const month of [october, november])
    await billMonth(ctx, {
      month,
      lines: [
        { ...attendance, lineId: 'A', more: { attended: '3', tfc: '300' } },
        { ...attendance, lineId: 'B', more: { attended: '5', tfc: '300' } },
        { lineId: 'C', billedPence: 80_000 },
      ],
    })
  manager = await browserOf(ctx, {
    permissions: [
      'rule.read',
      'rule.change',
      'activity.check',
      'finding.read',
      'finding.sums',
      'line.read',
      'run.read',
    ],
  })
  practice = await browserOf(ctx, { practices: practicesOnly(['A99001']), permissions: ['rule.read', 'finding.read'] })
})

const check = async (month = october): Promise<Record<string, number>> => {
  const checked = await checkMonthsUnder(workbench().ctx, [month], quiet)
  if (!checked.ok) throw new Error(checked.message)
  return Object.fromEntries(checked.value[0]!.rules.map(({ rule, findings }) => [rule, findings]))
}

const text = async (browser: TestBrowser, path: string): Promise<string> => (await browser.get(path)).text()

describe('rules are set', () => {
  test('from a month on: earlier bills are checked as before, and the journal has why', async () => {
    const { ctx } = workbench()
    const off = { rule: 'C30', from: november, isOn: false, parameters: {}, why: 'Agreed with the provider.' }
    expect(await changeRule(ctx, { ...off, why: ' ' })).toMatchObject({ ok: false, code: 'no-reason' })
    expect(await changeRule(ctx, { ...off, why: 'Because of 999 000 0018' })).toMatchObject({ code: 'names-patient' })
    expect(await changeRule(ctx, { ...off, rule: 'C99' })).toMatchObject({ code: 'no-rule' })
    expect(await changeRule(ctx, { ...off, parameters: { nothing: '1' } })).toMatchObject({ code: 'bad-parameter' })
    expect(await changeRule(ctx, off)).toMatchObject({ ok: true })
    expect(await planRuleChange(ctx, off)).toMatchObject({ ok: false, code: 'no-change' })
    expect([await check(october), await check(november)]).toMatchObject([{ C30: 1 }, { C30: 0 }])
    const { rows } = await sql<{
      purpose: string
    }>`SELECT e.purpose FROM audit.entry AS e WHERE e.action = 'rule.change'`.execute(ctx.db)
    expect(rows).toEqual([{ purpose: 'Agreed with the provider.' }])
  })

  test('on their page in two steps, and a parameter must be of its kind', async () => {
    const asked = { from: '2007-10', state: 'on', parameter1: "3'); DROP", why: 'Tried.' }
    const wrong = await manager.post('/rules/C30', asked)
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('is not a code')
    const sure = await manager.post('/rules/C30', { ...asked, parameter1: '2, 4' })
    expect(sure.status).toBe(200)
    expect(await sure.text()).toContain('0, 2, 3, 4, 7 becomes 2, 4')
    expect((await check(october))['C30']).toBe(1)
    const done = await manager.post('/rules/C30', { ...asked, parameter1: '2, 4', sure: 'yes' })
    expect(done.status).toBe(303)
    expect((await check(october))['C30']).toBe(0)
    expect(await text(manager, '/rules/C30')).toContain('not attended: 2, 4')
  })

  test('by nobody who may only read them', async () => {
    const page = await text(practice, '/rules/C30')
    expect(page).toContain('Missed or cancelled appointment billed')
    expect(page).not.toContain('Change the rule')
    expect((await practice.post('/rules/C30', { from: '2007-10', state: 'off', why: 'No.' })).status).toBe(403)
    expect((await practice.get('/rules/new')).status).toBe(403)
    expect(await text(practice, '/rules')).not.toContain('Net distinct')
  })
})

describe('the list of rules', () => {
  test('says what each found in the last month that was checked, by section, and as a file', async () => {
    const page = await text(manager, '/rules?section=first-and-follow-up')
    expect(page).toContain('/rules/C30')
    expect(page).not.toContain('/rules/C11"')
    const csv = await text(manager, '/rules?format=csv&table=rules')
    expect(csv).toContain('rule,title,section,confidence,state,findings,raised_pence,net_pence')
    expect(csv).toMatch(/C30,.*,off: Agreed with the provider\.,0,0,0/)
    expect((await manager.get('/rules/C99')).status).toBe(404)
  })
})

describe('a rule of one’s own', () => {
  const conditions = {
    column1: 'pod',
    comparison1: 'begins-with',
    values1: 'OPFUP',
    column2: 'billed_pence',
    comparison2: 'at-least',
  }
  const drawn = {
    title: 'Follow-ups of one specialty',
    why: 'Agreed as part of the pathway.',
    ...conditions,
    values2: '50',
    value: 'share',
    share: '25',
    confidence: 'likely',
    from: '2007-10',
    month: '2007-10',
  }

  test('is tried on a month, and then kept and run like any other', async () => {
    const tried = await manager.post('/rules/new', drawn)
    const words = await tried.text()
    expect(words).toContain('>2</strong> of')
    expect(words).toContain('£45.00')
    expect(words).toContain('point of delivery begins with OPFUP, and amount billed is at least £50')
    const kept = await manager.post('/rules/new', { ...drawn, sure: 'yes' })
    expect(kept.headers.get('location')).toBe('/rules/L01')
    expect((await check(october))['L01']).toBe(2)
    const { rows } = await sql<{ value: number; sure: string }>`SELECT v.value_pence AS value, v.confidence AS sure
      FROM validation.v_finding AS v WHERE v.rule = 'L01' AND v.month = '2007-10' AND v.line_id = 'B'`.execute(
      workbench().ctx.db,
    )
    expect(rows).toEqual([{ value: 2_250, sure: 'likely' }])
    expect(await text(manager, '/rules/L01')).toContain('l.billed_pence &gt;=')
    expect((await makeOwnRule(workbench().ctx, { ...draft, title: '' })).ok).toBe(false)
  })

  const draft = {
    title: 'x',
    why: 'x',
    confidence: 'likely',
    value: 'full',
    shareBp: null,
    from: october,
    conditions: [{ column: 'hrg', comparison: 'is', values: ['E01'] }],
  } satisfies OwnRuleDraft

  test('is never SQL of anybody’s: columns are looked up, values hold to their shape and are quoted', () => {
    expect(ownRuleSql(draft)).toBe("CASE WHEN upper(l.hrg) IN ('E01') THEN l.billed_pence END")
    const attempts = [
      { column: 'patient', comparison: 'is', values: ['1'] },
      { column: 'hrg; DROP TABLE line', comparison: 'is', values: ['E01'] },
      { column: 'hrg', comparison: "is' OR true --", values: ['E01'] },
      { column: 'hrg', comparison: 'is', values: ["E01') OR (1=1"] },
      { column: 'billed_pence', comparison: 'at-least', values: ['1 OR true'] },
      { column: 'start_date', comparison: 'at-most', values: ["2007-10-01' OR '1"] },
      { column: 'hrg', comparison: 'at-least', values: ['E01'] },
      { column: 'hrg', comparison: 'is', values: [] },
    ]
    for (const attempt of attempts)
      expect(conditionSchema.safeParse(attempt).success, JSON.stringify(attempt)).toBe(false)
    expect(() => conditionSql({ column: 'hrg', comparison: 'is', values: ["E'1"] })).toThrow(RangeError)
  })
})

describe('a check asked for on a page', () => {
  test('is a run of its own, and refused where nothing was billed', async () => {
    const asked = await manager.post('/checks', { month: '2007-10' })
    expect(asked.status, await asked.text()).toBe(303)
    expect(asked.headers.get('location')).toMatch(/^\/runs\/\d+$/)
    expect((await manager.post('/checks', { month: '1999-10' })).status).toBe(422)
  })
})
