import { importEnvelope, importNeedIndex } from '#budgets/envelope'
import { workOutFairShares } from '#budgets/fair-shares'
import { importListSizes } from '#organisations'
import type { Ctx } from '#platform'
import { type Pence, type Result, splitByWeight, toFinancialYear, toPence } from '#shared'
import { setTopSlices } from '#budgets/envelope'
import { type Relation, places } from './world.ts'

export const budgetYear = toFinancialYear('2008/09')
/** A year that only forms write into, so that what is looked at stays as it was planted. */
export const formsYear = toFinancialYear('2010/11')

/** Patients of every practice: no two alike, so that a share betrays whose it is. */
const patients: Readonly<Record<string, number>> = {
  A99001: 1_009,
  A99002: 2_003,
  B99001: 3_001,
  Q99001: 4_007,
  Z99001: 5_003,
  Q99002: 6_007,
}

const needs: Readonly<Record<string, string>> = {
  A99001: '1.010101',
  A99002: '1.020202',
  B99001: '1.030303',
  Q99001: '1.040404',
  Z99001: '1.050505',
  Q99002: '1.060606',
}

export const envelopePence: Readonly<Record<string, Pence>> = { C01: toPence(123_456_701), C02: toPence(765_432_109) }
export const topSlicePence: Readonly<Record<string, Pence>> = { C01: toPence(1_111_101), C02: toPence(2_222_207) }

const members: Readonly<Record<string, readonly string[]>> = {
  C01: ['A99001', 'A99002', 'B99001', 'Q99001'],
  C02: ['Q99002', 'Z99001'],
}

export const needOfPractice = (relation: Relation): string => needs[places[relation].practice!] ?? 'nobody’s need'

/** By hand: patients times need, over the same for all practices of the commissioner. */
export function sharePence(relation: Relation): Pence {
  const { practice, commissioner } = places[relation]
  const all = members[commissioner]!
  const weights = all.map((code) => BigInt(patients[code]!) * BigInt(needs[code]!.replace('.', '')))
  return splitByWeight(envelopePence[commissioner]!, weights)[all.indexOf(practice!)]!
}

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result
  if (!settled.ok) throw new Error(settled.message)
  return settled.value
}

const pounds = (pence: Pence): string => (pence / 100).toFixed(2)

/** Lists, an envelope, need, a top-slice and fair shares of both commissioners, through the doors that a user has. */
export async function plantEnvelopes(ctx: Ctx, put: (name: string, text: string) => string): Promise<void> {
  const rows = Object.entries(patients).map(([code, count]) => `${code},2008-04-01,1,30-34,${count}`)
  const lists = put('list-sizes.csv', `practice,date,sex,age_band,patients\n${rows.join('\n')}\n`)
  await must(importListSizes(ctx, { file: lists, name: 'list-sizes.csv' }))
  for (const [commissioner, amount] of Object.entries(envelopePence)) {
    const envelope = put('envelope.csv', `line,amount,scope\nplanned,${pounds(amount)},in\n`)
    const need = put(
      'need-index.csv',
      `practice,index\n${members[commissioner]!.map((code) => `${code},${needs[code]}`).join('\n')}\n`,
    )
    for (const year of [budgetYear, formsYear]) {
      await must(importEnvelope(ctx, { file: envelope, name: 'envelope.csv', commissioner, year }))
      await must(importNeedIndex(ctx, { file: need, name: 'need-index.csv', commissioner, year }))
    }
    const slice = { kind: 'contingency', line: null, amountPence: topSlicePence[commissioner]!, words: '' } as const
    await must(setTopSlices(ctx, { commissioner, year: budgetYear, slices: [slice], words: 'Agreed.' }))
    await must(workOutFairShares(ctx, { commissioner, year: budgetYear }))
  }
}
