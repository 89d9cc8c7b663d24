import type { Reject } from '#organisations'
import { type PlainRow, plainRows, rejectRepeats } from '#budgets/envelope'
import { ownersFor } from '#organisations'
import { type Ctx, readSheets } from '#platform'
import { deedOf } from '#programme/leads'
import {
  type Month,
  type Ok,
  type Refused,
  dayInLondon,
  findMonth,
  findPatientData,
  findPlainDate,
  mayDo,
  monthOf,
  ok,
} from '#shared'
import { type Micro, readMicro } from '../model/amount.ts'
import type { Indicator } from '../model/indicator.ts'
import { indicatorPolicy } from '../policy/indicator-policy.view.ts'
import { insertFigures } from '../stores/indicator.store.ts'
import { lockIndicator } from '../stores/locks.store.ts'
import { listIndicators } from './indicators.view.ts'

export interface FiguresFile {
  readonly file: string
  readonly name: string
  readonly owner: string
}

export interface FiguresTaken {
  readonly rows: number
  /** Figures that are new or differ from what was known. */
  readonly written: number
  /** Figures that were known as they are: a file sent again writes nothing twice. */
  readonly known: number
}

export interface FiguresRefused extends Refused {
  readonly rejects: readonly Reject[]
}

interface Read {
  readonly row: PlainRow
  readonly item: {
    readonly indicator: Indicator
    readonly month: Month
    readonly value: Micro
    readonly source: string
  }
}

const no = (code: string, message: string, rejects: readonly Reject[] = []): FiguresRefused => ({
  ok: false,
  code,
  message,
  rejects,
})

const columns = ['indicator', 'month', 'value', 'source']

/** `2008-04`, or a day of it as spreadsheets make of it: `2008-04-01`, `01/04/2008`. */
function monthOfText(text: string): Month | undefined {
  const slashed = /^\d{1,2}\/(\d{2})\/(\d{4})$/.exec(text)
  if (slashed) return findMonth(`${slashed[2]}-${slashed[1]}`)
  const day = findPlainDate(text)
  return day ? monthOf(day) : findMonth(text)
}

function readRow(row: PlainRow, indicators: readonly Indicator[], thisMonth: Month): Read | undefined {
  const named = row.text('indicator')
  const indicator =
    indicators.find(({ code }) => code.toLowerCase() === named.toLowerCase()) ??
    row.reject('indicator', 'There is no indicator of this code here: add it first, or correct the code.')
  const month = monthOfText(row.text('month')) ?? row.reject('month', 'It is no month: write it like 2008-04.')
  if (month !== undefined && month > thisMonth) row.reject('month', 'This month has not begun.')
  const value = readMicro(row.text('value')) ?? row.reject('value', 'It is no number: write it like 93.4.')
  if (findPatientData(row.text('source')).length > 0)
    row.reject('source', 'It looks like something of a patient: leave that out.')
  return indicator && month !== undefined && value !== undefined && row.isWhole
    ? { row, item: { indicator, month, value, source: row.text('source') } }
    : undefined
}

async function write(ctx: Ctx, { owner }: FiguresFile, read: readonly Read[]): Promise<FiguresTaken> {
  return ctx.transaction(async (tx) => {
    const numbers = [...new Set(read.map(({ item }) => item.indicator.indicatorNo))].toSorted((a, b) => a - b)
    for (const indicatorNo of numbers) await lockIndicator(tx, indicatorNo)
    const now = new Map((await listIndicators({ ...ctx, db: tx }, { owner })).map((each) => [each.indicatorNo, each]))
    const different = read.filter(({ item }) => {
      const was = now.get(item.indicator.indicatorNo)!.figures.find(({ month }) => month === item.month)
      return was?.value !== item.value
    })
    const deed = deedOf(owner, ctx.actor, ctx.clock.now())
    await insertFigures(
      tx,
      different.map(({ item: { indicator, month, value, source } }) => ({
        indicator_no: indicator.indicatorNo,
        month,
        value_micro: value,
        source,
        ...deed,
      })),
    )
    const told = { rows: read.length, written: different.length, known: read.length - different.length }
    await ctx.audit(tx, 'indicator.import', `indicators ${owner}`, told)
    return told
  })
}

/**
 * Takes figures from a file with the columns indicator, month, value and source: all of it, or nothing. What is known as it is in the
 * file is left as it is, so a file that was mended can be sent again.
 */
export async function importFigures(ctx: Ctx, file: FiguresFile): Promise<Ok<FiguresTaken> | FiguresRefused> {
  if (!mayDo(ctx.scope, 'indicator.change') || !(await ownersFor(ctx)).actsFor(file.owner))
    return no('not-found', 'There is no such organisation here for which you may do this. Check its code.')
  const sheets = await readSheets({ path: file.file, name: file.name })
  if (!sheets.ok) return no(sheets.code, sheets.message)
  const rows = plainRows(file.name, columns, sheets.value.sheets)
  if (!rows.ok) return no(rows.code, rows.message)
  const most = indicatorPolicy().most_rows
  if (rows.value.length > most) return no('too-big', `“${file.name}” has more than ${most} rows: send it in parts.`)
  const [indicators, thisMonth] = [
    await listIndicators(ctx, { owner: file.owner }),
    monthOf(dayInLondon(ctx.clock.now())),
  ]
  const read = rows.value.flatMap((row) => (row.isWhole ? (readRow(row, indicators, thisMonth) ?? []) : []))
  const keyOf = ({ indicator, month }: Read['item']): string => `${indicator.indicatorNo} ${month}`
  rejectRepeats(read, 'month', keyOf, () => 'this indicator and month')
  const rejects = rows.value.flatMap((row) => row.rejects)
  const first = rejects[0]
  if (first)
    return no(
      'rejected',
      `Nothing of “${file.name}” was taken. Row ${first.row}, ${first.column} “${first.value}”: ${first.message}`,
      rejects,
    )
  return ok(await write(ctx, file, read))
}
