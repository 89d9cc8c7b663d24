import type { SheetRow } from '#platform'
import { type PlainDate, formatDate } from '#shared'
import { isCode } from '../model/organisation.ts'
import { readCount, readDate, tidyText } from './cell.ts'
import type { Places } from './header.ts'
import { type Layout, columnTitle } from './layout.ts'
import type { Reject } from './reject.ts'

const dateWords: Readonly<Record<string, string>> = {
  iso: '2007-04-01',
  compact: '20070401',
  slashed: '01/04/2007',
  named: '01Apr2007',
  serial: 'a spreadsheet date',
}

/** One row being read: gives each field as what it means, and gathers what is wrong with it. */
export class RowReading {
  readonly rejects: Reject[] = []
  readonly number: number

  constructor(
    readonly layout: Layout,
    private readonly places: Places,
    readonly sheet: string,
    private readonly row: SheetRow,
  ) {
    this.number = row.number
  }

  get isWhole(): boolean {
    return this.rejects.length === 0
  }

  reject(field: string, message: string): undefined {
    const column = columnTitle(this.layout, field)
    this.rejects.push({ sheet: this.sheet, row: this.number, column, value: this.raw(field), message })
    return undefined
  }

  /** Whether the file has the field at all: an empty cell says something, a missing column does not. */
  has(field: string): boolean {
    return this.places.has(field)
  }

  raw(field: string): string {
    const at = this.places.get(field)
    return at === undefined ? '' : (this.row.cells[at] ?? '')
  }

  /** Rows shorter or longer than the header are cut short or shifted: no cell of them can be trusted. */
  checkWidth(width: number): void {
    const extra = this.row.cells.slice(width).some((cell) => cell.trim() !== '')
    if (this.row.cells.length < width)
      this.width(`has ${this.row.cells.length} cells where ${width} belong: it is cut short`)
    else if (extra)
      this.width(`has ${this.row.cells.length} cells where ${width} belong: put cells with commas in "double quotes"`)
  }

  private width(fault: string): void {
    const value = this.row.cells.join(',').slice(0, 80)
    this.rejects.push({
      sheet: this.sheet,
      row: this.number,
      column: 'the whole row',
      value,
      message: `The row ${fault}.`,
    })
  }

  text(field: string): string | null {
    const text = tidyText(this.raw(field))
    return text === '' ? null : text
  }

  /** What the layout says a word of the file means; a word it does not list stays as it is. */
  word(field: string): string | null {
    const text = this.text(field)
    return text === null ? null : (this.layout.words[field]?.[text] ?? text)
  }

  needText(field: string): string | undefined {
    const text = this.text(field)
    return text ?? this.reject(field, `The ${field.replaceAll('_', ' ')} is missing: fill it in.`)
  }

  code(field: string): string | null | undefined {
    const text = this.text(field)
    if (text === null || isCode(text)) return text
    return this.reject(field, `“${text}” is no organisation code: write 2 to 10 capital letters and digits.`)
  }

  needCode(field: string): string | undefined {
    const code = this.code(field)
    return code === null ? this.reject(field, 'The code is missing: fill it in.') : code
  }

  date(field: string): PlainDate | null | undefined {
    const text = this.text(field)
    if (text === null) return null
    const date = readDate(text, this.layout.dates)
    const forms = this.layout.dates.map((form) => dateWords[form]).join(' or ')
    if (!date) return this.reject(field, `“${text}” is no day: write it like ${forms}.`)
    if (date >= '1850-01-01' && date < '2200-01-01') return date
    return this.reject(field, `${formatDate(date)} cannot be meant: check the year.`)
  }

  needDate(field: string): PlainDate | undefined {
    const date = this.date(field)
    return date === null ? this.reject(field, 'The date is missing: fill it in.') : date
  }

  count(field: string): number | undefined {
    const text = this.text(field)
    if (text === null) return this.reject(field, 'The number of patients is missing: write 0 when there are none.')
    return readCount(text) ?? this.reject(field, `“${text}” is no whole number of patients, 0 or more: correct it.`)
  }
}
