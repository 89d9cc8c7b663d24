import { type Table, toPence } from '#shared'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { csvHeader, csvRow, tableFile, tableToCsv, tableToJson, tableToXlsx } from './index.ts'

const statement: Table = {
  name: 'statement',
  caption: 'Billed and priced, October 2007',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'lines', label: 'Lines', kind: 'count' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence' },
    { key: 'share', label: 'Share', kind: 'percent' },
    { key: 'received', label: 'Received', kind: 'date' },
  ],
  rows: [
    {
      practice: 'A81001',
      lines: 3,
      billed_pence: toPence(-12_345),
      share: 12.5,
      received: '2007-11-01',
      links: { practice: '/x' },
    },
    { practice: 'A81002', lines: 0, billed_pence: null, share: null, received: null },
  ],
  totals: { practice: 'Total', lines: 3, billed_pence: toPence(-12_345), share: 100, received: null },
  notes: ['Invented for a demonstration.'],
}

const oneText = (text: string): Table => ({
  name: 't',
  caption: 't',
  columns: [{ key: 'words', label: 'Words', kind: 'text' }],
  rows: [{ words: text }],
})

describe('a table as CSV', () => {
  test('has the names of its columns, its rows, and its totals last', () => {
    expect(tableToCsv(statement)).toBe(
      'practice,lines,billed_pence,share,received\r\n' +
        'A81001,3,-12345,12.5,2007-11-01\r\nA81002,0,,,\r\nTotal,3,-12345,100,\r\n',
    )
  })

  test('keeps negative money a number and makes a text that looks like a formula harmless', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '＝'])
      expect(parse(tableToCsv(oneText(`${start}1+1`)))[1]).toEqual([`'${start}1+1`])
    expect(tableToCsv(statement)).toContain(',-12345,')
  })

  test('writes pounds with two decimals where the column does not promise pence', () => {
    const table: Table = {
      ...statement,
      columns: [{ key: 'cost', label: 'Cost', kind: 'pence' }],
      rows: [{ cost: -5 }],
      totals: undefined,
    }
    expect(tableToCsv(table)).toBe('cost\r\n-0.05\r\n')
  })

  test('gives any text back through a reader of RFC 4180, and never one that runs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, [back] = []] = parse(tableToCsv(oneText(text)), { relax_column_count: true }) as string[][]
        expect([text, `'${text}`]).toContain(back ?? '')
        expect(back ?? '').not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })

  test('can be written row by row', () => {
    const rows = statement.rows.map((row) => csvRow(statement.columns, row))
    expect(tableToCsv({ ...statement, totals: undefined })).toBe(csvHeader(statement.columns) + rows.join(''))
  })
})

describe('a table as a workbook', () => {
  const read = async (table: Table) => (await readWorkbook(await tableToXlsx(table)))[0]!.data

  test('types its cells: pounds, counts, days, shares; totals last', async () => {
    const [head, first, second, totals] = await read(statement)
    expect(head).toEqual(['Practice', 'Lines', 'Billed (£)', 'Share', 'Received'])
    expect(first!.slice(0, 4)).toEqual(['A81001', 3, -123.45, 0.125])
    expect((first![4] as unknown as Date).toISOString()).toBe('2007-11-01T00:00:00.000Z')
    expect(second!.slice(2)).toEqual([null, null, null])
    expect(totals!.slice(0, 3)).toEqual(['Total', 3, -123.45])
  })

  test('keeps a text that looks like a formula a text', async () => {
    const [, row] = await read(oneText('=HYPERLINK("http://example.org")'))
    expect(row).toEqual(['=HYPERLINK("http://example.org")'])
  })

  test('can hold any text whatever', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        expect(await read(oneText(`x${text}`))).toHaveLength(2)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a table as JSON', () => {
  test('carries its words, its columns, its rows without links, and its totals', () => {
    const json = tableToJson(statement)
    expect(json.notes).toEqual(['Invented for a demonstration.'])
    expect(json.rows[0]).toEqual({
      practice: 'A81001',
      lines: 3,
      billed_pence: -12_345,
      share: 12.5,
      received: '2007-11-01',
    })
    expect(json.totals?.practice).toBe('Total')
  })
})

test('a file of each format is of the same table', async () => {
  expect(await tableFile(statement, 'csv')).toBe(tableToCsv(statement))
  expect(JSON.parse(String(await tableFile(statement, 'json')))).toEqual(
    JSON.parse(JSON.stringify(tableToJson(statement))),
  )
  expect((await tableFile(statement, 'xlsx')).slice(0, 2).toString()).toBe('PK')
})
