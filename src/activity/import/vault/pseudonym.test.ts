import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LakeBuilder, openBuilder } from '#lake'
import { findPatientData } from '#shared'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  chainSql,
  chainText,
  chainedPseudonym,
  extractPseudonym,
  extractPseudonymSql,
  nhsText,
  padsOf,
  pseudonymOf,
} from './pseudonym.ts'

let builder: LakeBuilder
beforeAll(
  async () =>
    void (builder = await openBuilder({ folders: [], tempFolder: join(tmpdir(), `pseudonym-${process.pid}`) })),
)
afterAll(() => builder.close())

const patient = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })

async function madeInLake(expression: (column: string) => string, key: Uint8Array, number: bigint): Promise<string> {
  const [row] = await builder.read<{ made: string }>(
    `SELECT ${expression('l.patient')}::VARCHAR AS made FROM (SELECT $number::BIGINT AS patient) AS l`,
    { ...padsOf(key), number },
  )
  return row!.made
}

test('the next pseudonym of a patient is the same in the lake and outside it', async () => {
  const key = randomBytes(32)
  await fc.assert(
    fc.asyncProperty(patient, async (number) => {
      expect(await madeInLake(chainSql, key, number)).toBe(String(pseudonymOf(key, chainText(number))))
    }),
    { numRuns: 50 },
  )
})

test('all versions one after the other make what rotations made one by one', () => {
  const keys = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
  const first = pseudonymOf(keys[0], nhsText('9990000018'))
  const second = pseudonymOf(keys[1], chainText(first))
  expect(chainedPseudonym(keys.slice(0, 1), nhsText('9990000018'))).toBe(first)
  expect(chainedPseudonym(keys, nhsText('9990000018'))).toBe(pseudonymOf(keys[2], chainText(second)))
})

describe('what stands for a patient outside', () => {
  const key = { version: 3, key: randomBytes(32) }

  test('says its version, is twenty letters, and is the same in the lake and outside it', async () => {
    await fc.assert(
      fc.asyncProperty(patient, async (number) => {
        const made = extractPseudonym(key, String(number))
        expect(made).toMatch(/^p3-[bcdfghjklmnpqrst]{20}$/)
        expect(await madeInLake((column) => extractPseudonymSql(column, 3), key.key, number)).toBe(made)
        expect(findPatientData(`NHS ${made}`)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('is another under another key, so two extracts of two purposes do not join', () => {
    expect(extractPseudonym({ ...key, key: randomBytes(32) }, '12')).not.toBe(extractPseudonym(key, '12'))
  })
})
