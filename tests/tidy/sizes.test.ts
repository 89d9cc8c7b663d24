import { describe, expect, test } from 'vitest'
import { type SourceFile, filesUnder, isTest } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))
const lengthOf = ({ text }: SourceFile): number => text.split('\n').length

interface Measured {
  readonly name: string
  readonly lines: number
}

/** Functions by a plain reading of the text: a head that opens a brace, up to the line that closes it at the same indent. */
function functionsOf({ path, text }: SourceFile): Measured[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    const head = /^(\s*)(?:export )?(?:async )?(?:function\*? (\w+)|const (\w+) = (?:async )?(?:\([^=]*|\w+) =>)/.exec(
      line,
    )
    if (!head) return []
    const indent = head[1]!
    const name = `${path} ${head[2] ?? head[3]}`
    if (!/[{([]$/.test(line.trim())) return [{ name, lines: 1 }]
    const end = lines.findIndex(
      (later, index) => index > at && new RegExp(`^${indent}[})\\]]`).test(later) && !/[{(]$/.test(later),
    )
    return end < 0 ? [] : [{ name, lines: end - at + 1 }]
  })
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const longest = (all: readonly Measured[]) =>
  all
    .toSorted((a, b) => b.lines - a.lines)
    .slice(0, 10)
    .map(({ name, lines }) => `${String(lines).padStart(5)}  ${name}`)
    .join('\n')

describe('sizes, for somebody to look at', () => {
  const files = source.map((file) => ({ name: file.path, lines: lengthOf(file) }))
  const functions = source.flatMap(functionsOf)

  test('half of the files are under 80 lines and half of the functions under 12', () => {
    process.stderr.write(
      `\nlongest of ${files.length} files\n${longest(files)}\nlongest of ${functions.length} functions\n${longest(functions)}\n`,
    )
    expect(median(files.map(({ lines }) => lines))).toBeLessThan(80)
    expect(median(functions.map(({ lines }) => lines))).toBeLessThan(12)
  })

  test('no file is over 400 lines and no line over 140 characters', () => {
    expect(files.filter(({ lines }) => lines > 400)).toEqual([])
    const wide = source.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, at) => (line.length > 140 ? [`${path}:${at + 1}`] : [])),
    )
    expect(wide).toEqual([])
  })
})
