import { nhsNumbers } from './draft.ts'
import type { FuzzCase } from './fuzz-case.ts'

export interface Line {
  readonly row: number
  readonly line_id: string
  readonly provider: string
  readonly practice: string
  readonly pod: string
  readonly start: string
  readonly end: string | null
  readonly pence: number
  readonly month: string
  readonly snapshot: string
}

/** What the reader made of one file when it was asked to take what can be taken. */
export interface Made {
  readonly refusal?: { readonly code: string; readonly message: string }
  readonly lines: readonly Line[]
  /** The rejects file as it stands. */
  readonly rejects: string
  /** What the reader itself says it took. */
  readonly said: { readonly lines: number; readonly pence: number }
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 400))

/** A message to a person: whole sentences on one line, with something to do, and nobody's number. */
function wrongWords(message: string): string | undefined {
  if (!/^[“"A-Z0-9]/.test(message) || !/[.]$/.test(message) || message.length < 25)
    return `no sentence: ${shown(message)}`
  if (/[\p{Cc}\u202a-\u202e]/u.test(message)) return `a message of more than one line: ${shown(message)}`
  if (
    !/\b(send|write|correct|add|fill|give|leave|use|save|put|name|pack|split|round|check|separate|remove|begin|import|open)\b/i.test(
      message.replace(/“.*?”/g, ''),
    )
  )
    return `nothing to do: ${shown(message)}`
  return undefined
}

const numberPatterns = nhsNumbers.map((number) => new RegExp([...number].join('[ .-]?')))
const showsNumber = (text: string): boolean => numberPatterns.some((pattern) => pattern.test(text))

/** A plain reading of a file of rejects, by the rules of RFC 4180. */
export function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, mark, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\n|$)/g)) {
    rows.at(-1)!.push(mark === undefined ? plain! : mark.replaceAll('""', '"'))
    if (end === '\n') rows.push([])
  }
  return rows.filter((cells) => cells.length > 1)
}

function wrongReject([row, column, value, problem, whatToDo, more]: string[]): string | undefined {
  if (more !== undefined || !/^\d+$/.test(row!)) return 'a reject is not five cells'
  if (Number(row) < 2) return `a reject names row ${row}`
  if (!problem || problem.length < 10) return `a reject of row ${row} does not say what is wrong`
  if (!whatToDo || !/^[A-Z].{8,}[.]$/.test(whatToDo))
    return `a reject of row ${row} does not say what to do: ${whatToDo}`
  if (column === '' && !/cells/.test(problem)) return `a reject of row ${row} names no column`
  return [column, value, problem].some((cell) => /^[=+@\t\r-]/.test(cell!))
    ? `a reject of row ${row} could be a formula: ${value}`
    : undefined
}

const lineText = (line: Omit<Line, 'row'>): string =>
  JSON.stringify(line, ['line_id', 'provider', 'practice', 'pod', 'start', 'end', 'pence', 'month', 'snapshot'])

function wrongLines({ fate }: FuzzCase, made: Made): string | undefined {
  if (fate.kind === 'refused')
    return made.lines.length > 0 ? `${made.lines.length} lines of a broken file were taken` : undefined
  for (const line of made.lines) {
    const meant = fate.lines.get(line.row)
    if (!meant) return `row ${line.row} was taken and must not count`
    const { lineId, ...rest } = meant
    const right = lineText({ line_id: lineId, ...rest })
    if (lineText(line) !== right) return `row ${line.row} was taken as ${lineText(line)} and means ${right}`
  }
  const missing = [...fate.lines.keys()].filter((row) => !made.lines.some((line) => line.row === row))
  if (missing.length > 0 && !fate.orLess)
    return `good rows were not taken: ${missing.join(', ')}; rejects ${shown(made.rejects)}`
  return new Set(made.lines.map(({ row }) => row)).size < made.lines.length ? 'a row was taken twice' : undefined
}

function wrongSums(made: Made): string | undefined {
  const pence = made.lines.reduce((sum, line) => sum + line.pence, 0)
  return made.said.lines === made.lines.length && made.said.pence === pence
    ? undefined
    : `it says ${made.said.lines} lines and ${made.said.pence} pence and there are ${made.lines.length} and ${pence}`
}

function wrongRejects({ fate }: FuzzCase, made: Made): string | undefined {
  const rejects = cellsOf(made.rejects).slice(1)
  const wrong = rejects.map(wrongReject).find((text) => text !== undefined)
  if (wrong || fate.kind === 'refused' || fate.orLess) return wrong
  const found = [...new Set(rejects.map(([row]) => Number(row)))].toSorted((a, b) => a - b)
  const meant = [...fate.rejected].toSorted((a, b) => a - b)
  return found.join() === meant.join()
    ? undefined
    : `rows ${found.join()} were rejected and ${meant.join()} should be: ${shown(made.rejects)}`
}

function wrongRefusal({ fate }: FuzzCase, { refusal }: Made): string | undefined {
  if (!refusal) return undefined
  if (fate.kind === 'lines' && !fate.orLess)
    return `refused, and has good rows: ${refusal.code}: ${shown(refusal.message)}`
  return wrongWords(refusal.message)
}

/** What is wrong with what was made of a file that was to be taken as far as it can be. */
export function wrongWith(one: FuzzCase, made: Made): string | undefined {
  if (one.fate.kind === 'refused' && !made.refusal && made.lines.length === 0)
    return 'nothing was taken and nothing was said'
  if (showsNumber(made.rejects) || showsNumber(made.refusal?.message ?? '')) return 'an NHS number is shown'
  return wrongRefusal(one, made) ?? wrongLines(one, made) ?? wrongSums(made) ?? wrongRejects(one, made)
}

/** Without leave to take a part, one bad row keeps everything out. */
export function wrongWhole({ fate }: FuzzCase, { refusal, lines }: Made): string | undefined {
  const isGood = fate.kind === 'lines' && fate.rejected.size === 0
  if (!isGood && !refusal && !(fate.kind === 'lines' && fate.orLess)) return 'a file with broken rows was taken whole'
  if (refusal && lines.length > 0) return 'a refused file left lines behind'
  if (refusal && isGood && !fate.orLess) return `a good file was refused: ${refusal.message}`
  return refusal && wrongWords(refusal.message)
}
