/** One of those who lead on something, as it was written. */
export interface LeadPart {
  readonly text: string
  /** The line of the cell in which it stands, from 0: a line of leads may go with a line of the objective. */
  readonly line: number
  /** Those with the same number are alternatives: one of them leads. */
  readonly choice: number | null
  /** What stands in brackets behind it: “names to follow”. */
  readonly remark: string | null
}

const isShort = (text: string): boolean => /^\p{Lu}{1,5}\p{Ll}?$|^\p{Lu}{2,5}s$/u.test(text)

/** Brackets around the whole say nothing; brackets behind a name are a remark. */
const withoutOuter = (line: string): string => {
  const bare = line.trim()
  return bare.startsWith('(') && bare.indexOf(')') === bare.length - 1 ? bare.slice(1, -1) : bare
}

/** Parts of a line between strokes, commas, semicolons and, between initials, `and` or `&`; what is in brackets stays together. */
function piecesOf(line: string): string[] {
  const parted: string[] = ['']
  let depth = 0
  for (const mark of line) {
    if (mark === '(') depth += 1
    if (mark === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[/,;]/.test(mark)) parted.push('')
    else parted[parted.length - 1] += mark
  }
  return parted.flatMap((piece) => {
    const joined = piece.split(/ and | ?& ?/i).map((each) => each.trim())
    return joined.every(isShort) ? joined : [piece.trim()]
  })
}

function partOf(text: string): { text: string; remark: string | null } {
  const opened = text.indexOf('(')
  if (opened <= 0 || !text.endsWith(')')) return { text: text.trim(), remark: null }
  return { text: text.slice(0, opened).trim(), remark: text.slice(opened + 1, -1).trim() }
}

const alternativesOf = (piece: string): string[] => piece.split(/ or /i).map((each) => each.trim())

/**
 * `PL/GMs or DMs` is PL, and one of GMs and DMs; `(AC, PA,RB)` are three; each line of a cell is kept apart. A line that is nothing but
 * one of `going` goes on from the line before: a narrow column broke “Board / Leads”.
 */
export function splitLeads(text: string, going: readonly string[]): LeadPart[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replaceAll(/\s+/g, ' ').trim())
  const joined: { line: number; text: string }[] = []
  for (const [line, words] of lines.filter((each) => each !== '').entries()) {
    const last = joined.at(-1)
    if (last && going.includes(words.toLowerCase())) last.text += ` ${words}`
    else joined.push({ line, text: words })
  }
  let choices = 0
  return joined.flatMap(({ line, text: words }) =>
    piecesOf(withoutOuter(words)).flatMap((piece) => {
      const several = alternativesOf(piece).filter((each) => each !== '')
      const choice = several.length > 1 ? (choices += 1) : null
      return several.map((each) => ({ ...partOf(each), line, choice }))
    }),
  )
}
