import { type Month, type Pence, type Result, findMonth, ok, penceFromPounds, refused } from '#shared'

export interface InvoiceRow {
  readonly provider: string
  readonly month: Month
  readonly pod: string
  readonly amountPence: Pence
}

export const invoiceColumns = ['provider', 'month', 'pod', 'amount'] as const

export interface FileRow {
  readonly number: number
  readonly cells: readonly string[]
}

function readRow({ number, cells }: FileRow, faults: string[]): InvoiceRow[] {
  const fault = (column: string, value: string, what: string): void =>
    void faults.push(`Row ${number}, ${column} “${value.slice(0, 40)}”: ${what}`)
  const [provider = '', monthText = '', pod = '', amount = ''] = cells.map((cell) => cell.trim())
  const before = faults.length
  const month = findMonth(monthText)
  const pence = penceFromPounds(amount)
  if (cells.length !== invoiceColumns.length)
    fault('row', cells.join(','), `it has ${cells.length} cells, not ${invoiceColumns.length}.`)
  if (!/^[A-Z0-9]{2,10}$/.test(provider)) fault('provider', provider, 'write the code of a provider.')
  if (!month) fault('month', monthText, 'write a month like 2007-10.')
  if (!/^[A-Z0-9]{1,20}$/.test(pod)) fault('pod', pod, 'write a national point of delivery.')
  if (!pence.ok) fault('amount', amount, 'write pounds like 1234.50 or -12.00.')
  return faults.length > before || !month || !pence.ok ? [] : [{ provider, month, pod, amountPence: pence.value }]
}

const keyOf = ({ provider, month, pod }: InvoiceRow): string => `${provider} ${month} ${pod}`

/** A file of invoice totals, whole or not at all: every fault is told, and a point of delivery stands once for a provider and month. */
export function readInvoiceRows(rows: readonly FileRow[]): Result<InvoiceRow[], 'bad-file'> {
  const [head, ...body] = rows
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  if (names.join() !== invoiceColumns.join())
    return refused('bad-file', `The first row must be ${invoiceColumns.join(',')}. Nothing was taken.`)
  const faults: string[] = []
  const read = body.flatMap((row) => readRow(row, faults))
  const seen = new Set<string>()
  for (const row of read) {
    if (seen.has(keyOf(row))) faults.push(`${row.provider} ${row.month} ${row.pod} stands twice.`)
    seen.add(keyOf(row))
  }
  if (read.length === 0 && faults.length === 0) faults.push('It holds no totals.')
  return faults.length === 0
    ? ok(read)
    : refused(
        'bad-file',
        `Nothing was taken. ${faults.slice(0, 20).join(' ')}${faults.length > 20 ? ` And ${faults.length - 20} more.` : ''}`,
      )
}
