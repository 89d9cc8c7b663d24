import type { Ctx } from '#platform'
import { type Pence, addPence, formatPence, penceFromPounds, toPence } from '#shared'
import type { LineScope } from '../lines/service-line.ts'
import { lineScopes } from '../lines/service-line.ts'
import { type PlainRow, rejectRepeats } from '../reading/plain-rows.ts'
import { takeSlices } from '../slices/take-slices.ts'
import { currentTopSlices } from '../slices/top-slices.view.ts'
import { insertLines } from '../stores/load.store.ts'
import { type LineOfRow, lineOfRow, localLineNote } from './line-of-row.ts'
import type { YearFile, YearResult } from './outcome.ts'
import { type FileKind, type ReadRow, takeYearFile } from './take-file.command.ts'

interface EnvelopeRow extends LineOfRow {
  readonly amountPence: Pence
  readonly scope: LineScope
  /** As the file wrote it. */
  readonly amount: string
}

/** Pounds of at most four decimals, as all plain files have them; an envelope is whole pence. */
function amountOf(row: PlainRow): Pence | undefined {
  const text = row.text('amount')
  if (text === '') return row.reject('amount', 'The amount is missing: write 0 when the line has none.')
  if (/^-[\d.]+$/.test(text))
    return row.reject('amount', 'An amount is not negative: what is to be saved is a top-slice, set on its own page.')
  const read = /^\d{1,11}(\.\d{1,4})?$/.test(text) ? penceFromPounds(text) : undefined
  return read?.ok ? read.value : row.reject('amount', 'It is no amount of money: write pounds like 1234567.50.')
}

function scopeOf(row: PlainRow): LineScope | undefined {
  const text = row.text('scope').toLowerCase().replaceAll(' ', '-')
  return lineScopes.find((scope) => scope === text) ?? row.reject('scope', 'Write in, out or blocked-back.')
}

function readRow(row: PlainRow): EnvelopeRow | undefined {
  const [line, amountPence, scope] = [lineOfRow(row), amountOf(row), scopeOf(row)]
  return line && amountPence !== undefined && scope
    ? { ...line, amountPence, scope, amount: row.text('amount') }
    : undefined
}

const isRounded = ({ amount }: EnvelopeRow): boolean => /\.\d\d\d*[1-9]/.test(amount)

const notesOf = ({ row, item }: ReadRow<EnvelopeRow>): string[] => [
  ...(item.isKnown ? [] : [localLineNote(row.number, item.line)]),
  ...(isRounded(item)
    ? [
        `Row ${row.number}: ${item.amount} was taken as ${formatPence(item.amountPence)}, because an envelope is whole pence.`,
      ]
    : []),
]

const envelopeFile: FileKind<EnvelopeRow> = {
  kind: 'envelope',
  columns: ['line', 'amount', 'scope'],
  read: readRow,
  async check(_, __, items) {
    rejectRepeats(
      items,
      'line',
      ({ line }) => line.toLowerCase(),
      ({ line }) => `the line ${line}`,
    )
    return items.flatMap(notesOf)
  },
  async refuse(tx, file, items) {
    return takeSlices(items, (await currentTopSlices(tx, file))?.slices ?? [])
  },
  write: (tx, load, rows) =>
    insertLines(
      tx,
      rows.map(({ row, item }) => ({
        load_no: load.loadNo,
        commissioner: load.commissioner,
        line: item.line,
        row_no: row.number,
        amount_pence: item.amountPence,
        scope: item.scope,
      })),
    ),
  detail: (items) => ({ totalPence: toPence(addPence(...items.map(({ amountPence }) => amountPence))) }),
}

/** envelope.csv: a year's money by service line. It stands in place of what was taken for the year before. */
export const importEnvelope = (ctx: Ctx, file: YearFile): Promise<YearResult> => takeYearFile(ctx, envelopeFile, file)
