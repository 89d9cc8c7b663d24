import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import type { TableJson } from '#tables'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { type Said, saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { monthsCommand } from '../months/months.cli.ts'
import { statementCommand } from './statement.cli.ts'

const workbench = useWorkbench()

beforeAll(async () => {
  const { ctx } = workbench()
  await billMonth(ctx, {
    month: '2007-09',
    lines: [{ lineId: 'S1', billedPence: 100_00, pricePence: 90_00 }],
  })
  await billMonth(ctx, {
    month: '2007-10',
    snapshot: 'flex',
    priced: false,
    lines: [{ lineId: 'O1', pod: 'AE', billedPence: 7_00 }],
  })
}, 60_000)

const typed = (input: Record<string, unknown>, wantsJson = false): Promise<Said> =>
  saidInTerminal(statementCommand, workbench().ctx, { month: '2007-09', by: 'practice', ...input }, wantsJson)

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true })

test('drawn for people without a format, as one JSON value after --json', async () => {
  expect((await typed({})).out).toContain('£100.00')
  const table = JSON.parse((await typed({}, true)).out) as TableJson
  expect(table.rows).toMatchObject([{ code: 'A99001', billed_pence: 100_00, price_pence: 90_00 }])
  expect(table.totals).toMatchObject({ code: 'Total', difference_pence: 10_00 })
})

test('CSV has whole pence, the total last, and the year when asked for', async () => {
  const rows = rowsOf((await typed({ month: '2007-10', format: 'csv', yearToDate: true })).out)
  expect(rows.map((row) => [row['code'], row['price_pence'], row['ytd_billed_pence'], row['ytd_price_pence']])).toEqual(
    [
      ['A99001', '', '10700', '9000'],
      ['Total', '', '10700', '9000'],
    ],
  )
})

test('a month without prices is said on the side, and the statement ends well', async () => {
  const { code, error } = await typed({ month: '2007-10', format: 'csv' })
  expect([code, error]).toEqual([0, expect.stringContaining('locality price --month 2007-10')])
})

test('narrowing by a code is by that code, however it is typed', async () => {
  expect(rowsOf((await typed({ practice: 'a99001', format: 'csv' })).out)[0]?.['code']).toBe('A99001')
  expect(rowsOf((await typed({ group: 'none', format: 'csv' })).out)).toHaveLength(2)
  expect(rowsOf((await typed({ pod: 'AE', format: 'csv' })).out).map((row) => row['lines'])).toEqual(['0'])
})

test('a file gets the format its name ends in', async () => {
  const book = join(workbench().data, 'september.xlsx')
  const { code, out } = await typed({ output: book })
  expect([code, out]).toEqual([0, ''])
  expect((await readFile(book)).subarray(0, 2).toString()).toBe('PK')
  const csv = join(workbench().data, 'september.csv')
  await typed({ output: csv })
  expect(rowsOf(await readFile(csv, 'utf8'))).toHaveLength(2)
})

test('a month that is not there is refused', async () => {
  const { code, error } = await typed({ month: '2001-01' })
  expect([code, error]).toEqual([3, expect.stringContaining('2007-09, 2007-10')])
})

test('a month that cannot be meant is a mistake in what was typed', () => {
  expect(statementCommand.input.safeParse({ month: 'October', by: 'practice' }).error?.issues[0]?.message).toContain(
    'like 2007-10',
  )
})

test('the months say which version they are and whether they are priced', async () => {
  const { out } = await saidInTerminal(monthsCommand, workbench().ctx, {}, true)
  const { rows } = JSON.parse(out) as TableJson
  expect(
    rows.map((row) => [row['month'], row['snapshot'], row['priced'], row['billed_pence'], row['price_pence']]),
  ).toEqual([
    ['2007-10', 'flex', 'no', 7_00, null],
    ['2007-09', 'freeze', 'yes', 100_00, 90_00],
  ])
})
