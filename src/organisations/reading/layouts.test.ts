import { packagePath } from '#platform'
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { interpreters } from '../statements/interpreters.ts'
import { readCount, readDate, tidyText } from './cell.ts'
import { hasHeaderOf } from './header.ts'
import { allLayouts } from './layouts.ts'

const forms = ['iso', 'compact', 'slashed', 'named', 'serial'] as const

describe('the layouts that can be read', () => {
  test('every file of reference/formats/organisations is a layout, named as its file, and has an interpreter', () => {
    const files = readdirSync(packagePath('reference', 'formats', 'organisations')).map((name) =>
      name.replace('.yaml', ''),
    )
    expect(
      allLayouts()
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(files.toSorted())
    expect(Object.keys(interpreters).toSorted()).toEqual(files.toSorted())
  })

  test('a header fits one layout only, so that no file is taken for another', () => {
    for (const layout of allLayouts().filter(({ header }) => header)) {
      const columns = [
        ...Object.values(layout.fields).map(({ column }) => String(column)),
        ...layout.bands.map(({ column }) => column),
      ]
      const fitting = allLayouts().filter((other) => hasHeaderOf(other, { number: 1, cells: columns }))
      expect(fitting.map(({ name }) => name)).toEqual([layout.name])
    }
  })
})

describe('cells', () => {
  test('a day in any of its forms', () => {
    for (const text of [
      '2019-10-01',
      '2019-10-01 00:00:00',
      '20191001',
      '20191001.0',
      '01/10/2019',
      '1.10.2019',
      '01Oct2019',
      '01-Oct-19',
      '43739',
    ])
      expect(readDate(text, forms), text).toBe('2019-10-01')
    expect(readDate('01-Apr-17', ['named'])).toBe('2017-04-01')
  })

  test('what is no day, or no form that the layout allows', () => {
    for (const text of ['2019-02-29', '20191301', '32/01/2019', '10/2019', '01Foo2019', '0', '12', '2019', 'soon', ''])
      expect(readDate(text, forms), text).toBeUndefined()
    expect(readDate('43739', ['iso', 'slashed'])).toBeUndefined()
  })

  test('a number of people, however a database or a spreadsheet writes it', () => {
    expect(['2244', '2,244', '2244.0', '1,002,244', '0'].map(readCount)).toEqual([2244, 2244, 2244, 1_002_244, 0])
    for (const text of ['-1', '1.5', '1e3', '22,44', '', 'many', '12345678901'])
      expect(readCount(text), text).toBeUndefined()
  })

  test('hard blanks and line breaks are blanks', () => {
    expect(tidyText('\u00a0Mill \n Lane ')).toBe('Mill Lane')
  })
})
