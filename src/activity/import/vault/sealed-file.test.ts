import { createCipheriv, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSealed, resealFile, sealFile, sealedUnder, unsealFile } from './sealed-file.step.ts'

const vault = { version: 3, key: randomBytes(32) }
let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'sealed-file-'))))
afterAll(() => rm(folder, { recursive: true }))

async function sealed(bytes: Uint8Array): Promise<Buffer> {
  await writeFile(at('given.csv'), bytes)
  await sealFile(at('given.csv'), at('kept.enc'), vault)
  return readFile(at('kept.enc'))
}

async function opened(bytes: Uint8Array, by: Uint8Array = vault.key): Promise<Buffer> {
  await writeFile(at('found.enc'), bytes)
  await unsealFile(at('found.enc'), at('back.csv'), async () => by)
  return readFile(at('back.csv'))
}

/** As files were kept before keys had versions. */
function firstSealed(bytes: Uint8Array): Buffer {
  const once = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', vault.key, once)
  return Buffer.concat([Buffer.from('LOC1'), once, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

test('what was kept comes back byte by byte, also an empty file and one larger than what is read at a time', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('line_id\nL1\n'), randomBytes(2_500_000)]) {
    expect((await opened(await sealed(bytes))).equals(bytes)).toBe(true)
    expect((await opened(firstSealed(bytes))).equals(bytes)).toBe(true)
  }
})

test('nothing of a kept file can be read in it, and only its owner may open what comes back', async () => {
  const kept = await sealed(Buffer.from('L1,RAA,9990079196\n'))
  expect(kept.includes('9990079196')).toBe(false)
  await opened(kept)
  expect((await stat(at('back.csv'))).mode & 0o077).toBe(0)
})

test('a kept file says which version of the key opens it; sealed anew it is the same file under another', async () => {
  const bytes = randomBytes(1_500_000)
  await writeFile(at('old.enc'), firstSealed(bytes))
  expect(await sealedUnder(at('old.enc'))).toBe(1)
  const next = { version: 4, key: randomBytes(32) }
  await resealFile(at('old.enc'), at('new.enc'), async () => vault.key, next)
  expect(await sealedUnder(at('new.enc'))).toBe(4)
  await checkSealed(at('new.enc'), async () => next.key)
  await unsealFile(at('new.enc'), at('back.csv'), async () => next.key)
  expect((await readFile(at('back.csv'))).equals(bytes)).toBe(true)
})

test('a file that is not whole is not sealed anew: nothing of it is left behind', async () => {
  const kept = await sealed(Buffer.from('line_id,provider\nL1,RAA\n'))
  kept[30]! ^= 1
  await writeFile(at('bad.enc'), kept)
  await expect(resealFile(at('bad.enc'), at('worse.enc'), async () => vault.key, vault)).rejects.toThrow()
  await expect(checkSealed(at('bad.enc'), async () => vault.key)).rejects.toThrow()
  await expect(stat(at('worse.enc'))).rejects.toThrow('ENOENT')
})

test('a file with one bit changed, cut short or sealed with another key is not given back', async () => {
  for (const kept of [
    await sealed(Buffer.from('line_id,provider\nL1,RAA\n')),
    firstSealed(Buffer.from('line_id,provider\nL1,RAA\n')),
  ]) {
    await expect(opened(kept, randomBytes(32))).rejects.toThrow()
    await expect(stat(at('back.csv'))).rejects.toThrow('ENOENT')
    for (const length of [0, 4, 20, 31, kept.length - 1])
      await expect(opened(kept.subarray(0, length))).rejects.toThrow()
    const anyBit = fc.asyncProperty(fc.nat(kept.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(kept)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      await expect(opened(changed)).rejects.toThrow()
    })
    await fc.assert(anyBit, { numRuns: 40 })
  }
})
