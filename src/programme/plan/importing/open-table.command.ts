import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { readSheets } from '#platform'
import { type Result, ok, refused } from '#shared'
import { strFromU8, unzipSync } from 'fflate'
import { documentTables } from './document-tables.ts'
import { type Grid, plainGrid, withMerges } from './grid.ts'
import { pastedTables } from './pasted-table.ts'
import { mergesOf, sheetPaths } from './sheet-merges.ts'

/** A file on disk, or what somebody pasted. */
export type TableSource =
  | { readonly path: string; readonly name: string }
  | { readonly pasted: string; readonly name: string }

export interface OpenedTables {
  readonly name: string
  readonly sha256: string
  /** The sheets of a workbook, the tables of a document, in their order. */
  readonly tables: readonly Grid[]
}

/** Larger than any plan: a file of a megabyte holds thousands of objectives. */
const mostBytes = 8_388_608
const mostUnpacked = 33_554_432

const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

type Entries = Readonly<Record<string, string>>

/** Parts of a zipped file as text; those that are too large once unpacked are left out. */
function entriesOf(bytes: Buffer, wanted: (name: string) => boolean): Entries {
  const unpacked = unzipSync(bytes, {
    filter: ({ name, originalSize }) => wanted(name) && originalSize <= mostUnpacked,
  })
  return Object.fromEntries(Object.entries(unpacked).map(([name, data]) => [name, strFromU8(data)]))
}

const isMergePart = (name: string): boolean =>
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name)

/** Which cells of which sheet were merged: the reader of workbooks does not tell. */
function workbookMerges(bytes: Buffer) {
  const entries = entriesOf(bytes, isMergePart)
  const paths = sheetPaths(entries['xl/workbook.xml'] ?? '', entries['xl/_rels/workbook.xml.rels'] ?? '')
  return paths.map((path) => mergesOf(entries[path] ?? ''))
}

/** Cells in which all the rows of a sheet have as many places as its widest: a merged cell may reach beyond what is written. */
function squared(grid: Grid): Grid {
  const wide = Math.max(0, ...grid.map(({ cells }) => cells.length))
  const blank = { text: '', isAcross: false, isDown: false }
  return grid.map((row) => ({ ...row, cells: Array.from({ length: wide }, (_, at) => row.cells[at] ?? blank) }))
}

const isZip = (bytes: Buffer): boolean => bytes.length > 4 && bytes.readUInt32BE(0) === 0x504b0304

/** A document of a word processor: a zip with its text in `word/document.xml`. */
function openDocument(bytes: Buffer): Grid[] | undefined {
  if (!isZip(bytes)) return undefined
  const entries = entriesOf(bytes, (name) => name === 'word/document.xml')
  return entries['word/document.xml'] === undefined ? undefined : documentTables(entries['word/document.xml'])
}

async function openFile(path: string, name: string): Promise<Result<OpenedTables>> {
  const { readFile, stat } = await import('node:fs/promises')
  const found = await stat(path).catch(() => undefined)
  if (found?.isFile() && found.size <= mostBytes && name.toLowerCase().endsWith('.docx')) {
    const bytes = await readFile(path)
    try {
      const tables = openDocument(bytes)
      if (tables) return ok({ name, sha256: hashOf(bytes), tables })
    } catch {
      return refused(
        'unreadable',
        `“${name}” cannot be read: open it, save it as .docx again, or copy its table and paste it.`,
      )
    }
  }
  const read = await readSheets({ path, name, maxBytes: mostBytes, maxUnpackedBytes: mostUnpacked })
  if (!read.ok) return read
  const { bytes, sheets } = read.value
  const merges = isZip(bytes) ? workbookMerges(bytes) : []
  const tables = sheets.map(({ rows }, at) => withMerges(squared(plainGrid(rows)), merges[at] ?? []))
  return ok({ name, sha256: hashOf(bytes), tables })
}

/** Opens a CSV, a workbook, a document or what was pasted, as tables with their merged cells laid out. */
export async function openTables(source: TableSource): Promise<Result<OpenedTables>> {
  if ('path' in source) return openFile(source.path, source.name)
  if (source.pasted.trim() === '')
    return refused('empty', 'Nothing was pasted: copy the table in the document, then paste it.')
  return ok({ name: source.name, sha256: hashOf(source.pasted), tables: pastedTables(source.pasted) })
}
