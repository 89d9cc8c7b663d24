import type { Ctx } from '#platform'
import { readDecimal } from '../reading/decimal.ts'
import { type PlainRow, rejectRepeats } from '../reading/plain-rows.ts'
import { insertAgeWeights } from '../stores/load.store.ts'
import { type LineOfRow, lineOfRow, localLineNote } from './line-of-row.ts'
import type { YearFile, YearResult } from './outcome.ts'
import { type FileKind, type ReadRow, takeYearFile } from './take-file.command.ts'

interface WeightRow extends LineOfRow {
  readonly sex: '1' | '2'
  readonly ageBand: string
  readonly cost: string
}

function bandOf(row: PlainRow): string | undefined {
  const text = row.text('age_band').replaceAll(' ', '')
  const match = /^(\d{1,3})(?:-(\d{1,3})|\+)$/.exec(text)
  if (match && (match[2] === undefined || Number(match[1]) <= Number(match[2]))) return text
  return row.reject('age_band', 'It is no age band: write 0-4, 5-9 … 90-94 or 95+.')
}

function sexOf(row: PlainRow): '1' | '2' | undefined {
  const text = row.text('sex')
  return text === '1' || text === '2' ? text : row.reject('sex', 'Write 1 for male or 2 for female.')
}

function costOf(row: PlainRow): string | undefined {
  const text = row.text('cost_per_head')
  if (text === '') return row.reject('cost_per_head', 'The cost is missing: write 0 when these patients cost nothing.')
  if (text.startsWith('-')) return row.reject('cost_per_head', 'A cost cannot be negative: correct it.')
  return (
    readDecimal(text) ??
    row.reject(
      'cost_per_head',
      'It is no cost: write pounds for a patient and a year like 412.50, with at most 12 decimals.',
    )
  )
}

function readRow(row: PlainRow): WeightRow | undefined {
  const [line, sex, ageBand, cost] = [lineOfRow(row), sexOf(row), bandOf(row), costOf(row)]
  return line && sex && ageBand && cost !== undefined ? { ...line, sex, ageBand, cost } : undefined
}

/** First age, and first age that is older than everybody in it: 5 and 10 of `5-9`. */
const ages = (band: string): readonly [number, number] => {
  const [from, to] = band.split('-')
  return [Number.parseInt(from!, 10), to === undefined ? 1_000 : Number(to) + 1]
}

/** A patient has one cost: bands of a line and sex may not overlap. */
function rejectOverlaps(items: readonly ReadRow<WeightRow>[]): void {
  const keyOf = ({ item }: ReadRow<WeightRow>): string => `${item.line} ${item.sex}`
  for (const key of new Set(items.map(keyOf))) {
    const group = items.filter((each) => keyOf(each) === key)
    const inOrder = group.toSorted((a, b) => ages(a.item.ageBand)[0] - ages(b.item.ageBand)[0])
    for (const [at, { row, item }] of inOrder.entries()) {
      const before = inOrder[at - 1]
      if (
        before &&
        row.isWhole &&
        ages(item.ageBand)[0] < ages(before.item.ageBand)[1] &&
        item.ageBand !== before.item.ageBand
      )
        row.reject(
          'age_band',
          `Its ages are in ${before.item.ageBand} of row ${before.row.number} too: a patient has one cost.`,
        )
    }
  }
}

function localNotes(items: readonly ReadRow<WeightRow>[]): string[] {
  const firsts = new Map<string, number>()
  for (const { row, item } of items) if (!item.isKnown && !firsts.has(item.line)) firsts.set(item.line, row.number)
  return [...firsts].map(([line, rowNo]) => localLineNote(rowNo, line))
}

const weightsFile: FileKind<WeightRow> = {
  kind: 'age-weights',
  columns: ['line', 'sex', 'age_band', 'cost_per_head'],
  read: readRow,
  async check(_, __, items) {
    rejectRepeats(
      items,
      'age_band',
      ({ line, sex, ageBand }) => `${line.toLowerCase()} ${sex} ${ageBand}`,
      ({ line, sex, ageBand }) => `${line}, sex ${sex}, ages ${ageBand}`,
    )
    rejectOverlaps(items)
    return localNotes(items)
  },
  write: (tx, load, rows) =>
    insertAgeWeights(
      tx,
      rows.map(({ item }) => ({
        load_no: load.loadNo,
        commissioner: load.commissioner,
        line: item.line,
        sex: item.sex,
        age_band: item.ageBand,
        cost_per_head: item.cost,
      })),
    ),
}

/** age-weights.csv: what a patient of a sex and age band costs a year on a line, in pounds. */
export const importAgeWeights = (ctx: Ctx, file: YearFile): Promise<YearResult> => takeYearFile(ctx, weightsFile, file)
