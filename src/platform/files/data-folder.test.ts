import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findDataFolder, initDataFolder, listVocabularies, openWorkbench } from '#platform'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'locality-folder-'))))
afterAll(async () => rm(folder, { recursive: true }))

test('a new folder has keys that only its owner may read, each different and whole', async () => {
  const data = join(folder, 'a new one')
  const made = await initDataFolder({ data })
  if (!made.ok) throw new Error(made.message)
  const [pseudonym, vault] = await Promise.all([made.value.key('pseudonym'), made.value.key('vault')])
  expect([pseudonym.length, vault.length]).toEqual([32, 32])
  expect(pseudonym.equals(vault)).toBe(false)
  expect((await stat(join(data, 'keys'))).mode & 0o077).toBe(0)
  expect((await stat(join(data, 'lake'))).mode & 0o077).toBe(0)
})

test('data that is there already is not made again', async () => {
  const data = join(folder, 'twice')
  await initDataFolder({ data })
  expect(await initDataFolder({ data })).toMatchObject({ ok: false, code: 'exists' })
})

test('a folder of something else is left alone', async () => {
  await writeFile(join(folder, 'letter.txt'), 'Dear all')
  expect(await initDataFolder({ data: folder })).toMatchObject({
    ok: false,
    code: 'not-empty',
    message: expect.stringContaining(folder),
  })
})

test('an unknown vocabulary is refused with the known ones named', async () => {
  const made = await initDataFolder({ data: join(folder, 'words'), vocabulary: 'pbc-1948' })
  expect(made).toMatchObject({
    ok: false,
    code: 'no-vocabulary',
    message: expect.stringContaining(listVocabularies().join(', ')),
  })
})

test('a folder with no data says how to make some', async () => {
  expect(await openWorkbench({ data: join(folder, 'nothing') })).toMatchObject({
    ok: false,
    code: 'no-data',
    message: expect.stringContaining('locality init --data'),
  })
})

test('a damaged mark is said to be damaged, not taken for an empty folder', async () => {
  const data = join(folder, 'damaged')
  await mkdir(data)
  await writeFile(join(data, 'locality.json'), '{"format":')
  expect(await findDataFolder(data)).toMatchObject({
    ok: false,
    code: 'unusable',
    message: expect.stringContaining('damaged'),
  })
})
