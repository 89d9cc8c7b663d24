import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PackPlace, openPackText, openPeople, packsOf, sealPeople } from './people-pack.ts'

const key = randomBytes(32)
const people = '18446744073709551615,nhs-number,9990079196,1950-06-15\n12,invalid,9990079195,'
const place: PackPlace = { importNo: 7, practice: 'E84001', firstPatient: '12', lastPatient: '18446744073709551615' }

test('a pack gives back everybody who was put in, with all 64 bits of the pseudonym', () => {
  expect(openPeople(key, place, sealPeople(key, place, people))).toEqual([
    { patient: '18446744073709551615', status: 'nhs-number', digits: '9990079196', birthDate: '1950-06-15' },
    { patient: '12', status: 'invalid', digits: '9990079195', birthDate: null },
  ])
})

test('the same people are never the same bytes twice, and none can be read in them', () => {
  const [one, other] = [sealPeople(key, place, people), sealPeople(key, place, people)].map((pack) => Buffer.from(pack))
  expect(one!.equals(other!)).toBe(false)
  expect(one!.includes('9990079196')).toBe(false)
})

test('another key, or any other place, opens nothing', () => {
  const pack = sealPeople(key, place, people)
  expect(() => openPeople(randomBytes(32), place, pack)).toThrow()
  const elsewhere: Partial<PackPlace>[] = [
    { importNo: 8 },
    { practice: 'E84002' },
    { practice: null },
    { firstPatient: '13' },
    { lastPatient: '14' },
    { isMixed: true },
  ]
  for (const other of elsewhere) expect(() => openPeople(key, { ...place, ...other }, pack)).toThrow()
})

test('one changed bit, or a tag cut short, opens nothing', () => {
  const pack = sealPeople(key, place, people)
  fc.assert(
    fc.property(fc.nat(pack.length * 8 - 1), (bit) => {
      const changed = Buffer.from(pack)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openPeople(key, place, changed)).toThrow()
    }),
  )
  for (const length of [0, 11, 20, pack.length - 1])
    expect(() => openPackText(key, place, pack.subarray(0, length))).toThrow()
})

test('people put into packs anew are all there, each once, in spans that do not overlap', () => {
  const patient = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)
  fc.assert(
    fc.property(fc.uniqueArray(patient, { minLength: 1, maxLength: 2_500 }), (patients) => {
      const all = patients.map((one) => ({ patient: one, status: 'nhs-number', digits: '9990079196', birthDate: null }))
      const packs = packsOf({ importNo: 7, practice: null }, all)
      const back = packs.flatMap(({ place: own, text }) => openPeople(key, own, sealPeople(key, own, text)))
      expect(back.map((one) => one.patient)).toEqual(patients.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1)))
      const ends = packs.flatMap(({ place: own }) => [BigInt(own.firstPatient), BigInt(own.lastPatient)])
      for (const [at, end] of ends.entries()) if (at > 0) expect(end >= ends[at - 1]!).toBe(true)
    }),
    { numRuns: 20 },
  )
})
