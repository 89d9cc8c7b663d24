import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openPeople, sealPeople } from './people-pack.ts'

const key = randomBytes(32)
const people = '18446744073709551615,nhs-number,9990079196,1950-06-15\n12,invalid,9990079195,'

test('a pack gives back everybody who was put in, with all 64 bits of the pseudonym', () => {
  expect(openPeople(key, 7, sealPeople(key, 7, people))).toEqual([
    { patient: '18446744073709551615', status: 'nhs-number', digits: '9990079196', birthDate: '1950-06-15' },
    { patient: '12', status: 'invalid', digits: '9990079195', birthDate: null },
  ])
})

test('the same people are never the same bytes twice, and none can be read in them', () => {
  const [one, other] = [sealPeople(key, 7, people), sealPeople(key, 7, people)].map((pack) => Buffer.from(pack))
  expect(one!.equals(other!)).toBe(false)
  expect(one!.includes('9990079196')).toBe(false)
})

test('another key, another import or one changed bit opens nothing', () => {
  const pack = sealPeople(key, 7, people)
  expect(() => openPeople(randomBytes(32), 7, pack)).toThrow()
  expect(() => openPeople(key, 8, pack)).toThrow()
  fc.assert(
    fc.property(fc.nat(pack.length * 8 - 1), (bit) => {
      const changed = Buffer.from(pack)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openPeople(key, 7, changed)).toThrow()
    }),
  )
})
