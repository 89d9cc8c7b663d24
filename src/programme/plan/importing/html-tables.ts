import { Parser } from 'htmlparser2'
import { type Grid, type SpanningCell, layOut } from './grid.ts'

const lineEnds = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4'])
const spanOf = (text: string | undefined): number => Math.max(1, Number.parseInt(text ?? '1', 10) || 1)

interface Growing {
  text: string
  readonly columns: number
  readonly rows: number
}

/** A table within a cell is read as words of that cell. */
class TableReader {
  readonly tables: SpanningCell[][][] = []
  private depth = 0
  private cell: Growing | undefined

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table' && (this.depth += 1) === 1) this.tables.push([])
    if (name === 'br' || lineEnds.has(name)) this.say('\n')
    if (this.depth !== 1) return
    if (name === 'tr') this.tables.at(-1)!.push([])
    if (name !== 'td' && name !== 'th') return
    if (this.tables.at(-1)!.length === 0) this.tables.at(-1)!.push([])
    this.cell = { text: '', columns: spanOf(attributes['colspan']), rows: spanOf(attributes['rowspan']) }
    this.tables.at(-1)!.at(-1)!.push(this.cell)
  }

  /** What a browser shows as a blank is one here too. */
  text(words: string): void {
    this.say(words.replaceAll(/[\s\u00A0]+/g, ' '))
  }

  close(name: string): void {
    if (lineEnds.has(name)) this.say('\n')
    if (name === 'table') this.depth = Math.max(0, this.depth - 1)
    if (this.depth === 1 && (name === 'td' || name === 'th' || name === 'tr')) this.cell = undefined
  }

  private say(words: string): void {
    if (this.cell) this.cell.text += words
  }
}

/** The tables of a page or of what a word processor puts on the clipboard, with their merged cells laid out. */
export function htmlTables(html: string): Grid[] {
  const reader = new TableReader()
  let hidden = 0
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'style' || name === 'script') hidden += 1
      reader.open(name, attributes)
    },
    ontext: (words) => (hidden > 0 ? undefined : reader.text(words)),
    onclosetag(name) {
      if (name === 'style' || name === 'script') hidden -= 1
      reader.close(name)
    },
  })
  parser.end(html)
  return reader.tables.map(layOut)
}
