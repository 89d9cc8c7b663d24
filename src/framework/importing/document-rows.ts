import type { Sheet, SheetRow } from '#platform'

interface Line {
  readonly number: number
  readonly text: string
}

const isCell = ({ text }: Line): boolean => text.startsWith('\t')

/** The lines of a table's row: its cells each begin with a tab, and go on in lines without one until an empty line with no cell open. */
function rowsOf(lines: readonly Line[]): Line[][] {
  const rows: Line[][] = []
  let cells: Line[] = []
  const end = (): void => {
    if (cells.length > 0) rows.push(cells)
    cells = []
  }
  for (const line of lines) {
    if (isCell(line) && cells.length === 4) end()
    if (isCell(line)) cells.push({ number: line.number, text: line.text.slice(1).trim() })
    else if (line.text.trim() === '') {
      // A blank within the last cell stays in it: what follows without a tab goes on.
    } else if (cells.length > 0) {
      const last = cells.pop()!
      cells.push({ ...last, text: `${last.text} ${line.text.trim()}`.trim() })
    }
  }
  end()
  return rows
}

const headings = /^level\s*\d\s*:?\s*$/i
const isTitle = ({ text }: Line): boolean => !isCell({ number: 0, text }) && headings.test(text.trim())

/**
 * A document that was saved as plain text: each cell of its table is a line that begins with a tab, four to a row. Lines before and
 * between the tables stand for themselves. Nothing where there is no such table.
 */
export function documentSheet(name: string, text: string): Sheet | undefined {
  const lines = text.split(/\r\n|\n|\r/).map((each, at) => ({ number: at + 1, text: each }))
  if (!lines.some(({ text: each }) => /^\tobjective\s*$/i.test(each))) return undefined
  const rows: SheetRow[] = []
  const first = lines.findIndex(({ text: each }) => /^\tobjective\s*$/i.test(each))
  const begin = lines.slice(0, first).findLastIndex(isTitle)
  const start = begin < 0 ? first : begin
  let level = ''
  let block: Line[] = []
  let isHeaded = false
  const flush = (): void => {
    for (const cells of rowsOf(block)) {
      const texts = cells.map((cell) => cell.text)
      const isHeader = texts.some((each) => /^target$/i.test(each))
      if (isHeader && isHeaded) continue
      isHeaded ||= isHeader
      rows.push({ number: cells[0]!.number, cells: isHeader ? ['level', ...texts] : [level, ...texts] })
    }
    block = []
  }
  for (const line of lines.slice(start)) {
    if (isTitle(line)) {
      flush()
      level = /\d/.exec(line.text)![0]
    } else block.push(line)
  }
  flush()
  const loose = lines.slice(0, start).filter((line) => line.text.trim() !== '')
  return {
    name,
    rows: [...loose.map((line) => ({ number: line.number, cells: [line.text.trim()] })), ...rows].toSorted(
      (a, b) => a.number - b.number,
    ),
  }
}
