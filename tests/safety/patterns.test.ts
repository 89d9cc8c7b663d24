import { execFileSync } from 'node:child_process'
import { packagePath } from '#platform'
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
  { letters: 10_000, mostMs: 8 },
  { letters: 100_000, mostMs: 25 },
  { letters: 1_000_000, mostMs: 50 },
]

/** At which text each is too slow, in a process that does nothing else: beside other tests the same pattern takes now this long and now that. */
function slowAt(measured: readonly Pattern[]): (string | null)[] {
  const asked = { sizes, pieces, patterns: measured.map(({ pattern: { source, flags } }) => ({ source, flags })) }
  const program = packagePath('tests', 'safety', 'time-patterns.mjs')
  return JSON.parse(execFileSync(process.execPath, [program], { input: JSON.stringify(asked), encoding: 'utf8' }))
}

describe(`the ${patterns.length} patterns of the product`, () => {
  test('are found', () => expect(patterns.length).toBeGreaterThan(100))

  test('each take less than 50 ms for a million letters made to slow them down', () => {
    const measured = patterns.filter((each) => !isBounded(each))
    const found = slowAt(measured).flatMap((at, which) => (at === null ? [] : [`${measured[which]!.where} at ${at}`]))
    expect(found).toEqual([])
  }, 100_000)
})
