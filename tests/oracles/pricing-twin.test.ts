import { expect, test } from 'vitest'
import { chance } from './chance.ts'
import { generatedFacts, generatedLine } from './generated-lines.ts'
import { priceBySql, runTwin, withBuilder } from './pricing-twin.ts'

test('the SQL and the slow twin agree to the penny on 20,000 generated lines', async () => {
  const { bases, differences } = await runTwin({ count: 20_000, seed: 20071001, batch: 10_000 })
  expect(differences).toEqual([])
  expect(Object.keys(bases).toSorted()).toEqual([
    'day-case',
    'elective',
    'emergency-attendance',
    'excess-bed-days',
    'local-price',
    'no-hrg',
    'no-local-price',
    'no-national-price',
    'no-tariff-loaded',
    'non-elective',
    'not-attended',
    'not-billable',
    'not-discharged',
    'outpatient-attendance',
    'outpatient-procedure',
    'outpatient-procedure-as-attendance',
    'pass-through',
    'short-stay',
  ])
}, 120_000)

test('lines in another order get the same prices', async () => {
  const draw = chance(11)
  const facts = generatedFacts(draw)
  const lines = Array.from({ length: 3_000 }, () => generatedLine(draw))
  await withBuilder(async (builder, folder) => {
    const straight = await priceBySql(builder, folder, facts, lines)
    const reversed = await priceBySql(builder, folder, facts, lines.toReversed())
    const plain = straight.map(({ line_no: _, ...price }) => price)
    expect(reversed.toReversed().map(({ line_no: _, ...price }) => price)).toEqual(plain)
  })
}, 60_000)
