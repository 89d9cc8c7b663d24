import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Entries, readInput } from './read-input.ts'

const month = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/, 'Write a month like 2007-10.'),
  by: z.enum(['practice', 'group']).default('practice'),
  also: z.array(z.string()).optional(),
})

describe('what was sent, against what was asked for', () => {
  test('fits with its defaults, and a list stays a list with one value', () => {
    expect(
      readInput(month, [
        ['month', '2007-10'],
        ['also', 'a'],
      ]),
    ).toEqual({
      kind: 'fits',
      input: { month: '2007-10', by: 'practice', also: ['a'] },
    })
    expect(
      readInput(month, [
        ['month', '2007-10'],
        ['also', 'a'],
        ['also', 'b'],
      ]),
    ).toMatchObject({ input: { also: ['a', 'b'] } })
  })

  test('is refused by the name of what is unknown or comes twice', () => {
    expect(
      readInput(month, [
        ['month', '2007-10'],
        ['moth', 'x'],
      ]),
    ).toMatchObject({ kind: 'not-understood', message: expect.stringContaining('“moth”') })
    expect(
      readInput(month, [
        ['month', '2007-10'],
        ['month', '2007-11'],
      ]),
    ).toMatchObject({ kind: 'not-understood' })
  })

  test('that does not fit comes back as typed, with a sentence for each field', () => {
    const read = readInput(month, [
      ['month', 'October'],
      ['by', 'region'],
    ])
    expect(read).toMatchObject({
      kind: 'invalid',
      errors: { month: 'Write a month like 2007-10.', by: '“by” must be one of: practice, group.' },
      values: { month: 'October', by: 'region' },
    })
    expect(readInput(month, [])).toMatchObject({ errors: { month: '“month” is missing. Give it and try again.' } })
  })

  test('looks through a transform, and still knows its fields', () => {
    const pages = z.object({ page: z.coerce.number().int() }).transform(({ page }) => page * 2)
    expect(readInput(pages, [['page', '4']])).toEqual({ kind: 'fits', input: 8 })
    expect(readInput(pages, [['pages', '4']])).toMatchObject({ kind: 'not-understood' })
  })

  test('whatever it is, takes no name that was not asked for and never throws', () => {
    const names = fc.oneof(fc.constantFrom('month', 'by', 'also', '__proto__', 'constructor', 'toString'), fc.string())
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.string())), (entries) => {
        const read = readInput(month, entries as Entries)
        const unknown = entries.some(([name]) => !['month', 'by', 'also'].includes(name))
        if (unknown) expect(read.kind).toBe('not-understood')
        if (read.kind === 'fits') expect(Object.keys(read.input).toSorted().join()).toMatch(/^(also,)?by,month$/)
      }),
    )
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
