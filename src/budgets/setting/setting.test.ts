import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadTariff } from '#activity/pricing'
import { sql } from '#db'
import type { Ctx } from '#platform'
import {
  type Result,
  type RoleName,
  type Scope,
  addPence,
  findRole,
  noPence,
  practicesOnly,
  toFinancialYear,
  toPence,
  toPlainDate,
  toMonth,
  monthsThrough,
} from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../tests/support/billed-month.ts'
import {
  budgetCommissioner as commissioner,
  budgetYear as year,
  takeBudgetFiles,
  threePractices,
} from '../../../tests/support/budget-files.ts'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { adjustHistory, takeBackAdjustment } from './adjusting/adjust.command.ts'
import { listAdjustments } from './adjusting/adjustments.view.ts'
import { buildBudget } from './building/build-budget.view.ts'
import type { Way } from './building/way.ts'
import { prepareChange } from './changing/prepare-change.command.ts'
import { listChanges } from './changing/changes.view.ts'
import { approveChange, refuseChange } from './changing/end-change.command.ts'
import { checks } from './checks.view.ts'
import { historicSpend } from './historic/historic-spend.view.ts'
import { priceBase } from './historic/price-base.command.ts'
import { routes } from './routes.ts'
import { buildCommand } from './showing/build.cli.ts'
import { agreeBudget } from './versions/agree-budget.command.ts'
import { budgetToSave } from './versions/budget-to-save.ts'
import { budgetAmounts, findBudget, issuedBudget, listBudgets } from './versions/budgets.view.ts'
import { issueBudget } from './versions/issue-budget.command.ts'
import { proposeBudget, withdrawBudget } from './versions/propose-budget.command.ts'
import { saveBudget } from './versions/save-budget.command.ts'

const workbench = useWorkbench()
const months = monthsThrough(toMonth('2007-04'), toMonth('2007-05'))
const historic: Way = { method: 'historic', weightMicro: 0, lineWeights: {}, months }

/** Somebody in a post, held to it by the database and the lake. */
function inPost(role: RoleName, organisation: string, practices?: readonly string[], name: string = role): Ctx {
  const { permissions, detail, smallNumbers, seesRestrictedCodes } = findRole(role)!
  const scope: Scope = {
    practices: practices ? practicesOnly(practices) : 'all',
    providers: 'all',
    commissioners: practices ? 'all' : [organisation],
    detail,
    smallNumbers,
    seesRestrictedCodes,
    permissions,
    personId: `p-${name}`,
  }
  return workbench().ctx.handTo({
    actor: { name, userId: `p-${name}`, post: { postId: '1', role, organisation } },
    scope,
  })
}

const finance = (name = 'Fin') => inPost('finance-lead', commissioner, undefined, name)
const chair = () => inPost('group-chair', 'G1', ['P1', 'P2'], 'Chair')
const surgery = () => inPost('practice-manager', 'P1', ['P1'], 'Manager')

