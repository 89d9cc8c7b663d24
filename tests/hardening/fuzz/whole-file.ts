import { gzipSync } from 'node:zlib'
import type { Chance } from '../../oracles/chance.ts'
import { type Draft, type DraftRow, headerText, rowText } from './draft.ts'
import { type Fate, refused } from './fate.ts'
import { workbookOf } from './workbook.ts'

export interface Written {
  readonly bytes: Buffer
  readonly fate: Fate
}

interface Layout {
  /** How every row ends. */
  readonly lineEnd: () => string
  readonly lastEnd: boolean
  readonly linesBefore: number
  /** Rows of nothing but commas, or of nothing, after some rows. */
  readonly blank: (chances: Chance) => string | undefined
}

export const usual: Layout = { lineEnd: () => '\n', lastEnd: true, linesBefore: 0, blank: () => undefined }

export interface Placed {
  readonly text: string
  readonly fate: Fate
  /** Where each row that is one begins and ends in the text, its line end not counted. */
  readonly rows: readonly {
    readonly from: number
    readonly to: number
    readonly row: DraftRow
    readonly number: number
  }[]
}

export function fateOf(rows: readonly { readonly row: DraftRow; readonly number: number }[], orLess = false): Fate {
  const good = rows.flatMap(({ row, number }) => (row.meant ? [[number, row.meant] as const] : []))
  const rejected = new Set(rows.flatMap(({ row, number }) => (row.meant ? [] : [number])))
  return good.length === 0 ? refused : { kind: 'lines', lines: new Map(good), rejected, orLess }
}

/** Writes the draft as text and keeps account of where every row stands. */
export function place(draft: Draft, layout: Layout, chances: Chance): Placed {
  let text = ''
  let number = 0
  const rows: { from: number; to: number; row: DraftRow; number: number }[] = []
  const write = (line: string): { from: number; to: number; number: number } => {
    const from = text.length
    text += `${line}${layout.lineEnd()}`
    return { from, to: from + line.length, number: ++number }
  }
  for (let before = 0; before < layout.linesBefore; before++) write('')
  write(headerText(draft))
  for (const row of draft.rows) {
    rows.push({ ...write(rowText(draft, row)), row })
    const blank = layout.blank(chances)
    if (blank !== undefined) write(blank)
  }
  if (!layout.lastEnd) text = text.replace(/[\r\n]+$/, '')
  // A short last row that nothing ends looks like a file that was cut.
  const mayBeCut = !layout.lastEnd && (draft.titles.at(-1) !== 'snapshot' || rows.at(-1)?.row.text !== undefined)
  return { text, rows, fate: fateOf(rows, mayBeCut) }
}

const isLatin = (text: string): boolean =>
  [...text].every((letter) => letter.codePointAt(0)! < 0x80 || /[é£\u00a0½]/.test(letter))

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'UTF-16, little end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16, big end first': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16, little end first, without a mark': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16, big end first, without a mark': (text) => Buffer.from(text, 'utf16le').swap16(),
  'Windows-1252': (text) => (isLatin(text) ? Buffer.from(text, 'latin1') : Buffer.from(text)),
  packed: (text) => gzipSync(text),
  'packed in two parts': (text) => Buffer.concat([gzipSync(text.slice(0, 100)), gzipSync(text.slice(100))]),
}

const layouts: Readonly<Record<string, (chances: Chance) => Partial<Layout>>> = {
  'CR and LF': () => ({ lineEnd: () => '\r\n' }),
  'CR alone': () => ({ lineEnd: () => '\r' }),
  'mixed line ends': (chances) => ({ lineEnd: () => chances.pick(['\n', '\r\n']) }),
  'no end to the last row': () => ({ lastEnd: false }),
  'blank lines first': () => ({ linesBefore: 2 }),
  'blank lines between': () => ({ blank: (chances) => (chances.often(0.3) ? '' : undefined) }),
  'rows of commas': () => ({ blank: (chances) => (chances.often(0.3) ? ',,,,' : undefined) }),
}

const headers: Readonly<Record<string, NonNullable<Draft['header']>>> = {
  'a header in capitals': (titles) => titles.map((title) => title.toUpperCase()).join(','),
  'a header with blanks': (titles) => titles.map((title) => ` ${title} `).join(','),
  'a header in quotation marks': (titles) => titles.map((title) => `"${title}"`).join(','),
  'empty columns at the right': (titles) => `${titles.join(',')},,`,
}

const widen = (draft: Draft): void => {
  for (const row of draft.rows) {
    const before = row.text
    if (row.meant) row.text = (text) => `${before ? before(text) : text},,`
  }
}

/** A workbook has cells and no writing of rows, and its rows have no width. */
const fitsWorkbook = (draft: Draft): boolean =>
  draft.rows.every(({ text, cells }) => !text && Object.values(cells).every((cell) => !/\p{Cc}/u.test(cell)))

function asWorkbook(draft: Draft): Written {
  const bytes = workbookOf([
    draft.titles,
    ...draft.rows.map(({ cells }) => draft.titles.map((title) => cells[title] ?? '')),
  ])
  return { bytes, fate: fateOf(draft.rows.map((row, at) => ({ row, number: at + 2 }))) }
}

/** Writes a file in one of the ways that mean no harm. */
export function writeSomehow(draft: Draft, chances: Chance): Written & { readonly story: string } {
  if (chances.often(0.05) && fitsWorkbook(draft)) return { ...asWorkbook(draft), story: 'a workbook' }
  const story: string[] = []
  const pickOne = <Value>(from: Readonly<Record<string, Value>>, share: number): Value | undefined => {
    if (!chances.often(share)) return undefined
    const name = chances.pick(Object.keys(from))
    story.push(name)
    return from[name]
  }
  const header = pickOne(headers, 0.15)
  if (header) draft.header = header
  if (story.includes('empty columns at the right')) widen(draft)
  const layout = { ...usual, ...pickOne(layouts, 0.35)?.(chances) }
  const { text, fate } = place(draft, layout, chances)
  const encode = pickOne(encodings, 0.3) ?? ((whole: string) => Buffer.from(whole))
  return { bytes: encode(text), fate, story: story.join(', ') }
}
