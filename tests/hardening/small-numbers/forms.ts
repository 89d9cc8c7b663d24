import { type Table, cellOf } from '#shared'
import { tableToCsv, tableToJson, tableToXlsx } from '#tables'
import { DataTable } from '#ui'
import { parse } from 'csv-parse/sync'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import readWorkbook from 'read-excel-file/node'
import { PageContext } from '../../../src/ui/page-context.ts'

/** The figures of one form of a table: each row's, by columns, the total last. */
export type FigureRows = readonly (readonly string[])[]

const numeric = ['count', 'pence', 'percent']

/** The places of the columns that hold figures. */
const placesOf = ({ columns }: Table): number[] =>
  columns.flatMap(({ kind }, at) => (numeric.includes(kind) ? [at] : []))

const rowsOf = (table: Table) => (table.totals ? [...table.rows, table.totals] : table.rows)

export const figuresIn = (table: Table): FigureRows =>
  rowsOf(table).map((row) => placesOf(table).map((at) => String(cellOf(row, table.columns[at]!.key) ?? '')))

export function figuresInCsv(table: Table): FigureRows {
  const [, ...rows] = parse(tableToCsv(table)) as string[][]
  return rows.map((row) => placesOf(table).map((at) => row[at]!))
}

export function figuresInJson(table: Table): FigureRows {
  const { columns, rows, totals } = JSON.parse(JSON.stringify(tableToJson(table))) as ReturnType<typeof tableToJson>
  const all = totals ? [...rows, totals] : rows
  return all.map((row) => placesOf(table).map((at) => String(row[columns[at]!.key] ?? '')))
}

export async function figuresInXlsx(table: Table): Promise<FigureRows> {
  const [, ...rows] = (await readWorkbook(await tableToXlsx(table)))[0]!.data
  const text = (cell: unknown, at: number): string =>
    typeof cell === 'number' && table.columns[at]!.kind === 'pence'
      ? String(Math.round(cell * 100))
      : String(cell ?? '')
  return rows.map((row) => placesOf(table).map((at) => text(row[at], at)))
}

/** The page as whoever may not see small numbers gets it, from the table as it truly is. */
export function pageOf(table: Table, disclosure: 'hes' | 'strict'): string {
  const url = new URL('http://localhost/statements/2007-04')
  const view = { url, token: '', errors: {}, values: {}, disclosure, opens: () => true }
  return renderToStaticMarkup(createElement(PageContext.Provider, { value: view }, createElement(DataTable, { table })))
}

const cellPattern = /<t[dh][^>]*app-table__cell--(count|pence|percent)[^>]*>(.*?)<\/t[dh]>/g

/** What is read in the cells of figures, money in pence. */
export function figuresInPage(html: string): FigureRows {
  const text = (inner: string, kind: string): string => {
    if (/app-table__missing/.test(inner)) return ''
    if (/app-table__held-back/.test(inner)) return '*'
    const plain = inner
      .replace(/<[^>]*>/g, '')
      .replaceAll(/[£,%]/g, '')
      .replace('−', '-')
    if (kind === 'percent') return String(Number(plain))
    return kind === 'pence' ? String(Math.round(Number(plain) * 100)) : plain
  }
  const rows = html.split('<tr').filter((row) => row.includes('app-table__cell--'))
  return rows.map((row) => [...row.matchAll(cellPattern)].map(([, kind, inner]) => text(inner!, kind!)))
}
