import { expect, test } from 'vitest'
import { toMonth } from '#shared'
import { lineAddress, linesAddress, statementAddress } from './addresses.ts'

const month = toMonth('2007-10')

test('an address names the month in its path and the question in its query', () => {
  expect(statementAddress(month, 'practice', { group: 'G1' })).toBe('/statements/2007-10?by=practice&group=G1')
  expect(linesAddress(month)).toBe('/lines/2007-10')
})

test('a line id may hold anything a hospital writes', () => {
  expect(lineAddress(month, 'RAL', 'A/1 ?#é')).toBe('/lines/2007-10/RAL/A%2F1%20%3F%23%C3%A9')
})
