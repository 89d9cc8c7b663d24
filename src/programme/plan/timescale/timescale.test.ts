import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFolder } from '../../../../tests/support/shared-folder.ts'
import { readTimescale } from './read-timescale.ts'
import { findMonthNumber, monthNames, monthSpan, partOf } from './span.ts'

const days = (text: string) => {
  const { status, start, due, unread } = readTimescale(text)
  return [status, start, due, unread]
}

describe('a timescale as people write it', () => {
  test.each([
    ['Complete', 'complete', null, null],
    ['Complete and on going', 'complete-ongoing', null, null],
    ['Ongoing', 'ongoing', null, null],
    ['On-going', 'ongoing', null, null],
    ['November 2005', 'planned', '2005-11-01', '2005-11-30'],
    ['November/early December 2005', 'planned', '2005-11-01', '2005-12-10'],
    ['December/January 2006', 'planned', '2005-12-01', '2006-01-31'],
    ['Jan 2006 and on going', 'ongoing', '2006-01-01', null],
    ['From October 2005 and Ongoing', 'ongoing', '2005-10-01', null],
    ['August 2005\nOn going', 'ongoing', '2005-08-01', null],
    ['November 2005\nJanuary 2006', 'planned', '2005-11-01', '2006-01-31'],
    ['Ongoing\nTo be completed by October 2005', 'ongoing', null, '2005-10-31'],
    ['by end of December 2005', 'planned', null, '2005-12-31'],
    ['before December 2005', 'planned', null, '2005-11-30'],
    ['after 1 April 2006', 'planned', '2006-04-02', null],
    ['from 1 April to 30 June 2006', 'planned', '2006-04-01', '2006-06-30'],
    ['15th November 2005', 'planned', '2005-11-15', '2005-11-15'],
    ['15.11.05', 'planned', '2005-11-15', '2005-11-15'],
    ['mid-November 2005', 'planned', '2005-11-11', '2005-11-20'],
    ['2005/06', 'planned', '2005-04-01', '2006-03-31'],
    ['Q3 2005/06', 'planned', '2005-10-01', '2005-12-31'],
    ['w/c 3 October 2005', 'planned', '2005-10-03', '2005-10-09'],
    ['To be confirmed', 'planned', null, null],
  ])('%s', (text, status, start, due) => {
    expect(days(text)).toEqual([status, start, due, []])
  })

  test('what it goes on until is kept in its words', () => {
    expect(readTimescale('On going till formation of the Board')).toMatchObject({
      status: 'ongoing',
      due: null,
      until: 'formation of the Board',
      unread: [],
    })
  })

  test.each([
    ['31 November 2005', 'there is no 31 November 2005: that month has 30 days'],
    ['30/02/2006', 'there is no 30 February 2006: that month has 28 days'],
    ['13/2005', 'there is no month 13'],
    ['by October', 'its year is not said'],
    ['Nov 15', 'may be a day or a year'],
    ['Q3 2005', 'of a calendar or of a financial year is not said'],
    ['Ongoing, October 2005', 'whether it begins or ends then is not said'],
    ['2005/08', 'is no financial year'],
  ])('what is no day, or may be two, is said: %s', (text, why) => {
    const read = readTimescale(text)
    expect(read.problems.join()).toContain(why)
    expect(read.unread).not.toEqual([])
    expect(read.due).toBeNull()
  })

  test('words that say nothing it knows are told as they were written', () => {
    expect(readTimescale('When the Board says, from May 2006')).toMatchObject({
      start: '2006-05-01',
      unread: ['When the Board says'],
    })
  })
})

const year = fc.integer({ min: 2000, max: 2039 })
const month = fc.integer({ min: 1, max: 12 })
const cased = (word: string) => fc.constantFrom(word, word.toLowerCase(), word.toUpperCase())
const monthWord = (number: number) => {
  const name = monthNames[number - 1]!
  const long = name[0]!.toUpperCase() + name.slice(1)
  return fc.constantFrom(long, name, long.slice(0, 3), long.toUpperCase())
}
const ongoing = fc.constantFrom('ongoing', 'on going', 'On-going', 'On Going', 'continuing', 'in progress')
const complete = fc.constantFrom('Complete', 'completed', 'Done')

interface Made {
  readonly text: string
  readonly status: string
  readonly start: string | null
  readonly due: string | null
}

/** A month of a year as somebody might write it, and its days. */
const monthly = fc.tuple(year, month).chain(([of, at]) =>
  fc.record({
    text: monthWord(at).map((word) => `${word} ${of}`),
    from: fc.constant(monthSpan(of, at).from as string),
    to: fc.constant(monthSpan(of, at).to as string),
  }),
)

