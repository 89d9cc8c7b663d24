import { levelPolicyOn } from '#budgets/allowance'
import { toFinancialYear, toPence, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Rating, type Said, ratings, unsaid } from '../assessment/rating.ts'
import { usualFramework } from '../definition/shipped.view.ts'
import { measuredOn } from '../evidence/measure-group.view.ts'
import { percentOf, shareOutcome } from '../evidence/reading.ts'
import { latestByItem, holdsOn } from '../registers/register.ts'
import { readEntry } from '../registers/read-entry.ts'
import { routeTo, workOf } from './effort.ts'
import { fundingByLevel, policyWith } from './funding.ts'
import { levelReached, levelStandings, neededOf, objectiveStandings } from './reached.ts'
import { standingOf, standingsOf } from './target-standing.ts'
import { judge } from './worth.ts'

const definition = usualFramework()
const hourPence = toPence(3_000)

const said = (target: string, rating: Rating | null, effortDays: number | null = null): Said => ({
  ...unsaid(target),
  rating,
  effortDays,
  source: 'typed',
  actor: 'a',
  at: new Date(0),
})

const reading = (target: string, isMet: boolean | null) => ({
  target,
  isMet,
  have: 1,
  of: 2,
  figure: '',
  threshold: '',
  on: toPlainDate('2008-03-31'),
  records: '/',
  practices: [],
})

const all = (rating: (ref: string) => Rating) =>
  standingsOf(definition, new Map(definition.targets.map(({ ref }) => [ref, said(ref, rating(ref))])), [])

describe('where a target stands', () => {
  const [target] = definition.targets

  test('is what was measured before what was said, and they may disagree', () => {
    expect(standingOf(target!, said('1.1.1', 'ok'), reading('1.1.1', false))).toMatchObject({
      isMet: false,
      by: 'measured',
      disagrees: true,
    })
    expect(standingOf(target!, said('1.1.1', 'low'), reading('1.1.1', true))).toMatchObject({
      isMet: true,
      disagrees: true,
    })
    expect(standingOf(target!, said('1.1.1', 'ok'), reading('1.1.1', null))).toMatchObject({ isMet: true, by: 'said' })
    expect(standingOf(target!, undefined, undefined)).toMatchObject({ isMet: false, by: 'open' })
  })
})

describe('the level that is reached', () => {
  test('needs every level below it', () => {
    const reached = (rating: (ref: string) => Rating) => levelReached(levelStandings(definition, all(rating)))
    expect(reached(() => 'ok')).toBe(3)
    expect(reached((ref) => (ref === '1.1.1' ? 'low' : 'ok'))).toBe(0)
    expect(reached((ref) => (ref.startsWith('3') ? 'high' : 'ok'))).toBe(2)
    const lower = {
      ...definition,
      levels: definition.levels.map((each) => ({ ...each, needed: 90 })) as typeof definition.levels,
    }
    expect(
      levelReached(
        levelStandings(
          lower,
          all((ref) => (ref === '1.1.1' ? 'low' : 'ok')),
        ),
      ),
    ).toBe(3)
  })

  test('of an objective may be further than the whole', () => {
    const objectives = objectiveStandings(
      definition,
      all((ref) => (ref === '1.1.1' ? 'low' : 'ok')),
    )
    expect(objectives.map(({ reached }) => reached)).toEqual([0, 3, 3, 3, 3, 3])
  })

  test('asks for shares rounded up', () => {
    expect(neededOf(19, 90)).toBe(18)
    expect(neededOf(14, 100)).toBe(14)
    expect(percentOf(899, 1_000)).toBe(89)
    expect(shareOutcome(14, 19, 75, { one: 'practice', many: 'practices' })).toMatchObject({
      isMet: false,
      figure: '14 of 19 practices (73%)',
    })
    expect(shareOutcome(0, 0, 75, { one: 'practice', many: 'practices' })).toMatchObject({ isMet: null })
  })
})

