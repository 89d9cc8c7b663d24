/** Something to be done within an objective, and what it is made of. */
export interface Activity {
  readonly words: string
  /** The line of the objective in which it begins, from 0; the objective itself is line 0. */
  readonly line: number
  readonly parts: readonly string[]
}

export interface ObjectiveWords {
  readonly title: string
  readonly activities: readonly Activity[]
}

const bullet = /^[·•▪*–—:-]\s*/
/** A line that begins small, in brackets, or with `eg` belongs to the one before it; a lone `etc` too. */
const isGoingOn = (line: string): boolean => /^[\p{Ll}(]/u.test(line) || /^e\.?g\.?\b/i.test(line)

interface Growing {
  words: string
  line: number
  parts: string[]
}

function addLine(activities: Growing[], line: string, at: number): void {
  const last = activities.at(-1)
  if (bullet.test(line) && last) last.parts.push(line.replace(bullet, ''))
  else if (isGoingOn(line) && last) {
    if (last.parts.length > 0) last.parts[last.parts.length - 1] += ` ${line}`
    else last.words += ` ${line}`
  } else activities.push({ words: line.replace(bullet, ''), line: at, parts: [] })
}

/** Lines of a cell without blank ones, each in one line. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '')

/**
 * An objective as people write it in one cell: its first line, then what is to be done for it line by line, with points below a line. Of
 * `Agree terms / · who chairs / · who writes / Meet monthly` the title is the first, which has two parts, and one activity follows.
 */
export function objectiveWords(text: string): ObjectiveWords {
  const activities: Growing[] = []
  for (const [at, line] of linesOf(text).entries()) addLine(activities, line, at)
  const [first, ...others] = activities
  if (!first) return { title: '', activities: [] }
  // What is pointed out below the first line stands beneath it as things to do.
  const own = first.parts.map((words) => ({ words, line: first.line, parts: [] }))
  return { title: first.words, activities: [...own, ...others] }
}
