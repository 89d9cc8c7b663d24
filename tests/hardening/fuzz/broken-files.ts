import { gzipSync } from 'node:zlib'
import type { Chance } from '../../oracles/chance.ts'
import { type Draft, needed } from './draft.ts'
import { type Fate, refused } from './fate.ts'
import { hostileTexts } from './hostile.ts'
import { type Placed, type Written, fateOf, place, usual } from './whole-file.ts'
import { brokenWorkbooks } from './workbook.ts'

type Break = (draft: Draft, chances: Chance) => Written

const plainly = (draft: Draft, chances: Chance): Placed => place(draft, usual, chances)

const refuse = (bytes: Buffer | string): Written => ({ bytes: Buffer.from(bytes), fate: refused })

const withHeader =
  (header: (titles: string[], chances: Chance) => string[]): Break =>
  (draft, chances) => {
    const titles = header([...draft.titles], chances)
    return refuse(place({ ...draft, header: () => titles.join(',') }, usual, chances).text)
  }

const renamed = (titles: string[], chances: Chance): string[] => {
  const gone = chances.pick(needed)
  return titles.map((title) =>
    title === gone ? chances.pick(['cost', 'Spalte1', '', 'prices', 'line-id', '0', ...hostileTexts]) : title,
  )
}

/** Values of these two can never stand for one another. */
const swapped = (titles: string[]): string[] =>
  titles.map((title) => (title === 'price' ? 'start_date' : title === 'start_date' ? 'price' : title))

const without =
  (title: string): Break =>
  (draft, chances) => {
    draft.titles.splice(draft.titles.indexOf(title), 1)
    return refuse(plainly(draft, chances).text)
  }

/** A file that ends anywhere: what ends with a row cannot be told from a whole one; what ends within a row must not count. */
function cutAt(draft: Draft, chances: Chance): Written {
  const placed = plainly(draft, chances)
  const whole = Buffer.from(placed.text)
  const spans = placed.rows.map((row) => ({
    ...row,
    start: Buffer.byteLength(placed.text.slice(0, row.from)),
    end: Buffer.byteLength(placed.text.slice(0, row.to)),
  }))
  const pick = chances.pick(spans)
  const at = chances.pick([
    chances.whole(0, whole.length - 1),
    chances.whole(0, whole.length - 1),
    pick.end,
    pick.end + 1,
    pick.end - 1,
    lastCell(placed.text, pick.to),
  ])
  const complete = spans.filter(({ end }) => end <= at)
  const inside = spans.find(({ start, end }) => start < at && at < end)
  return {
    bytes: whole.subarray(0, at),
    fate: fateOfCut(draft, complete, inside !== undefined, complete.at(-1)?.end === at),
  }
}

/** In the middle of the last cell of a row, where what is left may look like a whole one. */
const lastCell = (text: string, end: number): number =>
  Buffer.byteLength(text.slice(0, text.lastIndexOf(',', end) + 1 + Math.floor((end - text.lastIndexOf(',', end)) / 2)))

function fateOfCut(draft: Draft, complete: Placed['rows'], isInside: boolean, endsOpen: boolean): Fate {
  const isSafe = !isInside && !(endsOpen && draft.titles.at(-1) !== 'snapshot')
  return fateOf(complete, !isSafe)
}

const inRow =
  (spoil: (text: string, chances: Chance) => string): Break =>
  (draft, chances) => {
    const row = chances.pick(draft.rows)
    row.text = (text) => spoil(text, chances)
    return refuse(plainly(draft, chances).text)
  }

/** Damage of single bytes: the row it hits must not count as it stands, whatever becomes of the others. */
const inBytes =
  (spoil: (bytes: Buffer, at: number) => Buffer): Break =>
  (draft, chances) => {
    const { text } = plainly(draft, chances)
    const bytes = Buffer.from(text)
    return refuse(spoil(bytes, chances.whole(0, bytes.length - 2)))
  }

/** Bytes that are no UTF-8 in a free text mean some letter or other; in an identifier they mean nothing. */
function noUtf8(draft: Draft, chances: Chance): Written {
  const mark = '\u0001\u0002'
  const row = chances.pick(draft.rows)
  row.cells['line_id'] = `L${mark}`
  row.meant = undefined
  const { text, fate } = plainly(draft, chances)
  const junk = chances.pick([[0xff, 0xfe], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0x80], [0xc0, 0xaf]])
  const [before, after] = text.split(mark)
  return {
    bytes: Buffer.concat([Buffer.from(before!), Buffer.from(junk), Buffer.from(after!)]),
    fate: fate.kind === 'lines' ? { ...fate, orLess: true } : fate,
  }
}

