import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheets } from '#platform'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Rows = readonly Readonly<Record<string, unknown>>[]

export interface Exported {
  /** The address of the page. */
  readonly path: string
  /** Which table of the page, and which column of it. */
  readonly table: string
  readonly column: string
  /** The same table where programs ask for it. */
  readonly api: string
}

export interface Asking {
  readonly page: Page
  readonly url: string
  readonly token: string
}

const formatAddress = ({ path, table }: Exported, format: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}format=${format}&table=${table}`

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
const inPence = (pounds: string): number => Math.round(Number(pounds) * 100)

async function workbookCells(content: Buffer): Promise<readonly (readonly string[])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-same-pence-'))
  const path = join(folder, 'table.xlsx')
  await writeFile(path, content)
  const read = await readSheets({ path, name: 'table.xlsx' })
  await rm(folder, { recursive: true })
  if (!read.ok) throw new Error(read.message)
  return read.value.sheets[0]!.rows.slice(1).map(({ cells }) => cells)
}

/** What a column comes to in each way of taking the table away: one amount, or they differ and the test fails. */
export async function expectSamePence({ page, url, token }: Asking, asked: Exported): Promise<number> {
  const { column } = asked
  const answer = async (path: string, headers = {}) => (await page.request.get(`${url}${path}`, { headers })).body()
  const json = JSON.parse(String(await answer(formatAddress(asked, 'json')))) as { rows: Rows }
  const rows = json.rows.length
  const csv = parse(await answer(formatAddress(asked, 'csv'))) as string[][]
  const place = csv[0]!.indexOf(column)
  const cells = csv.slice(1, rows + 1).map((row) => row[place]!)
  const workbook = await workbookCells(await answer(formatAddress(asked, 'xlsx')))
  const program = JSON.parse(String(await answer(asked.api, { authorization: `Bearer ${token}` }))) as { rows: Rows }
  const total = sum(json.rows.map((row) => Number(row[column])))
  expect(
    {
      csv: sum(cells.map((cell) => (column.endsWith('_pence') ? Number(cell) : inPence(cell)))),
      xlsx: sum(workbook.slice(0, rows).map((row) => inPence(row[place] || '0'))),
      api: sum(program.rows.map((row) => Number(row[column]))),
      rows: program.rows.length,
    },
    asked.path,
  ).toEqual({ csv: total, xlsx: total, api: total, rows })
  return total
}
