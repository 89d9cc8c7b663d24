import { expect, test } from 'vitest'
import { filesUnder, isTest } from './source.ts'

const source = filesUnder('src', /\.tsx?$/).filter(({ path }) => !isTest(path))

/** Tables of which nothing is published where small numbers are held back: each has `published: 'never'`. */
const neverPublished = [
  'src/activity/statement/lines/line-row.ts',
  'src/activity/statement/line/history-table.ts',
  'src/activity/statement/months/gaps-table.ts',
  'src/activity/import/showing/rejects-file.view.ts',
  'src/activity/validation/findings/findings-table.ts',
  'src/activity/validation/findings/versions-table.ts',
]

const figure = /\bkey\b[^{}]*\bkind: '(?:count|pence|percent)'[^{}]*/g

test('every column of figures says what it counts, or on which counts it rests, so that small numbers can be held back', () => {
  const found = source.flatMap(({ path, text }) => [...text.matchAll(figure)].map(([column]) => ({ path, column })))
  const silent = found.filter(({ path, column }) => !/\b(counts|of):/.test(column) && !neverPublished.includes(path))
  expect(silent.map(({ path, column }) => `${path} ${column.trim()}`)).toEqual([])
  expect(found.length).toBeGreaterThan(40)
})

test('tables whose columns say nothing are never published', () => {
  const texts = source.map(({ path, text }) => [path, text] as const)
  for (const path of neverPublished) {
    const own = texts.find(([at]) => at === path)
    expect(own, path).toBeDefined()
    const declares = path.endsWith('line-row.ts') ? texts.find(([at]) => at.endsWith('lines/lines.view.ts')) : own
    expect(declares![1], path).toMatch(/published: 'never'/)
  }
})
