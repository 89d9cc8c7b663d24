import type { Table } from '#shared'
import { tableToCsv } from './csv.ts'
import { tableToJson } from './json.ts'
import type { TableFormat } from './table-format.ts'
import { tableToXlsx } from './xlsx.ts'

/** A table as a file of the format asked for; the page, the command line and the interface all come through here. */
export async function tableFile(table: Table, format: TableFormat): Promise<string | Buffer> {
  if (format === 'xlsx') return tableToXlsx(table)
  return format === 'csv' ? tableToCsv(table) : JSON.stringify(tableToJson(table), null, 2) + '\n'
}
