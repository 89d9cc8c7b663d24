import { expect, test } from 'vitest'
import { filesUnder, isTest } from './source.ts'

/** Two locks with one number wait for each other's holders for ever: a server could not import beside its own lock. */
test('no two advisory locks have the same number', () => {
  const numbers = filesUnder('src', /\.ts$/)
    .filter(({ path }) => !isTest(path))
    .flatMap(({ text }) => [...text.matchAll(/\w*[lL]ock = (7_\d{3}_\d{3})/g)].map((match) => match[1]!))
  expect(numbers.length).toBeGreaterThanOrEqual(4)
  expect(new Set(numbers).size).toBe(numbers.length)
})
