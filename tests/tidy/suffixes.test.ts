import { describe, expect, test } from 'vitest'
import { filesUnder, importsOf, isTest, withoutComments } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))
const ending = (suffix: string) => source.filter(({ path }) => path.includes(`.${suffix}.`))

const impure = /\bnew Date\(\)|\bDate\.now\(|\bMath\.random\(|\bprocess\.env\b/

describe('a suffix is a promise of what a file may touch', () => {
  test('a page knows no store, no database and no lake', () => {
    for (const { path, text } of ending('page'))
      expect(
        importsOf(text).filter((name) => /\.store\.ts$|^#db$|^#lake$/.test(name)),
        path,
      ).toEqual([])
  })

  test('an operation for programs knows no store, no database and no lake', () => {
    expect(ending('api').length).toBeGreaterThan(0)
    for (const { path, text } of ending('api'))
      expect(
        importsOf(text).filter((name) => /\.store\.ts$|^#db$|^#lake$/.test(name)),
        path,
      ).toEqual([])
  })

  test('a command-line file knows no store, no database and no lake', () => {
    for (const { path, text } of ending('cli'))
      expect(
        importsOf(text).filter((name) => /\.store\.ts$|^#db$|^#lake$/.test(name)),
        path,
      ).toEqual([])
  })

  test('a command knows no page, no user interface and no SQL text', () => {
    for (const { path, text } of ending('command')) {
      expect(
        importsOf(text).filter((name) => /\.page\.tsx$|^#ui$|^react/.test(name)),
        path,
      ).toEqual([])
      expect(withoutComments(text), path).not.toMatch(/\bsql`/)
    }
  })

  test('a view writes nothing', () => {
    for (const { path, text } of ending('view'))
      expect(withoutComments(text), path).not.toMatch(
        /\.(insertInto|updateTable|deleteFrom)\(|\b(INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/,
      )
  })

  test('a file without a suffix in a room reads no clock, no chance and no environment', () => {
    const nouns = source.filter(({ path }) => /^src\/(shared|organisations|activity)\/([^.]*\/)*[^./]+\.ts$/.test(path))
    for (const { path, text } of nouns) expect(withoutComments(text), path).not.toMatch(impure)
  })

  test('every lake query says its grain, inputs, outputs and why, and some file reads it', () => {
    const everything = filesUnder('src', /\.tsx?$/)
      .map(({ text }) => text)
      // A rule's query is read under the name of its description.
      .concat(
        filesUnder('reference/rules', /\.yaml$/).map(
          ({ path }) => `${path.split('/').at(-1)!.replace('.yaml', '')}.lake.sql`,
        ),
      )
      .join('\n')
    for (const { path, text } of filesUnder('src', /\.lake\.sql$/)) {
      const head = text.slice(0, 1500).toLowerCase()
      for (const word of ['grain', 'inputs', 'outputs', 'why']) expect(head, `${path} says its ${word}`).toContain(word)
      expect(everything, `${path} is read by some file`).toContain(path.split('/').at(-1)!)
    }
  })
})
