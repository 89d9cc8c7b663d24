import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { tableToCsv, tableToJson } from '#tables'
import type { Ctx } from '#platform'
import { practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { type BilledLine, billMonth } from '../../../../tests/support/billed-month.ts'
import { saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { linesCommand } from './lines.cli.ts'
import { linesCsv, linesJson } from './lines-text.view.ts'
import type { LinesQuestion } from './lines-question.ts'
import { findLines, lines, linesPerPage } from './lines.view.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')

/** 120 lines, the n-th billed n pounds above its price; every tenth without a price. */
const many = Array.from({ length: 120 }, (_, at): BilledLine => ({
  lineId: `L${String(at).padStart(3, '0')}`,
  provider: at % 2 === 0 ? 'RAA' : 'RBB',
  practice: at % 3 === 0 ? 'A99001' : at === 1 ? null : 'A99002',
  hrg: at % 5 === 0 ? 'H01' : at === 7 ? null : 'E05',
  start: `2007-10-${String((at % 28) + 1).padStart(2, '0')}`,
  billedPence: 1000_00 + at * 100,
  pricePence: at % 10 === 0 ? null : 1000_00,
}))

beforeAll(async () => {
  await billMonth(workbench().ctx, { month, lines: many })
  await billMonth(workbench().ctx, {
    month: '2007-11',
    priced: false,
    lines: [
      { lineId: '=HYPERLINK("x")', billedPence: 5_00 },
      { lineId: 'a,"b"', billedPence: 4_00 },
    ],
  })
}, 60_000)

async function found(question: Partial<LinesQuestion> & { page?: number } = {}, ctx: Ctx = workbench().ctx) {
  const answer = await lines(ctx, { month, ...question })
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}

async function pieces(text: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const piece of text) whole += piece
  return whole
}

const idsOf = async (question: Partial<LinesQuestion> & { page?: number }): Promise<unknown[]> =>
  (await found(question)).table.rows.map((row) => row.line_id)

describe('the lines of a month', () => {
  test('come worst first, and what has no price last', async () => {
    const { table } = await found()
    expect(table.rows.slice(0, 3).map((row) => [row.line_id, row.difference_pence])).toEqual([
      ['L119', 119_00],
      ['L118', 118_00],
      ['L117', 117_00],
    ])
    expect(table.rows.slice(-12).map((row) => row.price_basis)).toEqual(Array(12).fill('no-national-price'))
  })

  test('come in pages that together are every line once, with the sums of all on each', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => found({ page })))
    expect(pages.map(({ table }) => table.rows.length)).toEqual([linesPerPage, linesPerPage, 20])
    expect(new Set(pages.flatMap(({ table }) => table.rows.map((row) => row.line_id))).size).toBe(120)
    expect(new Set(pages.map(({ sums }) => sums.billedPence)).size).toBe(1)
    expect((await found({ page: 99 })).page).toBe(3)
  })

  test.each([
    [{ order: 'under-billed' }, 'L001'],
    [{ order: 'billed' }, 'L119'],
    [{ order: 'line' }, 'L000'],
    [{ order: 'date' }, 'L000'],
  ] as const)('can come in another order: %o', async (question, first) => {
    expect((await idsOf(question))[0]).toBe(first)
  })

  test.each([
    [{ practice: 'A99001' }, 40],
    [{ practice: 'none' }, 1],
    [{ provider: 'RBB' }, 60],
    [{ group: 'none' }, 120],
    [{ group: 'G9' }, 0],
    [{ pod: 'EL' }, 120],
    [{ basis: 'unpriced' }, 12],
    [{ basis: 'no-national-price', practice: 'A99001' }, 4],
    [{ basis: 'not-priced' }, 0],
    [{ search: 'l11' }, 10],
    [{ search: 'h0' }, 24],
    [{ search: "'; DROP TABLE x" }, 0],
  ])('can be narrowed: %o', async (question, count) => {
    const { table, sums } = await found(question)
    expect(table.rows).toHaveLength(count)
    expect(sums.lines).toBe(count)
    expect(sums.billedPence).toBe(table.rows.reduce((sum, row) => sum + Number(row.billed_pence), 0))
  })

  test('never say who the patient is', async () => {
    const { table } = await found()
    expect(Object.keys(table.rows[0]!).filter((key) => /patient|birth|nhs/.test(key))).toEqual([])
    expect(JSON.stringify(table)).not.toContain('4000000')
  })

  test('show no more than the asker may see', async () => {
    const ctx = {
      ...workbench().ctx,
      scope: { ...wholeCommissioner, practices: practicesOnly(['A99001']), providers: ['RBB'] },
    }
    const { table, sums } = await found({}, ctx)
    expect(new Set(table.rows.map((row) => `${row.practice} ${row.provider}`))).toEqual(new Set(['A99001 RBB']))
    expect(sums.lines).toBe(20)
  })
})

describe('the lines as a file', () => {
  test.each(['2007-10', '2007-11'])('hold the same as the table, character for character: %s', async (of) => {
    const answer = await findLines(workbench().ctx, { month: toMonth(of) })
    if (!answer.ok) throw new Error(answer.message)
    const { table } = await found({ month: toMonth(of) })
    expect(await pieces(linesCsv(workbench().ctx, answer.value))).toBe(tableToCsv(table))
    expect(JSON.parse(await pieces(linesJson(workbench().ctx, answer.value)))).toEqual(tableToJson(table))
  })

  test('at the command line: CSV with whole pence and every column that others rely on', async () => {
    const { code, out, error } = await saidInTerminal(linesCommand, workbench().ctx, {
      month,
      order: 'difference',
      format: 'csv',
    })
    const rows = parse(out, { columns: true }) as Record<string, string>[]
    expect([code, rows.length, error]).toEqual([0, 120, ''])
    expect(rows[0]).toMatchObject({
      line_id: 'L119',
      provider: 'RBB',
      practice: 'A99002',
      group: '',
      pod: 'EL',
      hrg: 'E05',
      billed_pence: '111900',
      price_pence: '100000',
      difference_pence: '11900',
      price_basis: 'elective',
    })
  })

  test('at the command line: a month without prices is said on the side and ends well', async () => {
    const { code, out, error } = await saidInTerminal(linesCommand, workbench().ctx, {
      month: '2007-11',
      order: 'line',
      format: 'csv',
    })
    const rows = parse(out, { columns: true }) as Record<string, string>[]
    expect([code, rows.map((row) => [row['price_pence'], row['price_basis']])]).toEqual([
      0,
      [
        ['', 'not-priced'],
        ['', 'not-priced'],
      ],
    ])
    expect(error).toContain('locality price --month 2007-11')
    expect(rows.map((row) => row['line_id'])).toContain(`'=HYPERLINK("x")`)
  })

  test('at the command line: a month that is not there is refused, with the months that are', async () => {
    const { code, out, error } = await saidInTerminal(linesCommand, workbench().ctx, {
      month: '2001-01',
      order: 'line',
      format: 'csv',
    })
    expect([code, out]).toEqual([3, ''])
    expect(error).toContain('2007-10, 2007-11')
  })

  test('at the command line: without a format a screenful, with the words that there is more', async () => {
    const { out, error } = await saidInTerminal(linesCommand, workbench().ctx, { month, order: 'difference' })
    expect(out).toContain('Lines billed for October 2007')
    expect(out).toContain('£1,119.00')
    expect(error).toContain('first 50 of 120 lines')
  })
})
