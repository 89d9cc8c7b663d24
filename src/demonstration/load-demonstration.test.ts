import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accounts } from '../../tests/support/people.ts'
import { useWorkbench } from '../../tests/support/workbench.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { lines, statement } from '#activity/statement'
import { toMonth } from '#shared'
import { unsureRules } from '../../tests/hardening/score/run-score.ts'
import { loadDemonstration } from './load-demonstration.command.ts'
import { scoreDemonstration } from './score/score-demonstration.view.ts'
import { type FilesWritten, writeDemonstration } from './write-demonstration.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')

let folder: string
let written: FilesWritten
let steps: string[]

interface Answer {
  readonly kind: string
  readonly truth: number
  readonly excess: number
}

function answers(): Map<string, Answer> {
  const rows = readFileSync(join(folder, 'answer-key.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','))
  return new Map(
    rows
      .filter(([, of, snapshot]) => of === month && snapshot === 'freeze')
      .map(([, , , line, , kind, truth, , excess]) => [
        line!,
        { kind: kind!, truth: Number(truth), excess: Number(excess) },
      ]),
  )
}

beforeAll(async () => {
  const { ctx, data } = workbench()
  folder = join(data, 'demonstration')
  written = await writeDemonstration({ size: 'small', seed: 2, lines: 9_000, folder })
  steps = []
  const loaded = await loadDemonstration(
    { ctx, folder, makeAccount: accounts.makeAccount },
    written,
    (words) => void steps.push(words),
  )
  expect(loaded).toMatchObject({ ok: true })
}, 240_000)

/** Mistakes that pricing alone brings to light: the facts are shown as they are, and the amount is not what they are worth. */
const inTheAmount = [
  'above-tariff',
  'below-tariff',
  'wrong-factor',
  'units-times-price',
  'days-below-trim',
  'short-stay-in-full',
  'not-attended',
  'waiting-time-event',
  'local-price',
]

describe('an invented commissioner taken in through the doors that everybody uses', () => {
  test('takes organisations, lists, prices, contracts and bills, prices, checks and plans the months, gives people their posts, sets a budget and lets groups account for themselves, in that order', () => {
    expect(steps[0]).toBe('organisations')
    expect(steps).toContain('bills of April 2007 to November 2007')
    expect(steps.slice(-12)).toEqual([
      'prices of all bills',
      'checks of all bills',
      'prescribing',
      'plans',
      'people and their posts',
      'what people did',
      'the budget of the year',
      'leads and their reports',
      'plans of the groups',
      'meetings of the groups',
      'indicators, drift and lessons',
      'the framework',
    ])
  })

  test('finds every honest line billed at its price to the penny', async () => {
    const found = await lines(workbench().ctx, { month })
    if (!found.ok) throw new Error(found.message)
    const planted = answers()
    const honest = found.value.table.rows.filter(({ line_id }) => !planted.has(String(line_id)))
    expect(honest.length).toBeGreaterThan(800)
    expect(honest.filter(({ difference_pence }) => difference_pence !== null && difference_pence !== 0)).toEqual([])
    expect(honest.filter(({ price_pence }) => price_pence === null).length / honest.length).toBeLessThan(0.04)
  })

  test('sees a wrong amount for exactly what the answers say it is', async () => {
    const found = await lines(workbench().ctx, { month })
    if (!found.ok) throw new Error(found.message)
    const rows = new Map(found.value.table.rows.map((row) => [String(row.line_id), row]))
    const wrong = [...answers()].filter(([, { kind }]) => inTheAmount.includes(kind))
    expect(wrong.length).toBeGreaterThan(30)
    expect(wrong.filter(([line, { excess }]) => rows.get(line)?.difference_pence !== excess)).toEqual([])
  })

  test('is checked by rules of which the certain ones find every mistake planted, and next to nothing else', async () => {
    const scores = await scoreDemonstration(workbench().ctx, folder)
    expect(unsureRules(scores)).toEqual([])
    expect(scores.filter(({ confidence, hits }) => confidence === 'certain' && hits > 0).length).toBeGreaterThan(10)
  })

  test('adds up to one total by practice, group, provider and point of delivery', async () => {
    const totals = []
    for (const by of ['practice', 'group', 'provider', 'pod'] as const) {
      const stated = await statement(workbench().ctx, { month, by })
      if (!stated.ok) throw new Error(stated.message)
      const { billed_pence, price_pence, difference_pence } = stated.value.totals!
      totals.push({ billed_pence, price_pence, difference_pence })
    }
    expect(new Set(totals.map((total) => JSON.stringify(total))).size).toBe(1)
    expect(totals[0]!.billed_pence).toBeGreaterThan(0)
  })

  test('may be taken in again after being cut off, and nothing counts twice', async () => {
    const before = await statement(workbench().ctx, { month, by: 'provider' })
    const again = await loadDemonstration(
      { ctx: workbench().ctx, folder, makeAccount: accounts.makeAccount },
      written,
      () => undefined,
    )
    expect(again).toMatchObject({ ok: true })
    const after = await statement(workbench().ctx, { month, by: 'provider' })
    expect(before.ok && after.ok && after.value.totals).toEqual(before.ok && before.value.totals)
  }, 240_000)
})