describe('the cheapest way to a level', () => {
  test('is no dearer than any other choice of as many targets', () => {
    const lower = {
      ...definition,
      levels: definition.levels.map((each) => ({ ...each, needed: 60 })) as typeof definition.levels,
    }
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ratings), { minLength: 56, maxLength: 56 }),
        fc.infiniteStream(fc.nat(1_000)),
        (drawn, order) => {
          const rated = new Map(lower.targets.map(({ ref }, at) => [ref, said(ref, drawn[at]!)]))
          const standings = standingsOf(lower, rated, [])
          const route = routeTo(lower, standings, { level: 2, hourPence })
          const works = standings
            .filter(({ isMet, target }) => !isMet && target.level <= 2)
            .map((one) => workOf(lower, one, hourPence))
          const other = [1, 2].flatMap((level) => {
            const count = route.steps.filter(({ standing }) => standing.target.level === level).length
            const own = works
              .filter(({ standing }) => standing.target.level === level)
              .map((work) => ({ work, at: order.next().value! }))
            return own.toSorted((a, b) => a.at - b.at).slice(0, count)
          })
          expect(route.weighted).toBeLessThanOrEqual(other.reduce((sum, { work }) => sum + work.weighted, 0))
          expect(route.steps.length + route.spared.length).toBe(works.length)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('counts days as typed, else as the rating stands for, times the weight', () => {
    const target = definition.targets.find(({ ref }) => ref === '3.3.1')!
    expect(workOf(definition, standingOf(target, said('3.3.1', 'high'), undefined), hourPence)).toMatchObject({
      days: 15,
      weighted: 45,
      costPence: 337_500,
    })
    expect(workOf(definition, standingOf(target, said('3.3.1', 'high', 4), undefined), hourPence)).toMatchObject({
      days: 4,
      isUsual: false,
      weighted: 12,
    })
    expect(workOf(definition, standingOf(target, said('3.3.1', 'ok'), undefined), hourPence)).toMatchObject({ days: 0 })
  })
})

describe('money', () => {
  test('of 144,000 patients at £300 a session and 52 weeks is about £90,000 and £180,000', () => {
    const policy = policyWith(toPlainDate('2007-04-01'), { sessionPence: toPence(30_000), weeks: 52 })!
    expect(fundingByLevel(policy, 144_000).map(({ level, totalPence }) => [level, totalPence])).toEqual([
      [2, 8_985_600],
      [3, 17_971_200],
    ])
    expect(policyWith(toPlainDate('2005-04-01'), {})).toBeUndefined()
    expect(levelPolicyOn(toPlainDate('2007-04-01'))!.session.pounds).not.toBe(policy.session.pounds)
  })

  test('that a step earns is shared by value, to the penny', () => {
    const standings = all(() => 'low')
    const route = routeTo(definition, standings, { level: 2, hourPence })
    const judged = judge({ route, morePence: toPence(30_000_001) })
    expect(judged.reduce((sum, { sharePence }) => sum + sharePence, 0)).toBe(30_000_001)
    expect(judged.every(({ isWorthIt }) => isWorthIt)).toBe(true)
    expect(judge({ route, morePence: toPence(100_000) }).some(({ isWorthIt }) => !isWorthIt)).toBe(true)
    expect(judge({ route, morePence: toPence(0) })).toEqual([])
  })
})

describe('registers', () => {
  const text = (cells: Readonly<Record<string, string>>) => (column: string) => cells[column] ?? ''

  test('read what a row says, or tell what is wrong with each cell', () => {
    expect(readEntry('schemes', text({ practice: 'p99001', scheme: 'Access', from: '2007-04-01' }))).toMatchObject({
      facts: { practice: 'P99001', item: 'access', to: null },
    })
    expect(readEntry('schemes', text({ practice: '', scheme: '999 000 0018', from: '31 June', to: '' }))).toMatchObject(
      {
        faults: { practice: expect.any(String), scheme: expect.stringContaining('patient'), from: expect.any(String) },
      },
    )
    expect(readEntry('quality-points', text({ practice: 'P1', date: '2007-03-31', points: 'many' }))).toMatchObject({
      faults: { points: expect.any(String) },
    })
    expect(
      readEntry('schemes', text({ practice: 'P1', scheme: 'a', from: '2007-04-01', to: '2007-04-01' })),
    ).toMatchObject({ faults: { to: expect.any(String) } })
  })

  test('hold from their first day until the day that is named', () => {
    const entry = { from: toPlainDate('2007-04-01'), to: toPlainDate('2008-04-01') }
    expect(
      ['2007-03-31', '2007-04-01', '2008-03-31', '2008-04-01'].map((day) => holdsOn(entry, toPlainDate(day))),
    ).toEqual([false, true, true, false])
    const facts = { register: 'quality-points', practice: 'P1', item: '', to: null, result: null } as const
    const scores = [
      { ...facts, from: toPlainDate('2006-03-31'), points: 1 },
      { ...facts, from: toPlainDate('2007-03-31'), points: 2 },
    ]
    expect(latestByItem(scores, toPlainDate('2007-01-01'))).toMatchObject([{ points: 1 }])
  })

  test('are measured on the day, or on the last day of the year that is assessed', () => {
    const year = toFinancialYear('2007/08')
    expect(measuredOn({ year }, toPlainDate('2007-12-01'))).toBe('2007-12-01')
    expect(measuredOn({ year }, toPlainDate('2026-12-01'))).toBe('2008-03-31')
  })
})
