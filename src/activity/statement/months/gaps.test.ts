import { expect, test } from 'vitest'
import { toMonth, toPence } from '#shared'
import type { CodeSums } from '../totals/sums-by.ts'
import { type Sums, sumsFrom } from '../totals/sums.ts'
import { firstAction } from './first-action.ts'
import { gapsOf } from './gaps.ts'
import type { MonthFacts } from './month-facts.ts'

const nought = sumsFrom(new Proxy({}, { get: () => 0 }))

function bill(code: string | null, billed: number, more: Partial<Sums> = {}): CodeSums {
  const priced = { pricePence: toPence(billed), differencePence: toPence(0) }
  const sums = { ...nought, lines: 10, billedPence: toPence(billed), ...priced, ...more }
  return { code, sums, allSums: sums }
}

const facts = (more: Partial<MonthFacts> = {}): MonthFacts => ({
  month: toMonth('2007-10'),
  previous: toMonth('2007-09'),
  byProvider: [bill('RAA', 1000), bill('RBB', 500)],
  byPractice: [bill('P1', 1500)],
  previousByProvider: [bill('RAA', 900), bill('RBB', 600)],
  groups: new Map([['P1', 'G1']]),
  flexProviders: [],
  outdated: false,
  name: (code) => `Hospital ${code}`,
  knows: () => true,
  words: { group: 'cluster', practice: 'practice', practices: 'practices' },
  ...more,
})

const kinds = (more: Partial<MonthFacts>): string[] => gapsOf(facts(more)).map((gap) => gap.kind)

test('a month where everybody delivered, everything is priced and every practice is placed has no gap', () => {
  expect(gapsOf(facts())).toEqual([])
  expect(firstAction(facts(), [])).toBeUndefined()
})

test('a provider that billed last month and not this one is missing, worth its last bill', () => {
  const [gap] = gapsOf(facts({ byProvider: [bill('RAA', 1000)] }))
  expect(gap).toMatchObject({
    kind: 'provider-missing',
    worthPence: 600,
    href: '/lines/2007-09?provider=RBB',
  })
  expect(gap?.words).toBe('Nothing for October 2007 from Hospital RBB (RBB), which billed for September 2007.')
})

test('the first month there is has nobody missing from it', () => {
  expect(kinds({ previous: undefined, previousByProvider: [] })).toEqual([])
})

test('a month nobody has priced says so before anything else, with the command', () => {
  const waiting = { pricePence: null, differencePence: null, unpricedLines: 10, waitingLines: 10 }
  const byProvider = [
    bill('RAA', 1000, { ...waiting, unpricedBilledPence: toPence(1000), waitingBilledPence: toPence(1000) }),
  ]
  const gaps = gapsOf(facts({ byProvider, flexProviders: ['RAA'] }))
  expect(gaps.map((gap) => gap.kind)).toEqual(['not-priced', 'flex-only', 'provider-missing'])
  expect(gaps[0]).toMatchObject({
    title: 'Not priced',
    worthPence: 1000,
    command: 'locality price --month 2007-10',
  })
  expect(firstAction(facts({ byProvider }), gaps)?.words).toContain('locality price --month 2007-10')
})

test('lines that could not be priced are not the lines nobody has tried to price', () => {
  const more = {
    unpricedLines: 7,
    unpricedBilledPence: toPence(700),
    waitingLines: 4,
    waitingBilledPence: toPence(500),
  }
  const gaps = gapsOf(facts({ byProvider: [bill('RAA', 1000, more), bill('RBB', 500)] }))
  expect(gaps.map((gap) => [gap.kind, gap.worthPence])).toEqual([
    ['not-priced', 500],
    ['unpriced-lines', 200],
  ])
  expect(gaps[0]?.title).toBe('Partly priced')
  expect(gaps[1]?.words).toContain('3 lines could not be priced')
})

test('a practice nobody knows and a practice in no group are two things, and no line is in both', () => {
  const byPractice = [bill('P1', 100), bill('P2', 200), bill('X9', 300), bill(null, 50)]
  const gaps = gapsOf(facts({ byPractice, knows: (code) => code !== 'X9' }))
  expect(gaps.map((gap) => [gap.kind, gap.worthPence])).toEqual([
    ['practice-unknown', 350],
    ['practice-without-group', 200],
  ])
})

test('the first thing to do is what is worth most; waiting for freeze is not something to do', () => {
  const byProvider = [bill('RAA', 900_000, { differencePence: toPence(40_000) }), bill('RBB', 500)]
  const all = facts({ byProvider, flexProviders: ['RAA'] })
  expect(gapsOf(all).map((gap) => gap.kind)).toEqual(['flex-only'])
  expect(firstAction(all, gapsOf(all))).toMatchObject({
    title: 'Check what Hospital RAA billed',
    worthPence: 40_000,
    href: '/lines/2007-10?provider=RAA',
  })
})

test('money that may not be ours to pay goes before money we have only not understood', () => {
  const byProvider = [bill('RAA', 1000, { differencePence: toPence(10) })]
  const all = facts({
    byProvider,
    byPractice: [bill('P1', 600), bill('X9', 400)],
    knows: (code) => code === 'P1',
  })
  expect(gapsOf(all).map((gap) => [gap.kind, gap.worthPence])).toEqual([
    ['provider-missing', 600],
    ['practice-unknown', 400],
  ])
  expect(firstAction(all, gapsOf(all))).toMatchObject({
    title: 'Find out whose patients these are',
    worthPence: 400,
  })
})

test('prices older than the newest lists come before any money', () => {
  const byProvider = [bill('RAA', 900_000, { differencePence: toPence(40_000) }), bill('RBB', 500)]
  const all = facts({ byProvider, outdated: true })
  expect(firstAction(all, gapsOf(all))?.title).toBe('Price October 2007 again')
})
