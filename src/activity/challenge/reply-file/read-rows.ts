import { type Result, ok, refused } from '#shared'
import { type ExchangeKey, exchangeColumns } from './exchange-table.ts'

/** Shaped as a sheet of a received file is. */
interface SheetOfText {
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[]
}

/** One row of a reply file: its cells by column, as text. */
export interface ReplyRow {
  readonly row: number
  readonly cells: Readonly<Record<ExchangeKey, string>>
}

const keys: readonly ExchangeKey[] = exchangeColumns.map(({ key }) => key)

/** `Claimed (£)` and `claimed` are one column: a workbook has titles where a CSV has names. */
const keyOf = (head: string): string => head.trim().toLowerCase().replace('(£)', '').trim().replaceAll(/\s+/g, '_')

const howTo = 'Return the file as it was downloaded from the challenge, with the answers filled in.'

function checkHeads(heads: readonly string[]): Result<void, 'wrong-columns'> {
  const missing = keys.filter((key) => !heads.includes(key))
  const unknown = heads.filter((head) => head !== '' && !(keys as readonly string[]).includes(head))
  const twice = heads.filter((head, at) => head !== '' && heads.indexOf(head) !== at)
  if (missing.length > 0) return refused('wrong-columns', `The file lacks the column ${missing.join(', ')}. ${howTo}`)
  if (unknown.length > 0)
    return refused(
      'wrong-columns',
      `The file has a column that does not belong there: ${unknown[0]!.slice(0, 40)}. ${howTo}`,
    )
  return twice.length > 0
    ? refused('wrong-columns', `The column ${twice[0]} stands there twice. ${howTo}`)
    : ok(undefined)
}

/** Money as people write it back: a pound sign and commas between thousands are let go. */
const moneyKeys: readonly ExchangeKey[] = ['billed', 'claimed', 'accepted_price']

function cellOf(key: ExchangeKey, text: string): string {
  const plain = text.trim()
  return moneyKeys.includes(key) ? plain.replace(/^£/, '').replaceAll(/(?<=\d),(?=\d{3})/g, '') : plain
}

/** The rows of a reply file by column; a sheet beside the first is left alone. */
export function readRows(sheets: readonly SheetOfText[]): Result<ReplyRow[], 'wrong-columns' | 'empty'> {
  const [first, ...rows] = sheets[0]?.rows ?? []
  if (!first) return refused('empty', `The file is empty. ${howTo}`)
  const heads = first.cells.map(keyOf)
  const checked = checkHeads(heads)
  if (!checked.ok) return checked
  if (rows.length === 0) return refused('empty', `The file has no row under its heads. ${howTo}`)
  return ok(
    rows.map(({ number, cells }) => ({
      row: number,
      cells: Object.fromEntries(keys.map((key) => [key, cellOf(key, cells[heads.indexOf(key)] ?? '')])) as Record<
        ExchangeKey,
        string
      >,
    })),
  )
}