/** Half a pair of UTF-16, in an identifier. */
function halfPair(draft: Draft, chances: Chance): Written {
  const row = chances.pick(draft.rows)
  row.cells['line_id'] = 'L\ud83d'
  row.meant = undefined
  const { text, fate } = plainly(draft, chances)
  return { bytes: Buffer.from(`\ufeff${text}`, 'utf16le'), fate }
}

const packed =
  (spoil: (bytes: Buffer, chances: Chance) => Buffer): Break =>
  (draft, chances) =>
    refuse(spoil(gzipSync(plainly(draft, chances).text), chances))

/** Large ones are made once: they are all alike. */
const bomb = gzipSync(Buffer.alloc(100 << 20), { level: 9 })
const longCell = 'x'.repeat(10 << 20)
const manyTitles = Array.from({ length: 10_000 }, (_, at) => `column_${at}`)

const breaks: Readonly<Record<string, Break>> = {
  'a column missing': (draft, chances) => without(chances.pick(needed))(draft, chances),
  'a column twice': withHeader((titles, chances) => [...titles, chances.pick(titles)]),
  'a column nobody knows': withHeader((titles, chances) => [
    ...titles,
    chances.pick(['colour', 'price2', 'patient name', 'line id', ...hostileTexts]),
  ]),
  'a column renamed': withHeader(renamed),
  'two columns exchanged': withHeader(swapped),
  'ten thousand columns': withHeader((titles) => [...titles, ...manyTitles]),
  'no header': (draft, chances) => refuse(plainly(draft, chances).text.replace(/^.*\n/, '')),
  'a line before the header': (draft, chances) => refuse(`Activity of October\n${plainly(draft, chances).text}`),
  'another separator': (draft, chances) =>
    refuse(plainly(draft, chances).text.replaceAll(',', chances.pick([';', '\t', '|']))),
  'a header alone': (draft, chances) => refuse(plainly({ ...draft, rows: [] }, chances).text),
  nothing: () => refuse(''),
  blanks: (_, chances) => refuse(chances.pick(['\n', ' ', '\r\n\r\n', ',,,\n', '\ufeff', '\u00a0', '""\n', '\t\n'])),
  'one byte': (_, chances) => refuse(Buffer.from([chances.whole(0, 255)])),
  cut: cutAt,
  'cut again': cutAt,
  'cut once more': cutAt,
  'a mark within a cell': inRow((text) => text.replace(/(L\d)/, '$1"')),
  'a mark that never closes': inRow((text, chances) =>
    chances.often(0.5) ? `"${text}` : text.replace(/,([^,"]*)$/, ',"$1'),
  ),
  'something after a closing mark': inRow((text) => text.replace(/(L\d+)/, '"$1"x')),
  'a mark alone': inRow((text) => `${text}"`),
  'a cell of 10 MB': inRow((text) => `${text.replace(/L\d+/, '')}${longCell}`),
  'a zero byte': inBytes((bytes, at) => bytes.fill(0, at, at + 1)),
  'a block of zeros': inBytes((bytes, at) => bytes.fill(0, at)),
  'bytes that are no UTF-8': noUtf8,
  'half a letter of UTF-16': halfPair,
  'chance bytes': (_, chances) =>
    refuse(Buffer.from(Array.from({ length: chances.whole(1, 400) }, () => chances.whole(0, 255)))),
  'a packed file cut': packed((bytes, chances) => bytes.subarray(0, chances.whole(2, bytes.length - 1))),
  'a packed file with a wrong byte': packed((bytes, chances) => {
    const at = chances.whole(Math.min(20, bytes.length - 9), bytes.length - 9)
    bytes[at]! ^= 0x55
    return bytes
  }),
  'a packed file within a packed file': packed((bytes) => gzipSync(bytes)),
  'a packed bomb': () => refuse(bomb),
  'a packed nothing': () => refuse(gzipSync('')),
  'an old workbook': () => refuse(Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex')),
  'a page of the web': () => refuse('<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>\n'),
  JSON: () => refuse('[{"line_id":"1","price":12}]\n'),
  ...Object.fromEntries(
    Object.entries(brokenWorkbooks).map(([name, make]): [string, Break] => [
      name,
      (draft) =>
        refuse(make([draft.titles, ...draft.rows.map(({ cells }) => draft.titles.map((title) => cells[title] ?? ''))])),
    ]),
  ),
}

/** The slow ones are rarer: unpacking 40 MB takes as long as a hundred others. */
const rare = /40 MB|10 MB|bomb|ten thousand/
const names = Object.keys(breaks)
const common = names.filter((name) => !rare.test(name))

/** Writes a file that no reader may take as it stands. */
export function writeBroken(draft: Draft, chances: Chance): Written & { readonly story: string } {
  const name = chances.pick(chances.often(0.01) ? names : common)
  return { ...breaks[name]!(draft, chances), story: name }
}
