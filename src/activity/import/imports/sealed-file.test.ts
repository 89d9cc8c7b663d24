import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sealFile, unsealFile } from './sealed-file.step.ts'

const key = randomBytes(32)
let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sealed-file-'))))
afterAll(() => rm(folder, { recursive: true }))

async function sealed(bytes: Uint8Array): Promise<Buffer> {
  await writeFile(at('given.csv'), bytes)
  await sealFile(at('given.csv'), at('kept.enc'), key)
  return readFile(at('kept.enc'))
}

async function opened(bytes: Uint8Array, by = key): Promise<Buffer> {
  await writeFile(at('found.enc'), bytes)
  await unsealFile(at('found.enc'), at('back.csv'), by)
  return readFile(at('back.csv'))
}

test('what was kept comes back byte by byte, also an empty file and one larger than what is read at a time', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('line_id\nL1\n'), randomBytes(2_500_000)])
    expect((await opened(await sealed(bytes))).equals(bytes)).toBe(true)
})

test('nothing of a kept file can be read in it, and only its owner may open what comes back', async () => {
  const kept = await sealed(Buffer.from('L1,RAA,9990079196\n'))
  expect(kept.includes('9990079196')).toBe(false)
  await opened(kept)
  expect((await stat(at('back.csv'))).mode & 0o077).toBe(0)
})

test('a file with one bit changed, cut short or sealed with another key is not given back', async () => {
  const kept = await sealed(Buffer.from('line_id,provider\nL1,RAA\n'))
  await expect(opened(kept, randomBytes(32))).rejects.toThrow()
  await expect(stat(at('back.csv'))).rejects.toThrow('ENOENT')
  for (const length of [0, 4, 20, 31, kept.length - 1]) await expect(opened(kept.subarray(0, length))).rejects.toThrow()
  const anyBit = fc.asyncProperty(fc.nat(kept.length * 8 - 1), async (bit) => {
    const changed = Buffer.from(kept)
    changed[bit >> 3]! ^= 1 << (bit & 7)
    await expect(opened(changed)).rejects.toThrow()
  })
  await fc.assert(anyBit, { numRuns: 40 })
})
