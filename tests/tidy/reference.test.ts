import { describe, expect, test } from 'vitest'
import { filesUnder, isTest } from './source.ts'

const tests = [...filesUnder('tests', /\.test\.tsx?$/), ...filesUnder('src', /\.test\.tsx?$/)].filter(({ path }) =>
  isTest(path),
)
const said = tests.map(({ text }) => text).join('\n')

describe('reference data', () => {
  test('is loaded by a test: each file, or its whole folder, is named by one', () => {
    const unloaded = filesUnder('reference', /\.(ya?ml|csv|json)$/)
      .map(({ path }) => path)
      .filter(
        (path) =>
          !said.includes(path.split('/').at(-1)!) &&
          !said.includes(`every file of ${path.split('/').slice(0, -1).join('/')}`),
      )
    expect(unloaded).toEqual([])
  })
})
