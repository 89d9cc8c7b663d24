import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { type LakeBuilder, openBuilder } from '#lake'
import { toMonth } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  earlierFile as earlier,
  earlierHeader,
  earlierRow,
  epdFile,
  epdRow,
} from '../../../../tests/support/prescribing-files.ts'
import { type ZipPart, zipFile } from '../../../../tests/support/zip-file.ts'
import { earlierLayout, epdLayout } from '../policy/prescribing-policy.view.ts'
import { layoutOf, readHeader } from './epd-header.ts'
import { builderLimits } from './limits.ts'
import { lookAtFile } from './look-at-file.step.ts'
import { readEpd } from './read-epd.step.ts'

let folder: string
let builder: LakeBuilder

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality-archives-'))
  builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'spill'), ...builderLimits })
})

afterAll(async () => {
  await builder.close()
  await rm(folder, { recursive: true })
})

let serial = 0
async function read(content: string | Buffer) {
  const path = join(folder, `sent-${(serial += 1)}`)
  await writeFile(path, content)
  const look = await lookAtFile(path, () => undefined, folder)
  if (!look.ok) return look
  const wanted = { practicesIn: () => new Set(['P90001', 'P90002']), firstOpen: toMonth('2018-03') }
  return readEpd(builder, { look: look.value, staging: folder }, wanted, () => undefined)
}

const month = epdFile([epdRow(), epdRow({ practice: 'P90002', items: 3 }), epdRow({ practice: 'Y00001' })])
const csv = (text = month): ZipPart => ({ name: 'EPD_200710.csv', text })

describe('a month in a .zip', () => {
  test.each([
    ['packed', zipFile([csv()])],
    ['as it is', zipFile([{ ...csv(), isStored: true }])],
    ['with the sizes of an archive beyond four gigabytes', zipFile([csv()], { isBig: true })],
    [
      'with what a desktop puts beside it',
      zipFile([{ name: 'data/', text: '' }, csv(), { name: '__MACOSX/._EPD', text: 'x' }]),
    ],
  ])('is read as the file that it holds: %s', async (_, archive) => {
    const plain = await read(month)
    if (!plain.ok) throw new Error(plain.message)
    expect(await read(archive)).toEqual(plain)
  })

  test.each([
    [
      'several months',
      zipFile([csv(), { ...csv(), name: 'EPD_200711.csv' }]),
      'holds 2 files (“EPD_200710.csv”, “EPD_200711.csv”)',
    ],
    ['no file', zipFile([]), 'holds no file'],
    ['a password', zipFile([{ ...csv(), isLocked: true }]), 'is locked with a password'],
    ['a workbook in it', zipFile([{ name: '[Content_Types].xml', text: '<x/>' }, csv()]), 'is a workbook'],
    ['its end cut off', zipFile([csv()]).subarray(0, -30), 'damaged or was cut short'],
  ])('with %s is refused, and told what to do', async (_, archive, words) => {
    expect(await read(archive)).toMatchObject({
      ok: false,
      code: 'unreadable',
      message: expect.stringContaining(words),
    })
  })

  test('of which a byte is another than it was is read as it was, or refused with a sentence', async () => {
    const archives = [zipFile([csv()]), zipFile([{ ...csv(), isStored: true }])]
    const plain = await read(month)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...archives),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (archive, at, by) => {
          const harmed = Buffer.from(archive)
          harmed[at % harmed.length]! ^= by
          const found = await read(harmed)
          if (found.ok) expect(found).toEqual(plain)
          else expect(found.message).toMatch(/^[A-Z].*\.$/s)
        },
      ),
      { numRuns: 20 },
    )
  })
})

describe('practice prescribing by presentation, the file of the years before', () => {
  test('stands in pdpi-columns.yaml, and is told by its titles', () => {
    const titles = earlierHeader.split(',')
    expect(layoutOf([epdLayout(), earlierLayout()], titles).title).toBe('practice prescribing by presentation')
    expect(layoutOf([epdLayout(), earlierLayout()], epdFile([]).trim().split(',')).title).toBe(
      'English Prescribing Data',
    )
    const lacking = readHeader(
      earlierLayout(),
      titles.filter((title) => !title.startsWith('ACT')),
    )
    expect(lacking).toMatchObject({ ok: false, message: expect.stringContaining('lacks ACT COST') })
  })

  test('comes to what it says, with blanks and noughts around its cells', async () => {
    const found = await read(
      earlier([
        earlierRow(),
        earlierRow({ bnf: '0407010H0AAAMAM', items: '0000002' }),
        earlierRow({ practice: 'P90002' }),
        earlierRow({ practice: 'N81001' }),
      ]),
    )
    if (!found.ok) throw new Error(found.message)
    expect(found.value).toMatchObject({ month: '2010-01', exact: { actual: '34.5', nic: '37.02' } })
    expect(found.value.counts).toMatchObject({ read: 4, taken: 3, left: 1, unidentified: 0, rejected: 0 })
    expect(found.value.sums.map(({ practice, chapter, items }) => [practice, chapter, items])).toEqual([
      ['P90001', '02', 10],
      ['P90001', '04', 2],
      ['P90002', '02', 10],
    ])
    const [row] = await builder.read<{ name: string; each: string | null; all: string }>(
      `SELECT bnf_name AS name, quantity::VARCHAR AS each, total_quantity::VARCHAR AS all FROM read_parquet('${join(folder, 'rows.parquet')}') LIMIT 1`,
    )
    expect(row).toEqual({ name: 'An Invented_Tab 10mg', each: null, all: '280.00000000' })
  })

  test('names its own columns where a row cannot be taken', async () => {
    const found = await read(
      earlier([earlierRow(), earlierRow({ actual: 'about 11' }), earlierRow({ bnf: '212000B0' })]),
    )
    if (!found.ok) throw new Error(found.message)
    expect(found.value.rejects.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'ACT COST', 'about 11'],
      [4, 'BNF CODE', '212000B0'],
    ])
  })
})
