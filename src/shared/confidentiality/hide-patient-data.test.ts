import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPatientData, hidePatientData } from './patient-data.ts'

const number = '9990000018'

test('what names a patient is said instead of shown, and the rest stays as it was', () => {
  expect(hidePatientData(`file of ${number}.csv`)).toBe('file of [hidden: NHS number].csv')
  expect(hidePatientData('born 12/03/1950, seen twice')).toBe('born [hidden: date of birth], seen twice')
  expect(hidePatientData('statement --month 2007-10')).toBe('statement --month 2007-10')
})

test('nothing that is found before is found after, however the text is made; a text without stays itself', () => {
  const pieces = fc.constantFrom(
    number,
    '999 000 0018',
    '999-000-0018',
    'born 12/03/1950',
    'invoice',
    ', ',
    ' ',
    'NHS',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
      const text = parts.join('')
      const hidden = hidePatientData(text)
      expect(findPatientData(hidden)).toEqual([])
      if (findPatientData(text).length === 0) expect(hidden).toBe(text)
    }),
  )
})

test('more numbers than are looked for at once are all hidden', () => {
  const text = Array.from({ length: 250 }, () => `patient ${number}`).join('; ')
  expect(hidePatientData(text)).not.toContain(number)
})
