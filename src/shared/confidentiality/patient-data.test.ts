import { findPatientData, patientDataRefusal, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const kinds = (text: string): string[] => findPatientData(text).map(({ kind }) => kind)
const place = (text: string): string[] => findPatientData(text).map(({ start, end }) => text.slice(start, end))

describe('an NHS number', () => {
  test('is found however it is spaced, at its own place', () => {
    expect(place('Not ours: 999 007 9196, and 999-023-7573')).toEqual(['999 007 9196', '999-023-7573'])
    expect(place('９９９ ００７ ９１９６')).toEqual(['９９９ ００７ ９１９６'])
    expect(place('999\t007\t9196')).toEqual(['999\t007\t9196'])
  })

  test('is told from a number of something else by the words beside it', () => {
    expect(kinds('invoice 9990079196')).toEqual([])
    expect(kinds('invoice for patient 9990079196')).toEqual(['nhs-number'])
    expect(kinds('E84001 99900 79196')).toEqual(['nhs-number'])
    expect(kinds('ring 07990 079196')).toEqual([])
  })

  test('is none when its last digit does not fit', () => expect(kinds('999 007 9195')).toEqual([]))
})

describe('a date of birth', () => {
  test('is found beside a word for birth, a person or an NHS number', () => {
    for (const text of [
      'DOB 12/03/1950',
      'born on 12 March 1950',
      'd.o.b. 12.3.50',
      'Mrs Jane Smith 12/03/1950',
      '999 007 9196, 12/03/1950',
      '1950-03-12 (date of birth)',
    ])
      expect(kinds(text), text).toContain('birth-date')
  })

  test('is not any other day', () => {
    for (const text of [
      'admitted 12/10/2007, discharged 15/10/2007',
      'the meeting of 12 March 2009',
      'signed by Dr Jones 12/03/2009',
      'patients born before 01/01/1950 are asked first',
      'births in October 2007: 120',
      'freeze is due on 12 December 2007',
    ])
      expect(kinds(text), text).not.toContain('birth-date')
  })

  test('beside a name must make an age, when the day of writing is known', () => {
    const writtenOn = toPlainDate('2009-03-20')
    const found = (text: string) => findPatientData(text, { writtenOn }).length
    expect([found('Mrs Jane Smith 12/03/1950'), found('Mrs Jane Smith 12/03/2009')]).toEqual([1, 0])
  })
})

describe('the refusal', () => {
  test('says what, where and what to do, and repeats nothing', () => {
    const text = 'Billed twice for 999 007 9196.'
    const message = patientDataRefusal('Reason', findPatientData(text))
    expect(message).toBe(
      '“Reason” holds what looks like an NHS number (characters 18 to 29). Nothing was saved. Take it out and name the line by its ' +
        'reference or its pseudonym; if it is another number, write what it is in front of it, such as “invoice”.',
    )
  })

  test('counts when there are many', () => {
    const found = findPatientData(Array.from({ length: 5 }, () => '999 007 9196').join('; '))
    expect(patientDataRefusal('Minutes', found)).toContain('what look like NHS numbers (')
    expect(patientDataRefusal('Minutes', found)).toContain('and 2 more)')
  })
})

test('any text whatever is read, and what is found lies within it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { start, end } of findPatientData(text)) expect(start < end && end <= text.length).toBe(true)
    }),
  )
})

test('a text of a million characters made to be slow is read in a moment', () => {
  for (const part of ['1 ', '943 476 ', '1/1/1950 ', 'born 1 ', '9990079196, ', 'invoice ', '١ ', '\u200b1']) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length))
    const from = performance.now()
    findPatientData(text)
    expect(performance.now() - from, part).toBeLessThan(1_500)
  }
})
