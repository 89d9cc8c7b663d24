/** A line of a newer text that the older one had not, or the other way. */
export interface Change {
  readonly kind: 'added' | 'removed'
  readonly line: string
}

/** Longest common lines, by the table of all beginnings; papers have some hundred lines. */
function lengths(before: readonly string[], after: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let at = before.length - 1; at >= 0; at -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1)
      rows[at]![to] =
        before[at] === after[to] ? rows[at + 1]![to + 1]! + 1 : Math.max(rows[at + 1]![to]!, rows[at]![to + 1]!)
  return rows
}

/** Beyond this many lines on a side, what changed in the middle is told as a whole: some million steps are enough for a page. */
const mostLines = 1_500

function middleChanges(before: readonly string[], after: readonly string[]): Change[] {
  const whole = before.length > mostLines || after.length > mostLines
  const common = whole ? [] : lengths(before, after)
  const changes: Change[] = []
  let [at, to] = [0, 0]
  while (at < before.length || to < after.length) {
    if (!whole && at < before.length && to < after.length && before[at] === after[to]) {
      at += 1
      to += 1
    } else if (at < before.length && (whole || to >= after.length || common[at + 1]![to]! >= common[at]![to + 1]!)) {
      changes.push({ kind: 'removed', line: before[at]! })
      at += 1
    } else {
      changes.push({ kind: 'added', line: after[to]! })
      to += 1
    }
  }
  return changes
}

/**
 * What changed from one text to the next, line by line and in order. Example: `a b c` to `a x c` is `b` removed and `x` added.
 */
export function changesBetween(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1
  return middleChanges(before.slice(start, before.length - end), after.slice(start, after.length - end))
}
