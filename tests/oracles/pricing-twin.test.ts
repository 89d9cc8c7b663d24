import { roundHalfUp } from '#shared'
import { expect, test } from 'vitest'
import type { OracleLine } from './price-line.ts'
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

test('every number that makes a price stands beside it: the price can be worked out from its row alone', async () => {
  const draw = chance(7)
  const facts = generatedFacts(draw)
  const lines = Array.from({ length: 10_000 }, () => generatedLine(draw))
  const rows = await withBuilder((builder, folder) => priceBySql<PriceRow>(builder, folder, facts, lines, '*'))
  const worked = rows.filter(({ base_pence: base }) => base !== null)
  expect(worked.length).toBeGreaterThan(2_000)
  for (const row of worked)
    expect(`${row.line_no} ${workedOut(row, lines[row.line_no - 2]!)}`).toBe(`${row.line_no} ${row.price_pence}`)
}, 60_000)

interface PriceRow {
  readonly line_no: number
  readonly price_pence: number
  readonly base_pence: number | null
  readonly excess_days: number | null
  readonly per_day_pence: number | null
  readonly mff_micro: number
  readonly top_up_bp: number
  readonly price_note: string | null
}

function workedOut(row: PriceRow, { unitsMilli }: OracleLine): bigint {
  const topUp = BigInt(10_000 + row.top_up_bp)
  const onDays = row.price_note?.includes('top-up on excess days') ? topUp : 10_000n
  const days = BigInt(row.excess_days ?? 0) * BigInt(row.per_day_pence ?? 0)
  const product = BigInt(unitsMilli ?? 1000) * (BigInt(row.base_pence!) * topUp + days * onDays) * BigInt(row.mff_micro)
  const step = row.price_note?.includes('whole pounds') ? 100n : 1n
  return roundHalfUp(product, 10n ** 13n * step) * step
}
