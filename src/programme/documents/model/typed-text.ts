import type { Block, DocumentBody } from './document.ts'
import { linesOf } from './lines-of.ts'

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
const isRow = (line: string): boolean => line.startsWith('|') && line.endsWith('|') && line.length > 2
/** The rule under the head of a table, as some people type it. */
const isRule = (line: string): boolean => isRow(line) && cellsOf(line).every((cell) => /^:?-+:?$/.test(cell))

/** Rows of one width, that of the head: a cell too few is empty, one too many goes into the last. */
function tableOf(caption: string, rows: readonly string[][]): Block {
  const [columns = [], ...rest] = rows
  const fit = (row: readonly string[]) =>
    columns.map((_, at) => (at === columns.length - 1 ? row.slice(at).join(' ').trim() : (row[at] ?? '')))
  return { type: 'table', caption, columns, rows: rest.map(fit) }
}

const kindOf = (line: string): 'row' | 'bullet' | 'number' | 'blank' | 'heading' | 'break' | 'text' => {
  if (line === '') return 'blank'
  if (isRow(line)) return 'row'
  if (/^[-*•] \S/.test(line)) return 'bullet'
  if (/^\d{1,3}[.)] \S/.test(line)) return 'number'
  if (/^#{1,3} \S/.test(line)) return 'heading'
  return /^-{3,}$/.test(line) ? 'break' : 'text'
}

const afterMark = (line: string): string => line.slice(line.indexOf(' ') + 1).trim()

function blockOf(kind: ReturnType<typeof kindOf>, run: readonly string[], caption: string): Block[] {
  if (kind === 'row') return [tableOf(caption, run.filter((line) => !isRule(line)).map(cellsOf))]
  if (kind === 'bullet') return [{ type: 'list', items: run.map(afterMark) }]
  if (kind === 'number') return [{ type: 'list', ordered: true, items: run.map(afterMark) }]
  if (kind === 'break') return [{ type: 'page-break' }]
  if (kind === 'heading')
    return run.map((line) => ({ type: 'heading', level: line.startsWith('##') ? 3 : 2, text: afterMark(line) }))
  return run.map((line) => ({ type: 'paragraph', text: line }))
}

/**
 * What somebody typed or pasted, as the tree: `# heading`, `## smaller heading`, `- point`, `1. point`, `| cell | cell |` with `Table:`
 * and its caption above, `---` for a new page; every other line is a paragraph. Nothing is refused: what is none of these is text.
 */
export function bodyOfText(typed: string): DocumentBody {
  const lines = typed.split(/\r\n|\r|\n/).map((line) => line.trim())
  const blocks: Block[] = []
  let caption = ''
  for (let at = 0; at < lines.length;) {
    const kind = kindOf(lines[at]!)
    let end = at + 1
    while (end < lines.length && kindOf(lines[end]!) === kind) end += 1
    const run = lines.slice(at, end)
    const last = run.at(-1)!
    const isCaption = kind === 'text' && /^table:/i.test(last) && kindOf(lines[end] ?? '') === 'row'
    blocks.push(...(kind === 'blank' ? [] : blockOf(kind, isCaption ? run.slice(0, -1) : run, caption || 'Table')))
    caption = isCaption ? last.slice(6).trim() : ''
    at = end
  }
  return { blocks }
}

/** The tree as it would be typed; `bodyOfText` makes the same of it again. Pages that were brought as a PDF stay out of it. */
export const textOfBody = ({ blocks }: DocumentBody): string =>
  blocks
    .filter(({ type }) => type !== 'file')
    .map((block) => linesOf({ blocks: [block] }).join('\n'))
    .join('\n\n')
