import { type Ctx, journalEntries } from '#platform'
import { type Scope, addMonths, practicesOnly, toMonth } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../tests/support/billed-month.ts'
import {
  fillMonitoredYear,
  issueAmounts,
  monitoredCommissioner as commissioner,
  monitoredYear as year,
  monthOfLines,
  yearAmounts,
} from '../../../tests/support/monitored-year.ts'
import { inPost } from '../../../tests/support/payment-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { checks, choosePhasing, drawUpMonth, outturn, phasedPlan, position, positionDimensions } from './index.ts'
import { watchMonth } from './keeping/watch.view.ts'
import { positionOf } from './position/position.view.ts'
import { practiceStatement } from './statement/practice-statement.view.ts'

const workbench = useWorkbench()
const ctx = (): Ctx => workbench().ctx
const may = toMonth('2007-05')
const june = toMonth('2007-06')

const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

const practiceUser = (practice: string): Ctx => {
  const scope: Scope = {
    ...inPost(ctx(), 'practice-manager', 'ZG1').scope,
    practices: practicesOnly([practice]),
  }
  return ctx().handTo({ actor: { name: 'A Manager', userId: 'p-manager' }, scope })
}

beforeAll(() => fillMonitoredYear(ctx()))

describe('before there is a budget', () => {
  test('there is nothing to watch, and it is said what to do', async () => {
    expect(await position(ctx(), { commissioner, month: june, by: 'practice' })).toMatchObject({
      ok: false,
      code: 'no-budget',
      message: expect.stringContaining('issue one first'),
    })
    expect(
      await choosePhasing(ctx(), { commissioner, year, line: 'planned', form: 'equal', words: 'Why not' }),
    ).toMatchObject({
      code: 'no-budget',
    })
  })
})

