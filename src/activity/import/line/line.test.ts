import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LakeBuilder, openBuilder } from '#lake'
import { coverNumbers, isNhsNumber } from '#shared'
import { padsOf, pseudonymOf, pseudonymSql } from '../vault/pseudonym.ts'
import { podOfAttendance, podOfStay } from './derive-pod.ts'
import { formCheck } from './form.ts'
import { isNhsNumberSql } from './nhs-number-sql.ts'

let builder: LakeBuilder
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'line-'))
  builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'spill') })
})
afterAll(async () => {
  await builder.close()
  await rm(folder, { recursive: true, force: true })
})

describe('an NHS number', () => {
  test('has the tenth digit that its nine ask for, and some nine have none', () => {
    expect(
      ['9434765919', '9434765918', '9990000000', '0000000000', '943476591', '94347659190'].map(isNhsNumber),
    ).toEqual([true, false, false, false, false, false])
    expect(Array.from({ length: 10 }, (_, digit) => isNhsNumber(`999000000${digit}`))).not.toContain(true)
  })

  test('is told from others in the lake as it is here', async () => {
    const numbers = fc.sample(fc.stringMatching(/^\d{10}$/), { numRuns: 2000, seed: 1 })
    await builder.run('CREATE TABLE n (digits VARCHAR)')
    await builder.insertRows(
      'n',
      [...numbers, '9434765919', '0000000000'].map((digits) => [digits]),
    )
    const rows = await builder.read<{ digits: string; valid: boolean }>(
      `SELECT n.digits, ${isNhsNumberSql('n.digits')} AS valid FROM n`,
    )
    expect(rows.filter(({ digits, valid }) => valid !== isNhsNumber(digits))).toEqual([])
    expect(rows.some(({ valid }) => valid)).toBe(true)
  })

  test('is covered in anything that is shown, however it is spaced', () => {
    expect(['9434765919', '943 476 5919', 'x943-476-5919y'].map(coverNumbers)).toEqual([
      '##########',
      '### ### ####',
      'x###-###-####y',
    ])
    expect(['E84001', '2007-10-31', '1234.50'].map(coverNumbers)).toEqual(['E84001', '2007-10-31', '1234.50'])
  })
})

test('the pseudonym made in the lake is the HMAC-SHA256 that Node makes', async () => {
  const key = Buffer.from('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex')
  const texts = [
    'nhs:9434765919',
    'local:RAL:HES123',
    'local:RAL:naïve',
    ...fc.sample(fc.string(), { numRuns: 50, seed: 2 }),
  ]
  for (const text of texts) {
    const [row] = await builder.read<{ made: string }>(`SELECT ${pseudonymSql('$text')}::VARCHAR AS made`, {
      ...padsOf(key),
      text,
    })
    expect(row!.made).toBe(String(createHmac('sha256', key).update(text).digest().readBigInt64BE(0)))
    expect(row!.made).toBe(String(pseudonymOf(key, text)))
  }
})

describe('a point of delivery that the layout does not say', () => {
  const facts = {
    hrg: '',
    patientClassification: '1',
    admissionMethod: '',
    startDate: '2007-10-01',
    endDate: '2007-10-02',
    firstAttendance: '',
    mainSpecialty: '100',
  }

  test('follows for a stay from how it began and whether it stayed the night', () => {
    const stay = (over: Partial<typeof facts>) => podOfStay({ ...facts, ...over })
    expect(stay({ patientClassification: '2', endDate: '2007-10-01' })).toBe('DC')
    expect(stay({ patientClassification: '2', admissionMethod: '11' })).toBe('EL')
    expect(['11', '13', '21', '2A', '28', '31', '82'].map((admissionMethod) => stay({ admissionMethod }))).toEqual([
      'EL',
      'EL',
      'NEL',
      'NEL',
      'NEL',
      'NELNE',
      'NELNE',
    ])
    expect([stay({ patientClassification: '3' }), stay({ patientClassification: '4' }), stay({})]).toEqual([
      'RADAY',
      'RANIGHT',
      '',
    ])
  })

  test('follows for an attendance from its group, its place in the course and who led it', () => {
    const visit = (over: Partial<typeof facts>) => podOfAttendance({ ...facts, ...over })
    expect(visit({ hrg: 'WF01A', mainSpecialty: '950' })).toBe('OPFUPSPNCL')
    expect(visit({ hrg: 'WF02B' })).toBe('OPFAMPCL')
    expect(visit({ firstAttendance: '1' })).toBe('OPFASPCL')
    expect(visit({ firstAttendance: '2', mainSpecialty: '560' })).toBe('OPFUPSPNCL')
    expect(visit({ firstAttendance: '3' })).toBe('NF2FFA')
    expect(visit({ hrg: 'AA01Z', firstAttendance: '1' })).toBe('OPPROC')
  })
})

test('a form of the NHS Data Dictionary is held to as it is written', () => {
  const fits = (form: string, text: string) => formCheck(form)?.(text) === undefined
  expect([fits('max an2', '12'), fits('max an2', '123')]).toEqual([true, false])
  expect([fits('min an3 max an6', 'RA'), fits('min an3 max an6', 'RAL')]).toEqual([false, true])
  expect([fits('an6', '20071'), fits('an6', '200708')]).toEqual([false, true])
  expect([
    fits('max n18.max n8', '12.5'),
    fits('max n18.max n8', '-12'),
    fits('max n18.max n8', '1.123456789'),
  ]).toEqual([true, false, false])
  expect([fits('an10 CCYY-MM-DD', '2007-10-01'), fits('an10 CCYY-MM-DD', '01/10/2007')]).toEqual([true, false])
  expect([
    fits('an19 YYYY-MM-DDThh:mm:ss', '2007-11-20T09:00:00'),
    fits('an19 YYYY-MM-DDThh:mm:ss', '2007-11-20'),
  ]).toEqual([true, false])
})
