import { sql } from '#db'
import type { Ctx } from '#platform'
import { noPence, toFinancialYear, toPence } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { commissioner } from '../../../tests/support/payment-world.ts'
import { fillRiskWorld, riskPeople, riskYear } from '../../../tests/support/risk-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { decideClaim } from './claims/decide-claim.command.ts'
import { payOut } from './claims/pay-out.command.ts'
import { decisionsOf } from './claims/decisions.view.ts'
import { findPayout } from './claims/payouts.view.ts'
import { type PoolYear, poolYear } from './claims/pool-year.view.ts'
import { addUpCosts } from './costs/add-up-costs.command.ts'
import { costsOf } from './costs/costs.view.ts'
import { fillPool } from './filling/fill-pool.command.ts'
import { findPool } from './filling/pools.view.ts'
import { riskParameters } from './policy/risk-policy.view.ts'
import type { SimulationAsked } from './simulation/asked.ts'
import { runSimulation } from './simulation/run-simulation.command.ts'
import { findSimulation, simulatedPractices } from './simulation/simulations.view.ts'
import { setTerms } from './terms/set-terms.command.ts'
import { type Terms, usualTerms } from './terms/terms.ts'
import { termsOf } from './terms/terms.view.ts'

const year = toFinancialYear(riskYear)
const asked = { commissioner, year }
const workbench = useWorkbench()
const ctx = (): Ctx => workbench().ctx
let people: ReturnType<typeof riskPeople>

const terms: Terms = {
  ...usualTerms(riskParameters(year)),
  lines: ['planned'],
  contribution: { kind: 'percent', basisPoints: 1_000 },
  stopLossPence: toPence(500_000),
}

beforeAll(async () => {
  await fillRiskWorld(ctx())
  people = riskPeople(ctx())
}, 60_000)

const set = (who: Ctx, more: Partial<Terms> = {}, words = 'Agreed in March.') =>
  setTerms(who, { commissioner, fromYear: year, terms: { ...terms, ...more }, words })

describe('the terms of the pool', () => {
  test('are the finance lead’s to set, with a reason that names no patient, for practices that there are', async () => {
    expect(await set(people.analyst)).toMatchObject({ code: 'not-allowed' })
    expect(await set(people.finance, {}, ' ')).toMatchObject({ code: 'no-words' })
    expect(await set(people.finance, {}, 'NHS number 9990000018')).toMatchObject({ code: 'names-patient' })
    expect(await set(people.finance, { payers: ['ZG1', 'P90000'] })).toMatchObject({
      code: 'unknown',
      message: expect.stringContaining('P90000'),
    })
    expect(await set(people.finance, { paysBasisPoints: 10_001 })).toMatchObject({ code: 'not-terms' })
    expect(await termsOf(people.finance, asked)).toBeUndefined()
  })

  test('hold from their year on, the latest of a year first, and everybody of the commissioner may read them', async () => {
    expect(await set(people.finance, { stopLossPence: null }, 'A first try.')).toMatchObject({ ok: true })
    expect(await set(people.finance)).toMatchObject({ ok: true })
    const held = await termsOf(people.chair, { commissioner, year: toFinancialYear('2009/10') })
    expect(held).toMatchObject({ terms, words: 'Agreed in March.', actor: 'Finance One' })
    expect(await termsOf(people.finance, { commissioner, year: toFinancialYear('2006/07') })).toBeUndefined()
  })
})

describe('filling the pool', () => {
  test('fixes what everybody pays in, to the penny, once for the same terms and budget', async () => {
    expect(await fillPool(people.chair, asked)).toMatchObject({ code: 'not-allowed' })
    expect(await fillPool(people.finance, { ...asked, year: toFinancialYear('2008/09') })).toMatchObject({
      code: 'no-budget',
    })
    expect(await fillPool(people.finance, asked)).toMatchObject({
      ok: true,
      value: { holdsPence: 110_000, practices: 3 },
    })
    expect(await fillPool(people.finance, asked)).toMatchObject({ code: 'same' })
    const pool = await findPool(people.finance, asked)
    expect(pool!.contributions.map(({ practice, pence, patients }) => [practice, pence, patients])).toEqual([
      ['P99001', 60_000, 6_000],
      ['P99002', 40_000, 4_000],
      ['P99003', 10_000, 0],
    ])
  })

  test('shows a group its own practices and the whole of the pool', async () => {
    const pool = await findPool(people.chair, asked)
    expect(pool).toMatchObject({ holdsPence: 110_000, contributions: [{ practice: 'P99001', pence: 60_000 }] })
  })
})