describe('a year with a budget', () => {
  beforeAll(async () => void (await issueAmounts(ctx())))

  test('is phased by the season of the year before, each practice’s line to the penny', async () => {
    const plan = value(await phasedPlan(ctx(), { commissioner, year }))
    expect(plan).toHaveLength(yearAmounts.length)
    expect(plan.map(({ months }) => months.reduce((sum, pence) => sum + pence, 0))).toEqual(
      plan.map(({ pence }) => pence),
    )
    const planned = plan.find(({ practice, line }) => practice === 'P99001' && line === 'planned')!
    // Of 12 months, March had 285,000 where the others had 185,000; mental health goes in twelfths.
    expect(planned.months.slice(0, 2)).toEqual([95_690, 95_690])
    expect(planned.months.at(-1)).toBeGreaterThan(147_000)
    expect(plan.find(({ line }) => line === 'mental-health')!.months[0]).toBe(10_000)
  })

  test('holds what is frozen, flex and estimated against the plan, worst first, and foots', async () => {
    const { rows, total, watched } = value(await position(ctx(), { commissioner, month: june, by: 'practice' }))
    const first = rows.find(({ code }) => code === 'P99001')!
    // April and May frozen: 2 × (100,000 + 45,000); June flex: 170,000; June’s emergencies are estimated by the forecast, mental health as
    // planned: 3 × 10,000.
    expect(first).toMatchObject({ freezePence: 290_000, flexPence: 170_000, latePence: 46_224 + 30_000 })
    expect(first.spentPence - first.planPence).toBe(first.variancePence)
    expect(rows.map(({ code }) => code).toSorted()).toEqual(['', 'P99001', 'P99002', 'P99003'])
    expect(rows.find(({ code }) => code === '')).toMatchObject({ planPence: 0, spentPence: 12_345 })
    for (const key of ['planPence', 'spentPence', 'variancePence', 'outturnPence', 'yearPence'] as const)
      expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(total[key])
    expect([...watched.method.notes, ...watched.method.insideNotes]).toEqual(
      expect.arrayContaining([expect.stringContaining('£990'), expect.stringContaining('Mental health')]),
    )
    expect(watched.method.known.at(-1)).toEqual({ month: june, freeze: [], flex: ['ZA1'], missing: ['ZA2'] })
  })

  test('says the same by practice, group, line and in all', async () => {
    const watched = value(await watchMonth(ctx(), { commissioner, month: june }))
    const totals = positionDimensions.map((by) => {
      const { total } = value(positionOf(watched, { commissioner, month: june, by }))
      return [total.planPence, total.spentPence, total.outturnPence]
    })
    expect(new Set(totals.map(String)).size).toBe(1)
  })

  test('tells price, volume and mix apart, and they make the variance', async () => {
    const { rows } = value(await position(ctx(), { commissioner, month: june, by: 'practice', line: 'planned' }))
    const { split, variancePence } = rows.find(({ code }) => code === 'P99001')!
    // June had one more, dearer by £200 than the £500 that such a stay cost.
    expect(split!.pricePence).toBe(20_000)
    expect(split!.pricePence + split!.volumePence + split!.mixPence).toBe(variancePence)
  })

  test('is shown to a practice once it is drawn up: its own line by line, and the sums of groups', async () => {
    const manager = practiceUser('P99002')
    expect(await position(manager, { commissioner, month: may, by: 'practice' })).toMatchObject({
      code: 'not-drawn-up',
    })
    expect(await drawUpMonth(manager, { commissioner, month: may })).toMatchObject({ code: 'not-allowed' })
    value(await drawUpMonth(ctx(), { commissioner, month: may }))
    const own = value(await position(manager, { commissioner, month: may, by: 'practice' }))
    expect(own.rows.map(({ code }) => code)).toEqual(['P99002'])
    const groups = value(await position(manager, { commissioner, month: may, by: 'group' }))
    expect(groups.rows.map(({ code }) => code).toSorted()).toEqual(['', 'ZG1', 'ZG2'])
    expect(await practiceStatement(manager, { commissioner, month: may, practice: 'P99001' })).toMatchObject({
      code: 'nothing',
    })
    expect(
      value(await practiceStatement(manager, { commissioner, month: may, practice: 'P99002' })).comparedWith,
    ).toBeNull()
  })

  test('is not narrowed for whoever may not see small numbers', async () => {
    const lay = inPost(ctx(), 'lay-representative', commissioner)
    expect(await position(lay, { commissioner, month: may, by: 'line', practice: 'P99001' })).toMatchObject({
      code: 'too-narrow',
    })
    expect(await practiceStatement(lay, { commissioner, month: may, practice: 'P99001' })).toMatchObject({
      code: 'too-narrow',
    })
    expect(await position(lay, { commissioner, month: may, by: 'group' })).toMatchObject({ ok: true })
  })

  test('goes by what somebody chose, with the reason, until it is taken back', async () => {
    const chosen = { commissioner, year, line: 'planned' } as const
    expect(await choosePhasing(ctx(), { ...chosen, form: 'by-hand', numbers: ['1'], words: 'New ward' })).toMatchObject(
      { code: 'not-weights' },
    )
    expect(await choosePhasing(ctx(), { ...chosen, form: 'equal', words: ' ' })).toMatchObject({ code: 'no-words' })
    expect(await choosePhasing(ctx(), { ...chosen, form: 'equal', words: 'For 999 000 0018' })).toMatchObject({
      code: 'names-patient',
    })
    expect(await choosePhasing(ctx(), { ...chosen, line: 'ambulance', form: 'equal', words: 'x' })).toMatchObject({
      code: 'no-line',
    })
    const numbers = Array.from({ length: 12 }, (_, at) => (at === 11 ? '1' : '0'))
    value(await choosePhasing(ctx(), { ...chosen, form: 'by-hand', numbers, words: 'The ward opens in March' }))
    const planned = async () =>
      value(await phasedPlan(ctx(), { commissioner, year })).find(({ line }) => line === 'planned')!
    expect((await planned()).months).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1_200_001])
    value(await choosePhasing(ctx(), { ...chosen, form: 'usual', words: 'It does not' }))
    expect((await planned()).months[0]).toBe(95_690)
  })

  test('says what changed since the statement before: a flex that was frozen, a month that came in', async () => {
    value(await drawUpMonth(ctx(), { commissioner, month: june }))
    await billMonth(ctx(), { month: june, commissioner, lines: monthOfLines(june) })
    const july = addMonths(june, 1)
    await billMonth(ctx(), { month: july, commissioner, snapshot: 'flex', lines: monthOfLines(july) })
    const { changes, comparedWith, total } = value(
      await practiceStatement(ctx(), { commissioner, month: july, practice: 'P99001' }),
    )
    expect(comparedWith).toBe(june)
    expect(changes).toContainEqual({ line: 'planned', month: june, wasPence: 170_000, isPence: 100_000, why: 'frozen' })
    expect(changes!.some(({ line, why }) => line === 'emergency' && why === 'came in')).toBe(true)
    expect(total.months.freeze.slice(0, 4)).toEqual([145_000, 145_000, 145_000, 0])
  })

  test('has an outturn that is final only when all of it is frozen', async () => {
    const found = value(await outturn(ctx(), { commissioner, year }))
    expect(found).toMatchObject({ month: '2008-03', isFinal: false })
    expect(found.rows.filter(({ practice }) => practice === 'P99001').map(({ budgetPence }) => budgetPence)).toEqual([
      600_000, 120_000, 1_200_001,
    ])
  })

  test('has every deed in the journal', async () => {
    const kept = await journalEntries(ctx().db, {})
    expect(kept.entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['budget.draw-up', 'budget.phase']))
  })

  test('keeps what was drawn up so that verify finds it whole', async () => {
    for (const check of checks) expect(await check.run(ctx())).toEqual([])
  })
})
