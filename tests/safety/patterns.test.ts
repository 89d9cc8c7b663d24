import { describe, expect, test } from 'vitest'
import { filesUnder, isTest, withoutComments } from '../tidy/source.ts'

/** A literal of a regular expression, where one can begin: behind a mark or a blank, on one line. */
const literal =
  /(?<=[(=,:!&|?{;[\s>])\/((?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)(?=\s*[.,;:)\]}\n]|\s\?)/g

interface Pattern {
  readonly where: string
  readonly pattern: RegExp
}

function patternsOf({ path, text }: { path: string; text: string }): Pattern[] {
  return [...withoutComments(text).matchAll(literal)].flatMap(([, source, flags]) => {
    try {
      return [{ where: `${path}: /${source}/${flags}`, pattern: new RegExp(source!, flags) }]
    } catch {
      return []
    }
  })
}

const patterns = filesUnder('src', /\.tsx?$/)
  .filter(({ path }) => !isTest(path))
  .flatMap(patternsOf)

/** Each a piece that is repeated: one kind of letter after another, and pairs between which a pattern could go back and forth. */
const pieces = [
  'a',
  '0',
  ' ',
  '.',
  '-',
  '/',
  '"',
  "'",
  '(',
  '[',
  '<',
  '=',
  '@',
  '*',
  '\\',
  '%',
  '“',
  '\t',
  '\u00a0',
  'a ',
  '1-',
  'a.',
  '0 ',
  'a@',
  '=(',
  '"a',
  'A1,',
  '01/',
  ' -',
]

/**
 * What they meet is short, or is ours: how short, and what holds it to that.
 */
const bounded: Readonly<Record<string, string>> = {
  'src/activity/import/cells/read-number.ts: /0+$/': 'twenty digits, by the pattern before it',
  'src/activity/pricing/loading/cell.ts: /\\s*\\*+$/': 'two hundred letters of a cell',
  'src/activity/pricing/loading/cell.ts: /\\s*%$/': 'two hundred letters of a cell',
  'src/activity/pricing/working/words.ts: /0+$/': 'a decimal of the lake, of seventeen digits',
  'src/activity/statement/line/fact-words.ts: /\\.?0+$/': 'a decimal of the lake, of seventeen digits',
  'src/budgets/allowance/showing/management-cost-table.ts: /\\.?0+$/': 'a share in per cent, of five digits',
  'src/budgets/prescribing/showing/exact-pounds.ts: /\\B(?=(\\d{3})+$)/g': 'the pounds of a sum, of fifteen digits',
  'src/delivery/cli/serve.cli.ts: /\\/+$/': 'an address that the operator types',
  'src/delivery/web/pages/glossary.ts: /\\[([^\\]]*)\\]\\([^)]*\\)/g': 'a file of the project',
}
const isBounded = ({ where }: Pattern): boolean =>
  where in bounded || (where.startsWith('src/platform/log/fault.ts') && where.endsWith('/g'))

/** The shorter ones first: what goes back and forth is found out there, and would take hours at a million. */
const sizes = [
  [10_000, 8],
  [100_000, 25],
  [1_000_000, 50],
] as const

const texts = sizes.map(([letters, mostMs]) => ({
  letters,
  mostMs,
  hostile: pieces.map((piece) => ({
    piece,
    text: Buffer.from(`${piece.repeat(Math.ceil(letters / piece.length))}\u0001`).toString(),
  })),
}))

/** By the processor, not by the clock: somebody else may have the machine. */
function timeMs(pattern: RegExp, text: string): number {
  pattern.lastIndex = 0
  const began = process.cpuUsage()
  if (pattern.global) void text.replaceAll(pattern, '')
  else pattern.test(text)
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}

/** The letters at which it is too slow, five times in a row: once, what was thrown away may have been collected meanwhile. */
const slowAt = (pattern: RegExp): string | undefined => {
  for (const { letters, mostMs, hostile } of texts)
    for (const { piece, text } of hostile) {
      // To take a million letters out one by one costs time of its own.
      const most = pattern.global ? 4 * mostMs : mostMs
      if ([1, 2, 3, 4, 5].every(() => timeMs(pattern, text) > most)) return `${letters} × ${JSON.stringify(piece)}`
    }
  return undefined
}

describe(`the ${patterns.length} patterns of the product`, () => {
  test('are found', () => expect(patterns.length).toBeGreaterThan(100))

  test('each take less than 50 ms for a million letters made to slow them down', () => {
    const found = patterns
      .filter((each) => !isBounded(each))
      .flatMap(({ where, pattern }) => {
        const at = slowAt(pattern)
        return at === undefined ? [] : [`${where} at ${at}`]
      })
    expect(found).toEqual([])
  }, 100_000)
})
