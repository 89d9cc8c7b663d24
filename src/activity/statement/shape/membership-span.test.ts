import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Month, addMonths, toMonth } from '#shared'
import { membershipSpans } from './membership-span.ts'

const april = toMonth('2007-04')
const month = (at: number): Month => addMonths(april, at)

test('a practice that stays in its group has one span over all the months', () => {
  const months = [0, 1, 2].map((at) => ({ month: month(at), groups: new Map([['P1', 'G1']]) }))
  expect(membershipSpans(months)).toEqual([{ practice: 'P1', group: 'G1', from: '2007-04', to: '2007-07' }])
})

test('a practice that moves keeps its earlier months with the group it left', () => {
  const groups = ['G1', 'G1', 'G2', 'G1']
  const months = groups.map((group, at) => ({ month: month(at), groups: new Map([['P1', group]]) }))
  expect(membershipSpans(months).map((span) => [span.group, span.from, span.to])).toEqual([
    ['G1', '2007-04', '2007-06'],
    ['G2', '2007-06', '2007-07'],
    ['G1', '2007-07', '2007-08'],
  ])
})

test('a month outside every group breaks the span', () => {
  const months = [['P1', 'G1'] as const, undefined, ['P1', 'G1'] as const].map((entry, at) => ({
    month: month(at),
    groups: new Map(entry ? [entry] : []),
  }))
  expect(membershipSpans(months).map((span) => [span.from, span.to])).toEqual([
    ['2007-04', '2007-05'],
    ['2007-06', '2007-07'],
  ])
})

test('whatever the history, the spans say of every month exactly what the months said', () => {
  const practice = fc.constantFrom('P1', 'P2', 'P3')
  const history = fc.array(fc.dictionary(practice, fc.constantFrom('G1', 'G2')), { maxLength: 12 })
  fc.assert(
    fc.property(history, (years) => {
      const months = years.map((groups, at) => ({
        month: month(at),
        groups: new Map(Object.entries(groups)),
      }))
      const spans = membershipSpans(months)
      for (const { month: of, groups } of months) {
        const said = spans.filter((span) => span.from <= of && of < span.to)
        expect(new Map(said.map((span) => [span.practice, span.group]))).toEqual(groups)
        expect(said).toHaveLength(groups.size)
      }
    }),
  )
})
