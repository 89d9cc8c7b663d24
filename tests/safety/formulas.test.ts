import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { rejectLine, shownValue } from '../../src/activity/import/ingest/rejects.ts'
import { csvHeader, csvRow } from '#tables'
import { filesUnder, isTest } from '../tidy/source.ts'

/** What a spreadsheet would run (OWASP, CSV injection): a text cell that begins so. */
const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}']
const texts = starts.flatMap((start) => [`${start}cmd|' /C calc'!A0`, `${start}HYPERLINK("http://evil.example","x")`])
const isHarmless = (cell: string): boolean => !/^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell)

test('no cell of text in a list of lines, or in a file of rejects, begins as a formula does', () => {
  const columns = [
    { key: 'words', label: 'Words', kind: 'text' },
    { key: 'billed', label: 'Billed', kind: 'pence' },
  ] as const
  for (const text of texts) {
    const [, cells] = parse(csvHeader(columns) + csvRow(columns, { words: text, billed: -12_345 }), {
      relax_column_count: true,
    }) as string[][]
    expect(isHarmless(cells![0]!), JSON.stringify(text)).toBe(true)
    expect(Number(cells![1])).toBe(-123.45)
    const reject = rejectLine({ row: 2, column: text, value: shownValue(text, false), problem: text, whatToDo: text })
    for (const cell of (parse(reject) as string[][])[0]!.slice(1))
      expect(isHarmless(cell), JSON.stringify(text)).toBe(true)
  }
})

test('nothing else of the product writes CSV or workbooks', () => {
  const writers = filesUnder('src', /\.tsx?$/)
    .filter(
      ({ path, text }) =>
        !isTest(path) &&
        /from 'write-excel-file|csvRow\(|csv-stringify|rejectLine\(|tableToXlsx\(|tableToCsv\(/.test(text),
    )
    .map(({ path }) => path)
  expect(writers).toEqual(expectedWriters)
})

/** Each writes by `csvRow`, or by `rejectLine`, which are held to it above; a workbook's cells have their kinds. */
const expectedWriters = [
  'src/activity/import/ingest/ingest.step.ts',
  'src/activity/statement/lines/lines-text.view.ts',
  'src/budgets/prescribing/imports/take-file.command.ts',
  'src/ui/table-files/csv.ts',
  'src/ui/table-files/table-file.ts',
  'src/ui/table-files/xlsx.ts',
]