async function must<T>(result: Promise<Result<T>> | Result<T>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const built = (way: Way, ctx: Ctx = finance()) => must(buildBudget(ctx, { commissioner, year, way }))
const save = async (name: string, way: Way = historic): Promise<number> =>
  (await must(saveBudget(finance(), budgetToSave(await built(way), name)))).budgetNo

/** A price list in which planned stays cost a tenth more than they were billed at. */
async function loadPrices(ctx: Ctx, pounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-tariff-'))
  const columns =
    'hrg,name,outpatient_procedure,combined,day_case,elective,elective_trim_days,non_elective,non_elective_trim_days,' +
    'per_day,short_stay_applies,short_stay_percent,short_stay'
  const apc = `${columns}\nA01,Test,,${pounds},,,5,${pounds},9,100,N,,\n`
  await writeFile(join(folder, 'tariff-apc.csv'), apc)
  await writeFile(
    join(folder, 'tariff-outpatient.csv'),
    'tfc,first_single,first_multi,follow_up_single,follow_up_multi\n100,100,110,50,60\n',
  )
  await writeFile(join(folder, 'tariff-ae.csv'), 'hrg,type_1_2,type_3\nV01,90,40\n')
  await writeFile(join(folder, 'mff.csv'), 'provider,mff\nRAA,1.000000\n')
  await cp(folder, `${folder}-kept`, { recursive: true })
  const loaded = await loadTariff(ctx, { source: folder, year })
  await rm(folder, { recursive: true })
  await rm(`${folder}-kept`, { recursive: true })
  if (!loaded.ok) throw new Error(loaded.message)
}

beforeAll(async () => {
  const { ctx } = workbench()
  const lists =
    threePractices['list-sizes.csv'] +
    '\nP1,2007-05-01,1,0-4,425\nP1,2007-05-01,2,0-4,425\nP2,2007-05-01,1,0-4,1000\nP3,2007-05-01,1,65-69,114\n'
  await takeBudgetFiles(ctx, { ...threePractices, 'list-sizes.csv': lists })
  const line = (lineId: string, practice: string) => ({
    lineId,
    practice,
    pod: 'EL',
    hrg: 'A01',
    start: '2007-04-10',
    billedPence: 1_000_00,
    provider: 'RAA',
  })
  await billMonth(ctx, {
    month: '2007-04',
    commissioner,
    lines: [line('A1', 'P1'), line('A2', 'P1'), line('A3', 'P2')],
  })
  await billMonth(ctx, {
    month: '2007-05',
    commissioner,
    lines: [
      { ...line('B1', 'P3'), start: '2007-05-10' },
      { ...line('B2', 'P9'), start: '2007-05-11' },
    ],
  })
}, 120_000)

describe('a budget worked out', () => {
  test('by history: activity, the list since, heads where there is none; every line foots', async () => {
    const { amounts, steps, notes, envelope } = await built(historic)
    const kinds = steps.filter(({ practice, line }) => practice === 'P2' && line === 'planned')
    expect(kinds.map(({ kind, pence }) => [kind, pence])).toEqual([
      ['base', 100_000],
      ['list', 10_000],
      ['money', expect.any(Number)],
    ])
    expect(steps.find(({ practice, line }) => practice === 'P1' && line === 'prescribing')?.kind).toBe('capitation')
    for (const { line, pence } of envelope.distributable)
      expect(addPence(noPence, ...amounts.filter((each) => each.line === line).map((each) => each.pence))).toBe(pence)
    expect(notes.join(' ')).toContain('No price list of 2008/09 is loaded')
    expect(notes.join(' ')).toContain('1 line of the base, £1,000.00, name no practice')
  })

  test('at the command line as CSV alone, with the columns that programs rely on', async () => {
    const { out, code } = await saidInTerminal(buildCommand, workbench().ctx, {
      year: '2008/09',
      method: 'fair-share',
      format: 'csv',
    })
    expect(code).toBe(0)
    const [head, ...rows] = out.trim().split('\r\n')
    expect(head).toBe(
      'practice,group,line,historic_pence,fair_share_pence,distance_percent,budget_pence,patients,base_lines',
    )
    const budgets = rows.map((row) => Number(row.split(',')[6]))
    expect(budgets.reduce((sum, pence) => sum + pence, 0)).toBe(10_000_001 + 5_432_199)
    const refused = await saidInTerminal(buildCommand, workbench().ctx, { year: '2011/12', method: 'historic' })
    expect([refused.code, refused.error]).toEqual([3, expect.stringContaining('no envelope of 2011/12')])
    const json = await saidInTerminal(buildCommand, workbench().ctx, {
      year: '2008/09',
      method: 'blend',
      weight: '0.25',
      pace: 'usual',
      format: 'json',
    })
    expect(JSON.parse(json.out).rows[0]).toMatchObject({
      practice: 'P1',
      line: 'planned',
      budget_pence: expect.any(Number),
    })
  })

  test('what is decided is a step of its own, until it is taken back', async () => {
    const whose = { commissioner, year }
    const other = {
      kind: 'other',
      line: 'planned',
      practice: 'P1',
      rateBp: null,
      pence: toPence(5_000),
      words: 'A clinic',
    } as const
    expect(await adjustHistory(finance(), whose, { ...other, words: '' })).toMatchObject({
      ok: false,
      code: 'no-words',
    })
    expect(await adjustHistory(finance(), whose, { ...other, line: null })).toMatchObject({
      ok: false,
      code: 'no-amount',
    })
    expect(await adjustHistory(surgery(), whose, other)).toMatchObject({ ok: false, code: 'not-allowed' })
    await must(adjustHistory(finance(), whose, other))
    const own = (await built(historic)).steps.filter(({ kind }) => kind === 'other')
    expect(own).toEqual([{ practice: 'P1', line: 'planned', kind: 'other', pence: 5_000, words: 'A clinic' }])
    const [kept] = await listAdjustments(finance(), whose)
    const back = { adjustmentNo: kept!.adjustmentNo, words: 'Not so' }
    const both = await Promise.all([
      takeBackAdjustment(finance(), whose, back),
      takeBackAdjustment(finance('Other'), whose, back),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const low = { ...other, pence: toPence(-300_000) }
    await must(adjustHistory(finance(), whose, low))
    expect(await buildBudget(finance(), { commissioner, year, way: historic })).toMatchObject({
      ok: false,
      code: 'below-nothing',
    })
    const [last] = await listAdjustments(finance(), whose)
    await must(takeBackAdjustment(finance(), whose, { adjustmentNo: last!.adjustmentNo, words: 'Too much' }))
  })
})

describe('the life of a budget', () => {
  test('draft, proposed, agreed, issued; each in its turn and by those who may', async () => {
    const one = await save('One')
    expect(await findBudget(surgery(), one)).toBeUndefined()
    expect(
      await agreeBudget(workbench().ctx, { budgetNo: one, group: 'G1', event: 'agreed', words: '' }),
    ).toMatchObject({ code: 'not-proposed' })
    await must(proposeBudget(finance(), one))
    expect(await proposeBudget(finance('Other'), one)).toMatchObject({
      ok: false,
      message: expect.stringContaining('Fin proposed budget'),
    })
    expect((await budgetAmounts(surgery(), one, 1)).every(({ practice }) => practice === 'P1')).toBe(true)
    expect(await agreeBudget(chair(), { budgetNo: one, group: 'G1', event: 'questioned', words: '' })).toMatchObject({
      code: 'no-words',
    })
    expect(await agreeBudget(chair(), { budgetNo: one, group: 'G2', event: 'agreed', words: '' })).toMatchObject({
      code: 'not-allowed',
    })
    await must(agreeBudget(chair(), { budgetNo: one, group: 'G1', event: 'questioned', words: 'Why less?' }))
    expect(await issueBudget(finance(), { budgetNo: one, words: '' })).toMatchObject({
      code: 'not-agreed',
      message: expect.stringContaining('G1, G2'),
    })
    await must(agreeBudget(chair(), { budgetNo: one, group: 'G1', event: 'agreed', words: '' }))
    expect((await findBudget(finance(), one))?.status).toBe('proposed')
    await must(agreeBudget(workbench().ctx, { budgetNo: one, group: 'G2', event: 'agreed', words: '' }))
    expect((await findBudget(chair(), one))?.status).toBe('agreed')
    expect(await issuedBudget(finance(), { commissioner, year })).toBeUndefined()
  })

  test('of two who issue two budgets of a year at once one does, and the other is told who', async () => {
    const [agreed] = await listBudgets(finance(), { year })
    const other = await save('Two', { ...historic, method: 'fair-share' })
    const said = await Promise.all([
      issueBudget(finance('Ann'), { budgetNo: agreed!.budgetNo, words: 'In time' }),
      issueBudget(finance('Bob'), { budgetNo: other, words: 'In time' }),
    ])
    const lost = said.findIndex(({ ok }) => !ok)
    expect(said.filter(({ ok }) => ok)).toHaveLength(1)
    expect(said[lost]).toMatchObject({
      code: 'another-issued',
      message: expect.stringContaining(`${lost === 0 ? 'Bob' : 'Ann'} issued budget`),
    })
    const row = sql`INSERT INTO budgets.event (budget_no, commissioner, year, event, group_code, actor, at)
      VALUES (${lost === 0 ? agreed!.budgetNo : other}, ${commissioner}, ${year}, 'issued', '', 'x', now())`
    await expect(row.execute(workbench().ctx.db)).rejects.toThrow(/event_one_issued/)
  })

  test('a change needs a reason and a second person; of two who approve one does; what was issued stays readable', async () => {
    const issued = (await issuedBudget(finance(), { commissioner, year }))!
    const { budgetNo } = issued
    const spec = {
      kind: 'virement',
      from: { practice: 'P1', line: 'planned' },
      to: { practice: 'P1', line: 'prescribing' },
      pence: toPence(1_000),
    } as const
    const asked = { budgetNo, effectiveFrom: toPlainDate('2008-07-01'), words: 'A clinic in the surgery', spec }
    expect(await prepareChange(finance(), { ...asked, words: ' ' })).toMatchObject({ ok: false, code: 'no-words' })
    const { changeNo } = await must(prepareChange(finance('Ann'), asked))
    const waiting = await must(prepareChange(finance('Ann'), asked))
    expect(await approveChange(finance('Ann'), { budgetNo, changeNo })).toMatchObject({
      ok: false,
      code: 'same-person',
    })
    const said = await Promise.all([
      approveChange(finance('Bob'), { budgetNo, changeNo }),
      approveChange(finance('Cat'), { budgetNo, changeNo }),
    ])
    expect(said.filter(({ ok }) => ok)).toHaveLength(1)
    expect(said.find(({ ok }) => !ok)).toMatchObject({
      code: 'ended',
      message: expect.stringMatching(/(Bob|Cat) has approved change/),
    })
    expect(await approveChange(finance('Bob'), { budgetNo, changeNo: waiting.changeNo })).toMatchObject({
      ok: false,
      code: 'lapsed',
    })
    const now = (await issuedBudget(finance(), { commissioner, year }))!
    const of = (budget: typeof now, line: string): number =>
      budget.amounts.find((each) => each.practice === 'P1' && each.line === line)!.pence
    expect([
      now.version,
      now.status,
      of(now, 'planned') - of(issued, 'planned'),
      of(now, 'prescribing') - of(issued, 'prescribing'),
    ]).toEqual([2, 'changed', -1_000, 1_000])
    expect(now.controlTotalPence).toBe(issued.controlTotalPence)
    expect(
      (await budgetAmounts(finance(), budgetNo, 1)).find(
        ({ practice, line }) => practice === 'P1' && line === 'planned',
      )!.pence,
    ).toBe(of(issued, 'planned'))
    expect(await issuedBudget(finance(), { commissioner, year, asAt: new Date('2001-01-01') })).toBeUndefined()
  })

  test('the database itself refuses a version that does not foot, and one that is added to', async () => {
    const { db } = workbench().ctx
    const { budgetNo } = (await issuedBudget(finance(), { commissioner, year }))!
    const version = sql`INSERT INTO budgets.version (budget_no, version, commissioner, change_no, effective_from,
        control_total_pence, version_mark, actor, at)
      VALUES (${budgetNo}, 3, ${commissioner}, 2, '2008-07-01', 5, 'x', 'x', now())`
    await expect(version.execute(db)).rejects.toThrow(/does not foot/)
    const more = sql`INSERT INTO budgets.amount (budget_no, version, commissioner, practice, group_code, line, pence, historic_pence,
      fair_share_pence, history_of_money_pence, fair_of_money_pence, patients, base_lines)
      VALUES (${budgetNo}, 1, ${commissioner}, 'PX', '', 'planned', 1, 0, 0, 0, 0, 0, 0)`
    await expect(more.execute(db)).rejects.toThrow(/is not added to/)
    for (const { name, run } of checks) expect(await run(workbench().ctx), name).toEqual([])
  })
})

test('every deed is in the journal by who did it, and what was refused is not', async () => {
  const draft = await save('To be withdrawn')
  await must(withdrawBudget(finance('Dan'), { budgetNo: draft, words: 'Another one is better' }))
  const { budgetNo } = (await issuedBudget(finance(), { commissioner, year }))!
  const [waiting] = await listChanges(workbench().ctx, { budgetNo })
  expect(await refuseChange(finance('Dan'), { budgetNo, changeNo: waiting!.changeNo, words: '' })).toMatchObject({
    code: 'no-words',
  })
  await must(refuseChange(finance('Dan'), { budgetNo, changeNo: waiting!.changeNo, words: 'Twice the same' }))
  const { rows } = await sql<{
    action: string
    deeds: number
  }>`SELECT e.action, count(*)::int AS deeds FROM audit.entry AS e
    WHERE e.action LIKE 'budget.%' GROUP BY e.action ORDER BY e.action`.execute(workbench().ctx.db)
  const journal = Object.fromEntries(rows.map(({ action, deeds }) => [action, deeds]))
  expect(journal).toMatchObject({
    'budget.issue': 1,
    'budget.propose': 1,
    'budget.question': 1,
    'budget.agree': 2,
    'budget.withdraw': 1,
  })
  expect(journal).toMatchObject({
    'budget.prepare-change': 2,
    'budget.approve-change': 1,
    'budget.refuse-change': 1,
    'budget.adjust': 4,
  })
  expect(journal['budget.save']).toBe((await listBudgets(workbench().ctx, { year })).length)
})

describe('on pages', () => {
  test('the practice’s page, its PDF, the exports and the programs’ table have the same pence', async () => {
    const browser = await openTestBrowser(workbench().ctx, routes)
    const { budgetNo, amounts } = (await issuedBudget(finance(), { commissioner, year }))!
    const pence = addPence(noPence, ...amounts.filter(({ practice }) => practice === 'P1').map((each) => each.pence))
    const csv = await (await browser.get(`/budgets/${budgetNo}?format=csv&table=practices`)).text()
    expect(csv).toContain(String(pence))
    const page = await (await browser.get(`/budgets/${budgetNo}/practices/P1`)).text()
    expect(page).toContain(new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pence / 100))
    const pdf = await browser.get(`/budgets/${budgetNo}/practices/P1/page.pdf`)
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    for (const path of [
      '',
      '/choose?year=2008/09&method=historic',
      '/compare?left=1&right=2',
      ...['', '/versions', '/changes', '/changes/1', '/practices/P1/page', '/practices/P1/lines/planned'].map(
        (end) => `/${budgetNo}${end}`,
      ),
      '/adjustments?year=2008/09',
    ])
      expect((await browser.get(`/budgets${path}`)).status, path).toBe(200)
    const choice = await (await browser.get('/budgets/choose?year=2008/09&method=blend&weight=half')).text()
    expect(choice).toContain('is no weight')
    const saved = await browser.post('/budgets/drafts', {
      year: '2008/09',
      name: 'Typed',
      method: 'historic',
      from: '2007-04',
      to: '2007-05',
    })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, expect.stringMatching(/^\/budgets\/\d+$/)])
    const without = await browser.post(`/budgets/${budgetNo}/changes`, {
      kind: 'list-change',
      effective: '2008-07-01',
      why: '',
    })
    expect([without.status, await without.text()]).toEqual([
      422,
      expect.stringContaining('not changed without a reason'),
    ])
  })
})

describe('the base at the prices of the year', () => {
  test('waits until it is priced, then the step for prices is what the list makes of it', async () => {
    await loadPrices(workbench().ctx, 1_100)
    expect((await built(historic)).base.prices).toBe('waiting')
    expect(await priceBase(surgery(), { commissioner, months, priceYear: year })).toMatchObject({
      ok: false,
      code: 'not-allowed',
    })
    await must(priceBase(finance(), { commissioner, months, priceYear: year }))
    const { base, steps } = await built(historic)
    expect(base.prices).toBe('year')
    expect(steps.find(({ practice, kind }) => practice === 'P2' && kind === 'price')?.pence).toBe(10_000)
    const spend = await historicSpend(finance(), { commissioner, months, priceYear: year })
    expect(spend.find(({ practice }) => practice === 'P1')).toEqual({
      practice: 'P1',
      line: 'planned',
      lines: 2,
      billedPence: 200_000,
      pricedPence: 220_000,
    })
    expect(toFinancialYear('2008/09')).toBe(year)
  })
})
