import { Buffer } from 'node:buffer'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { readSheets } from './read-sheets.ts'
import { unpackedSize } from './unpacked-size.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function rowsOf(content: string | Buffer, limits: { maxBytes?: number; maxUnpackedBytes?: number } = {}) {
  const path = join(folder, 'file')
  await writeFile(path, content)
  const read = await readSheets({ path, name: 'file.csv', ...limits })
  return read.ok ? read.value.sheets.map((sheet) => sheet.rows.map((row) => [row.number, ...row.cells])) : read
}

async function workbook(): Promise<Buffer> {
  const path = join(folder, 'made.xlsx')
  const rows = [
    [{ value: 'Practice to group\nstart' }, { value: 'Count' }],
    [
      { value: new Date('2019-10-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      { value: 20191001, type: Number },
    ],
    [{ value: null }, { value: null }],
    [{ value: ' padded ' }, { value: 2.5, type: Number }],
  ]
  const made = await writeWorkbook([{ sheet: 'First', data: rows as never }])
  await made.toFile(path)
  return (await import('node:fs/promises')).readFile(path)
}

describe('a small file becomes rows of text', () => {
  test('any line end, even mixed, and blank rows keep the numbers that people see', async () => {
    expect(await rowsOf('a,b\r\n\r\n1,2\n3,4\r5,6')).toEqual([
      [
        [1, 'a', 'b'],
        [3, '1', '2'],
        [4, '3', '4'],
        [5, '5', '6'],
      ],
    ])
  })

  test('a header cell may run over several lines', async () => {
    expect(await rowsOf('"Partner\nCode",b\nP1,2\n')).toEqual([
      [
        [1, 'Partner\nCode', 'b'],
        [2, 'P1', '2'],
      ],
    ])
  })

  test('a quote that is never closed is refused with the place and what to do', async () => {
    expect(await rowsOf('a,b\n1,"2\n3,4\n')).toMatchObject({
      ok: false,
      code: 'unreadable',
      message: /never closed.*double quotes/ as never,
    })
  })

  test('a workbook is known by its bytes; its dates come as days and its blank rows are counted', async () => {
    expect(await rowsOf(await workbook())).toEqual([
      [
        [1, 'Practice to group\nstart', 'Count'],
        [2, '2019-10-01', '20191001'],
        [4, ' padded ', '2.5'],
      ],
    ])
  })

  test('an empty, a missing, an oversized file and a file that is no text are refused', async () => {
    expect(await rowsOf('')).toMatchObject({ code: 'empty' })
    expect(await rowsOf('a,b\n1,2', { maxBytes: 4 })).toMatchObject({ code: 'too-big' })
    expect(await rowsOf(Buffer.from([0x25, 0x50, 0, 0, 1, 2, 0]))).toMatchObject({ code: 'not-text' })
    expect(await readSheets({ path: join(folder, 'none'), name: 'none.csv' })).toMatchObject({ code: 'no-file' })
  })

  test('a workbook that would unpack beyond the ceiling is refused before it is read', async () => {
    expect(await rowsOf(await workbook(), { maxUnpackedBytes: 500 })).toMatchObject({ ok: false, code: 'too-big' })
    expect(unpackedSize(await workbook(), 500)).toMatchObject({ code: 'too-big' })
  })

  test('a workbook whose parts are hidden between others is refused', async () => {
    const made = await workbook()
    const shifted = Buffer.concat([made.subarray(0, 0), Buffer.alloc(64), made])
    expect(unpackedSize(shifted, 1_000_000)).toMatchObject({ code: 'not-zip' })
  })
})
