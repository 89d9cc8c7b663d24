import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { KeyMissing, destroyKey, keyProblems, listKeys, makeKey, purposeKey, readKey } from './keys.ts'

let root: string
const at = (file: string): string => join(root, 'keys', file)
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keys-'))
  await mkdir(join(root, 'keys'))
})
afterEach(() => rm(root, { recursive: true }))

const use = { version: 1, commissioner: 'lake', purpose: 'activity' } as const

test('the newest version is given where none is named, and versions are told by their number, not by their letters', async () => {
  for (const version of [1, 2, 10]) await makeKey(root, 'vault', version)
  expect((await listKeys(root, 'vault')).map(({ version }) => version)).toEqual([1, 2, 10])
  expect(await readKey(root, 'vault')).toEqual(await readFile(at('vault.10.key')))
  expect(await readKey(root, 'vault', 2)).toEqual(await readFile(at('vault.2.key')))
  await expect(readKey(root, 'vault', 3)).rejects.toThrow(KeyMissing)
  expect((await stat(at('vault.2.key'))).mode & 0o077).toBe(0)
})

test('a version that is there is never made anew, and one that was half made is', async () => {
  await makeKey(root, 'vault', 1)
  const first = await readKey(root, 'vault', 1)
  await makeKey(root, 'vault', 1)
  expect(await readKey(root, 'vault', 1)).toEqual(first)
  await writeFile(at('vault.2.key.new'), 'half')
  expect(await listKeys(root, 'vault')).toHaveLength(1)
  await makeKey(root, 'vault', 2)
  expect((await readKey(root, 'vault', 2)).length).toBe(32)
})

test('a destroyed version is gone; destroying it again does nothing', async () => {
  await makeKey(root, 'vault', 1)
  await makeKey(root, 'vault', 2)
  await destroyKey(root, 'vault', 1)
  await destroyKey(root, 'vault', 1)
  expect(await readdir(join(root, 'keys'))).toEqual(['vault.2.key'])
})

test('each commissioner, purpose and version has a key of its own, always the same, and none is the master', async () => {
  await makeKey(root, 'pseudonym', 1)
  await makeKey(root, 'pseudonym', 2)
  const uses = [
    use,
    { ...use, version: 2 },
    { ...use, commissioner: '5K5' },
    { ...use, purpose: 'extract' },
    { ...use, purpose: 'extract', commissioner: '5K5' },
  ] as const
  const keys = await Promise.all(uses.map((each) => purposeKey(root, each)))
  const masters = await Promise.all([readKey(root, 'pseudonym', 1), readKey(root, 'pseudonym', 2)])
  expect(new Set([...keys, ...masters].map((key) => key.toString('hex'))).size).toBe(uses.length + 2)
  expect(await purposeKey(root, use)).toEqual(keys[0])
})

test('the keys of a folder made before keys had versions are version 1, and go on making the pseudonyms of its lake', async () => {
  const [pseudonym, vault] = [randomBytes(32), randomBytes(32)]
  await writeFile(at('pseudonym.key'), pseudonym)
  await writeFile(at('vault.key'), vault)
  expect(await keyProblems(root)).toEqual([])
  expect(await readKey(root, 'vault', 1)).toEqual(vault)
  expect(await purposeKey(root, use)).toEqual(pseudonym)
  expect(await purposeKey(root, { ...use, purpose: 'extract' })).not.toEqual(pseudonym)
  await makeKey(root, 'vault', 2)
  expect(await readKey(root, 'vault')).not.toEqual(vault)
})

test('what is wrong with keys is said: none there, one damaged, two of one version', async () => {
  await makeKey(root, 'vault', 1)
  expect((await keyProblems(root)).join()).toMatch(/^the key pseudonym is missing/)
  await writeFile(at('pseudonym.1.key'), 'short')
  expect((await keyProblems(root)).join()).toContain('pseudonym.1.key')
  await rm(at('pseudonym.1.key'))
  await makeKey(root, 'pseudonym', 1)
  await writeFile(at('vault.key'), randomBytes(32))
  expect((await keyProblems(root)).join()).toContain('beside another of the same version')
  await rm(join(root, 'keys'), { recursive: true })
  expect(await keyProblems(root)).toHaveLength(1)
  await mkdir(join(root, 'keys'))
})