describe('what patients cost', () => {
  test('is added up by practice, across months, without what is excluded and not covered', async () => {
    expect(await addUpCosts(people.finance, { ...asked, year: toFinancialYear('2008/09') })).toMatchObject({
      code: 'no-activity',
    })
    // As the worker does it: in the product's own hands, which alone see pseudonyms.
    const added = await addUpCosts(ctx(), asked)
    expect(added).toMatchObject({ ok: true })
    const costs = await costsOf(people.finance, asked)
    expect(costs).toMatchObject({ lines: 17, namelessLines: 0, stopLossPence: 500_000 })
    expect(costs!.practices).toEqual([
      {
        practice: 'P99001',
        patients: 3,
        costPence: 900_000,
        excludedLines: 1,
        excludedPence: 50_000,
        patientsAbove: 1,
        excessPence: 100_000,
      },
      {
        practice: 'P99002',
        patients: 2,
        costPence: 300_000,
        excludedLines: 0,
        excludedPence: 0,
        patientsAbove: 0,
        excessPence: 0,
      },
      expect.objectContaining({ practice: 'P99003', patients: 10, costPence: 1_000 }),
    ])
    expect(costs!.months).toHaveLength(12)
  })

  test('is told of its own practices alone to a group', async () => {
    expect((await costsOf(people.chair, asked))!.practices.map(({ practice }) => practice)).toEqual(['P99001'])
  })
})

/** The claims as they were looked at; nothing of what they rest on changes in these tests. */
let seen: PoolYear

const decide = (who: Ctx, kind: 'stop-loss' | 'overspend', event: 'allowed' | 'refused', more: object = {}) => {
  const { claim } = seen.standings.find((standing) => standing.practice === 'P99001' && standing.kind === kind)!
  return decideClaim(who, { ...asked, practice: 'P99001', kind, event, mark: claim!.mark, ...more })
}

describe('claims', () => {
  test('are worked out from budget, outturn and costs', async () => {
    seen = (await poolYear(people.finance, asked))!
    // Budget 6,000 less 600 paid in; outturn 9,000 less 500 excluded less 1,000 beyond the stop-loss:
    // over by 2,100, of which 540 are its own.
    expect(seen.standings.map(({ practice, kind, claim, state }) => [practice, kind, claim?.pence, state])).toEqual([
      ['P99001', 'stop-loss', 100_000, 'undecided'],
      ['P99001', 'overspend', 156_000, 'undecided'],
    ])
    expect(seen.outturn!.isFinal).toBe(true)
  })

  test('are decided as they were looked at, refused with words, and by the finance lead alone', async () => {
    expect(await decide(people.chair, 'overspend', 'allowed')).toMatchObject({ code: 'not-allowed' })
    expect(await decide(people.finance, 'overspend', 'refused')).toMatchObject({ code: 'no-words' })
    expect(await decide(people.finance, 'overspend', 'allowed', { mark: 'x' })).toMatchObject({ code: 'changed' })
    expect(await decide(people.finance, 'overspend', 'refused', { words: 'Not ours.' })).toMatchObject({ ok: true })
    expect(await decide(people.finance, 'overspend', 'allowed')).toMatchObject({ ok: true })
  })

  test('are told to a group as they were decided', async () => {
    const decisions = await decisionsOf(people.chair, asked)
    expect(decisions.map(({ event, allowedPence, words }) => [event, allowedPence, words])).toEqual([
      ['refused', 0, 'Not ours.'],
      ['allowed', 156_000, null],
    ])
  })
})

