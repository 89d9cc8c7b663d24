import { describe, expect, test } from 'vitest'
import { filesUnder, isTest, withoutComments } from './source.ts'

const source = filesUnder('src', /\.(tsx?|sql|scss)$/)

/** Words of one era: they belong in reference/vocabularies, reference/formats and the documents. */
const eraWords = [
  'PCT',
  'PCTs',
  'SHA',
  'PEC',
  'CCG',
  'CCGs',
  'ICB',
  'ICBs',
  'PCN',
  'PCNs',
  'primary care trust',
  'primary care network',
  'strategic health authority',
  'integrated care board',
  'clinical commissioning group',
  'neighbourhood',
  'cluster lead',
]
const eraWord = new RegExp(`(?<![A-Za-z0-9-])(${eraWords.join('|')})(?![A-Za-z0-9])`, 'i')
/** `sha` as in `sha256` and database clusters are other words; these few identifiers are not of an era. */
const innocent = /\b(book|file|content|raw|rules)?_?[sS]ha(256|1|512)?\b|bookSha|\.sha\b|SHA-256|cluster(?!s? lead)/g

const lines = (text: string): string[] => text.split('\n')

const hits = (pattern: RegExp, prepare: (text: string) => string = (text) => text, files = source): string[] =>
  files.flatMap(({ path, text }) =>
    lines(prepare(text)).flatMap((line, at) =>
      pattern.test(line) ? [`${path}:${at + 1} ${line.trim().slice(0, 90)}`] : [],
    ),
  )

describe('words that do not belong in src', () => {
  test('no word of one era: nouns are commissioner, group, practice, provider, region', () => {
    expect(hits(eraWord, (text) => text.replaceAll(innocent, ''))).toEqual([])
    expect(eraWord.test('const pct = 1'), 'the check itself works').toBe(true)
  })

  test('no any', () => {
    const any = /(:\s*any\b|\bas any\b|<any\b|\bany\[\]|,\s*any>)/
    expect(
      hits(
        any,
        withoutComments,
        source.filter(({ path }) => /\.tsx?$/.test(path)),
      ),
    ).toEqual([])
    expect(any.test('const x: any = 1'), 'the check itself works').toBe(true)
  })

  test('no default export, no switched-off check, nothing left for later', () => {
    expect(hits(/^export default\b/)).toEqual([])
    expect(hits(/@ts-(ignore|nocheck|expect-error)|eslint-disable|oxlint-disable(?!-next-line)/)).toEqual([])
    expect(hits(/\b(TODO|FIXME|XXX)\b/)).toEqual([])
  })

  test('no test is switched off or alone', () => {
    const tests = [...filesUnder('tests', /\.tsx?$/), ...source.filter(({ path }) => isTest(path))]
    expect(hits(/\b(test|it|describe)\.(only|todo)\b|\btest\.skip\(/, withoutComments, tests)).toEqual([])
  })

  test('no drawer: a file has the name of what is in it', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|misc|managers?|lib|stuff|data2)(\.|\/)/
    expect(
      [...source, ...filesUnder('tests'), ...filesUnder('scripts')]
        .map(({ path }) => path)
        .filter((path) => drawer.test(path)),
    ).toEqual([])
  })
})