const parted = fc
  .tuple(year, month, fc.constantFrom('early', 'mid', 'late', 'end') as fc.Arbitrary<'early' | 'mid' | 'late' | 'end'>)
  .chain(([of, at, word]) =>
    monthWord(at).map((name) => {
      const { from, to } = partOf(monthSpan(of, at), word === 'mid' ? 'middle' : word)
      return { text: `${word}${word === 'end' ? ' of' : ''} ${name} ${of}`, from: from as string, to: to as string }
    }),
  )

const dated = fc.tuple(year, month, fc.integer({ min: 1, max: 28 })).chain(([of, at, day]) => {
  const iso = `${of}-${String(at).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const texts = [`${day}/${at}/${of}`, iso, `${day}.${at}.${of}`]
  return fc
    .oneof(
      fc.constantFrom(...texts),
      monthWord(at).map((name) => `${day} ${name} ${of}`),
    )
    .map((text) => ({ text, from: iso, to: iso }))
})

const span = fc.oneof(monthly, parted, dated)
const joint = fc.constantFrom(' and ', ', ', ' & ')

const made: fc.Arbitrary<Made> = fc.oneof(
  span.map(({ text, from, to }) => ({ text, status: 'planned', start: from, due: to })),
  fc
    .tuple(fc.constantFrom('by', 'By', 'no later than', 'to be completed by'), span)
    .map(([by, { text, to }]) => ({ text: `${by} ${text}`, status: 'planned', start: null, due: to })),
  fc
    .tuple(fc.constantFrom('from', 'From', 'since', 'starting'), span, joint, ongoing)
    .map(([word, { text, from }, and, on]) => ({
      text: `${word} ${text}${and}${on}`,
      status: 'ongoing',
      start: from,
      due: null,
    })),
  fc
    .tuple(span, joint, ongoing)
    .map(([{ text, from }, and, on]) => ({ text: `${text}${and}${on}`, status: 'ongoing', start: from, due: null })),
  fc
    .tuple(ongoing, fc.constantFrom('\n', ' '), fc.constantFrom('to be completed by', 'until', 'by'), span)
    .map(([on, gap, by, { text, to }]) => ({
      text: `${on}${gap}${by} ${text}`,
      status: 'ongoing',
      start: null,
      due: to,
    })),
  fc.tuple(span, span).map(([a, b]) => ({
    text: `${a.text}\n${b.text}`,
    status: 'planned',
    start: a.from < b.from ? a.from : b.from,
    due: a.to > b.to ? a.to : b.to,
  })),
  fc.tuple(complete, fc.option(ongoing, { nil: undefined })).map(([done, on]) => ({
    text: on ? `${done} and ${on}` : done,
    status: on ? 'complete-ongoing' : 'complete',
    start: null,
    due: null,
  })),
  ongoing.chain((on) => cased(on)).map((text) => ({ text, status: 'ongoing', start: null, due: null })),
)

describe('2,000 timescales that were made up', () => {
  test('are read as they were meant, and nothing of them is left unread', () => {
    fc.assert(
      fc.property(made, ({ text, ...meant }) => {
        const { status, start, due, unread, problems } = readTimescale(text)
        expect({ status, start, due, unread, problems }, text).toEqual({ ...meant, unread: [], problems: [] })
      }),
      { numRuns: 2_000, seed: 20_051_101 },
    )
  })

  test('a word that nobody knows is told beside what could be read', () => {
    const word = fc.stringMatching(/^[bdgkz]{3,9}$/).filter((text) => findMonthNumber(text) === undefined)
    fc.assert(
      fc.property(made, word, ({ text }, strange) => {
        expect(readTimescale(`${strange} ${text}`).unread.join(' ')).toContain(strange)
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  test('whatever is written, it is kept, and every word of it is read or told', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const read = readTimescale(text)
        expect(read.text).toBe(text)
        if (/\p{L}{3}/u.test(text) && read.status === null) expect(read.unread.length).toBeGreaterThan(0)
      }),
      { numRuns: 1_000, seed: 11 },
    )
  })
})

const shared = sharedFolder()
const real = shared === undefined ? undefined : join(shared, 'real', 'work-plan.csv')

describe.skipIf(real === undefined || !existsSync(real))(
  'the 43 timescales of a real plan (skipped where the shared folder is not there)',
  () => {
    test('are all read, word by word', () => {
      const rows = parse(readFileSync(real!, 'utf8'), { columns: true }) as { timescale: string }[]
      const read = rows.map(({ timescale }) => readTimescale(timescale))
      expect(read).toHaveLength(43)
      expect(read.flatMap(({ unread }) => unread)).toEqual([])
      expect(read.filter(({ status }) => status === null)).toEqual([])
      const count = (status: string) => read.filter((each) => each.status === status).length
      expect({
        complete: count('complete'),
        both: count('complete-ongoing'),
        ongoing: count('ongoing'),
        planned: count('planned'),
      }).toEqual({
        complete: 8,
        both: 1,
        ongoing: 22,
        planned: 12,
      })
    })
  },
)