const pay = (who: Ctx, totalPence: number) => payOut(who, { ...asked, totalPence: toPence(totalPence) })

describe('paying out', () => {
  test('waits until every claim is decided, and is somebody else’s', async () => {
    expect(await pay(people.other, 110_000)).toMatchObject({
      code: 'undecided',
      message: expect.stringContaining('P99001'),
    })
    expect(await decide(people.finance, 'stop-loss', 'allowed')).toMatchObject({ ok: true })
    expect(await pay(people.finance, 110_000)).toMatchObject({ code: 'same-person' })
    expect(await pay(people.chair, 110_000)).toMatchObject({ code: 'not-allowed' })
  })

  test('pays each its share where the pool holds less, once', async () => {
    const both = await Promise.all([pay(people.other, 110_000), pay(people.other, 110_000)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'paid-out' })
    const payout = await findPayout(people.chair, asked)
    expect(payout).toMatchObject({
      holdsPence: 110_000,
      allowedPence: 256_000,
      paidPence: 110_000,
      carriedPence: noPence,
    })
    expect(payout!.parts.map(({ kind, paidPence }) => [kind, paidPence])).toEqual([
      ['overspend', 67_031],
      ['stop-loss', 42_969],
    ])
  })

  test('settles the year: nothing of it is decided, filled or set again', async () => {
    expect(await decide(people.finance, 'overspend', 'refused', { words: 'No.' })).toMatchObject({ code: 'paid-out' })
    expect(await fillPool(people.finance, asked)).toMatchObject({ code: 'paid-out' })
    expect(await set(people.finance)).toMatchObject({ code: 'paid-out' })
    await expect(sql`DELETE FROM risk.payout AS p`.execute(ctx().db)).rejects.toThrow(/only ever added to|permission/)
  })

  test('is in the journal with everything before it', async () => {
    const { rows } = await sql<{ action: string }>`
      SELECT DISTINCT e.action FROM audit.entry AS e WHERE e.action LIKE 'risk.%' ORDER BY 1`.execute(ctx().db)
    expect(rows.map(({ action }) => action)).toEqual([
      'risk.allow',
      'risk.costs',
      'risk.fill',
      'risk.pay',
      'risk.refuse',
      'risk.terms',
    ])
  })
})

const simulation: SimulationAsked = {
  commissioner,
  year: '2008/09',
  terms: { ...terms, contribution: { kind: 'percent', basisPoints: 300 } },
  perMille: 950,
  events: 'patients',
  years: 1_000,
  seed: 1,
  practiceVariation: 0,
  commonVariation: 0,
}

describe('a simulated year', () => {
  test('is kept with what it rests on, and is the same again', async () => {
    const [one, same] = [await runSimulation(ctx(), simulation), await runSimulation(ctx(), simulation)]
    if (!one.ok || !same.ok) throw new Error('it was refused')
    expect(one.value.message).toMatch(/^With £[\d,]+ the pool suffices in 95 of 100 years\./)
    const kept = await findSimulation(people.executive, one.value.simulationNo)
    expect(kept!.answer).toMatchObject({
      events: 5,
      practices: 2,
      patients: 10_000,
      years: 1_000,
      costs: { meanPence: 230_000 },
    })
    expect((await findSimulation(people.finance, same.value.simulationNo))!.answer).toEqual(kept!.answer)
    expect((await simulatedPractices(people.chair, one.value.simulationNo)).map(({ practice }) => practice)).toEqual([
      'P99001',
    ])
  })

  test('is refused to whoever sets no budgets', async () => {
    expect(await runSimulation(people.chair, simulation)).toMatchObject({ code: 'not-allowed' })
  })

  test('cannot be drawn where nobody pays in', async () => {
    expect(await runSimulation(ctx(), { ...simulation, terms: { ...terms, payers: ['ZG9'] } })).toMatchObject({
      code: 'nobody',
    })
    expect(await runSimulation(ctx(), { ...simulation, terms: { ...terms, lines: ['maternity'] } })).toMatchObject({
      code: 'no-activity',
    })
  })
})
