import { parse } from 'csv-parse/sync'
import { type Result, ok, refused } from '#shared'
import { type Sheet, toSheet } from './sheet.ts'

interface CsvFault {
  readonly code?: string
  readonly lines?: number
}

const faults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened and never closed',
  INVALID_OPENING_QUOTE: 'a quotation mark stands in the middle of a cell that is not quoted',
  CSV_INVALID_CLOSING_QUOTE: 'something stands between a closing quotation mark and the next comma',
  CSV_MAX_RECORD_SIZE: 'a row is longer than a million characters, so a quotation mark is probably missing',
}

function wordsOf(fault: CsvFault): string {
  const what = faults[fault.code ?? ''] ?? 'the row cannot be read as comma separated values'
  const where = `Near line ${fault.lines ?? '?'}`
  return `${where}: ${what}. Put cells with commas in "double quotes" and double any quote inside.`
}

/**
 * Reads comma separated text (RFC 4180; any of the three line ends, even mixed) without deciding what it
 * means.
 */
export function readCsv(name: string, text: string): Result<Sheet, 'unreadable'> {
  try {
    const rows: string[][] = parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: 1_000_000,
    })
    return ok(toSheet(name, rows))
  } catch (thrown) {
    return refused('unreadable', wordsOf(thrown as CsvFault))
  }
}
