import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { type LakeBuilder, openBuilder } from '#lake'
import { toMonth, toPence, toPlainDate } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { epdFile, epdHeader, epdRow } from '../../../../tests/support/prescribing-files.ts'
import { bnf, chapterName, epdLayout, followedOn, following } from '../policy/prescribing-policy.view.ts'
import { exactOf, footedPence } from '../spend/footed-pence.ts'
import { rowOf } from './bad-rows.step.ts'
import { readHeader } from './epd-header.ts'
import { builderLimits } from './limits.ts'
import { lookAtFile } from './look-at-file.step.ts'
import { readEpd } from './read-epd.step.ts'

let folder: string
let builder: LakeBuilder

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality-epd-'))
  builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'spill'), ...builderLimits })
})

afterAll(async () => {
  await builder.close()
  await rm(folder, { recursive: true })
})

describe('what policy says', () => {
  test('stands in bnf-chapters.yaml, epd-columns.yaml and prescribing.yaml', () => {
    expect(chapterName('02')).toBe('Heart and circulation')
    expect(chapterName('77')).toBe('Chapter 77')
    expect(bnf().generic_product).toBe('AA')
    expect(Object.keys(epdLayout().columns)).toHaveLength(13)
    expect(followedOn(toPlainDate('2007-10-01'))).toEqual({ lagDays: 56, charged: 'actual-cost' })
    expect(following().forecast.tested_at).toEqual([3, 6, 9])
  })
})

describe('a header', () => {
  const titles = epdHeader.split(',')

  test('is known in any order and case, with the area’s columns of any year', () => {
    const later = titles.toReversed().map((title) => title.replace('AREA_TEAM', 'STP').toLowerCase())
    const read = readHeader(epdLayout(), later)
    expect(read.ok && read.value[0]).toBe('unidentified')
  })

  test('that lacks a column, has another or has one twice is refused by name', () => {
    const without = readHeader(epdLayout(), titles.slice(0, -1))
    expect(without).toMatchObject({ ok: false, message: expect.stringContaining('lacks UNIDENTIFIED') })
    const more = readHeader(epdLayout(), [...titles, 'SNOMED_CODE'])
    expect(more).toMatchObject({ ok: false, message: expect.stringContaining('“SNOMED_CODE”') })
    expect(readHeader(epdLayout(), [...titles, 'NIC'])).toMatchObject({ message: expect.stringContaining('NIC twice') })
  })
})

test('a row’s place counts the header and the rows that could not be read', () => {
  expect([1, 2, 3].map((at) => rowOf(at, []))).toEqual([2, 3, 4])
  expect([1, 2, 3].map((at) => rowOf(at, [2, 4]))).toEqual([3, 5, 6])
})

describe('parts in pence', () => {
  test('of a whole that was rounded add up to it, and none is a penny off', () => {
    const whole = (exact: readonly bigint[]) => {
      const sum = exact.reduce((all, one) => all + one, 0n)
      const size = sum < 0n ? -sum : sum
      const rounded = (2n * size + 1_000_000n) / 2_000_000n
      return toPence(Number(sum < 0n ? -rounded : rounded))
    }
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: -1_000_000_000_000n, max: 100_000_000_000_000n }), { minLength: 1, maxLength: 40 }),
        (exact) => {
          const parts = footedPence(whole(exact), exact)
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole(exact))
          for (const [at, part] of parts.entries()) {
            const off = BigInt(part) * 1_000_000n - exact[at]!
            expect(off < 1_000_000n && off > -1_000_000n).toBe(true)
          }
        },
      ),
    )
  })

  test('read exact amounts as text', () => {
    expect([exactOf('1.5'), exactOf('-0.00000001'), exactOf('12')]).toEqual([150_000_000n, -1n, 1_200_000_000n])
    expect(() => exactOf('1e3')).toThrow('not an exact amount')
  })
})

const practices = new Set(['P90001', 'P90002'])
let serial = 0

async function read(text: string) {
  const path = join(folder, `epd-${(serial += 1)}.csv`)
  await writeFile(path, text)
  const look = await lookAtFile(path, () => undefined, folder)
  if (!look.ok) return look
  const wanted = { practicesIn: () => practices, firstOpen: toMonth('2018-03') }
  return readEpd(builder, { look: look.value, staging: folder }, wanted, () => undefined)
}

/** The same sums the slow and obvious way: row by row, in whole hundred-millionths of a pound. */
function slowly(text: string): Map<string, { items: number; exact: bigint }> {
  const sums = new Map<string, { items: number; exact: bigint }>()
  for (const row of parse(text, { columns: true }) as Record<string, string>[]) {
    const { PRACTICE_CODE: practice = '', ITEMS: items = '', ACTUAL_COST: cost = '' } = row
    if (!practices.has(practice)) continue
    const before = sums.get(practice) ?? { items: 0, exact: 0n }
    sums.set(practice, { items: before.items + Number(items), exact: before.exact + exactOf(cost) })
  }
  return sums
}

const amount = fc
  .tuple(fc.integer({ min: -50, max: 9_999 }), fc.integer({ min: 0, max: 99_999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(5, '0')}`)
const row = fc
  .record({
    practice: fc.constantFrom('P90001', 'P90002', 'Y00001'),
    bnf: fc.constantFrom('0212000B0AAABAB', '0407010H0AAAMAM', '23963059709', '0212000Y0BBADAD'),
    items: fc.integer({ min: 0, max: 900 }),
    nic: amount,
    actual: amount,
    name: fc.constantFrom('A Tab', '"Quoted, with a comma"', '=1+1', 'Caf\u00e9 Crm'),
  })
  .map((cells) => epdRow({ ...cells, month: '200710' }))

test('any well-formed month comes to what adding it up row by row comes to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const text = epdFile(rows)
      const found = await read(text)
      if (!found.ok) throw new Error(found.message)
      const slow = slowly(text)
      const { counts, sums } = found.value
      expect([counts.read, counts.rejected]).toEqual([rows.length, 0])
      for (const [practice, { items, exact }] of slow) {
        const own = sums.filter((one) => one.practice === practice)
        expect(own.reduce((all, one) => all + one.items, 0)).toBe(items)
        const size = exact < 0n ? -exact : exact
        const pence = Number((2n * size + 1_000_000n) / 2_000_000n) * (exact < 0n ? -1 : 1)
        expect(own.reduce((all, one) => all + one.actual_pence, 0) - pence).toBeCloseTo(0)
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)

test('whatever is done to a file, it is read, or refused with a sentence, and every row is accounted for', async () => {
  const good = epdFile([
    epdRow(),
    epdRow({ practice: 'P90002' }),
    epdRow({ practice: 'Y00001' }),
    epdRow({ nic: '3.10' }),
  ])
  const harm = fc.constantFrom('"', ',', '\n', '\r', '\u0000', '\u{1f4a9}', 'NaN', '-', "'", ';', '1e9', '\u202e', '')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: good.length }),
      fc.integer({ min: 0, max: 60 }),
      harm,
      async (at, cut, put) => {
        const found = await read(good.slice(0, at) + put + good.slice(at + cut))
        if (!found.ok) return void expect(found.message).toMatch(/^[A-Z].*\.$/s)
        const { read: all, taken, left, unidentified, rejected } = found.value.counts
        expect(taken + left + unidentified + rejected).toBe(all)
        expect(rejected > 0).toBe(found.value.rejects.length > 0)
        return undefined
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
