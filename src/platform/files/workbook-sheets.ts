import type { Buffer } from 'node:buffer'
import type { CellValue } from 'read-excel-file/node'
import { type Result, ok, refused } from '#shared'
import { type Sheet, toSheet } from './sheet.ts'
import { unpackedSize } from './unpacked-size.ts'

const midnight = 'T00:00:00.000Z'

/** Dates become `YYYY-MM-DD` (with the time when there is one), numbers their shortest text. */
function textOf(cell: CellValue | Date | null): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace(midnight, '')
  return String(cell)
}

export async function readWorkbookSheets(
  bytes: Buffer,
  ceiling: number,
): Promise<Result<Sheet[], 'unreadable' | 'too-big'>> {
  const size = unpackedSize(bytes, ceiling)
  if (!size.ok) return refused(size.code === 'too-big' ? 'too-big' : 'unreadable', size.message)
  // Loaded by whoever first reads a workbook: most commands never do.
  const { default: readWorkbook } = await import('read-excel-file/node')
  try {
    const sheets = await readWorkbook(bytes, { trim: false })
    return ok(
      sheets.map(({ sheet, data }) =>
        toSheet(
          sheet,
          data.map((row) => row.map(textOf)),
        ),
      ),
    )
  } catch {
    return refused(
      'unreadable',
      'The workbook cannot be read: open it, save it as .xlsx again, or send its sheets as CSV.',
    )
  }
}
