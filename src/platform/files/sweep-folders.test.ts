import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sweepAbandoned } from './sweep-folders.ts'

let lake: string
beforeEach(async () => void (lake = await mkdtemp(join(tmpdir(), 'locality-sweep-'))))
afterEach(async () => rm(lake, { recursive: true }))

const numberOfTheDead = (): number => spawnSync(process.execPath, ['--version']).pid

async function leave(home: 'spill' | 'staging', name: string, since?: Date): Promise<void> {
  const folder = join(lake, home, name)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'part.parquet'), 'half a file')
  if (since) await utimes(folder, since, since)
}

const left = async (home: string): Promise<string[]> => (await readdir(join(lake, home))).toSorted()

test('what a process that died left is taken away, what a running one uses is not', async () => {
  const [dead, parent] = [numberOfTheDead(), process.ppid]
  for (const home of ['spill', 'staging'] as const) {
    await leave(home, `${dead}-1`)
    await leave(home, `${dead}-price-7`)
    await leave(home, `${parent}-2`)
    await leave(home, `${process.pid}-3`)
  }
  await sweepAbandoned(lake)
  for (const home of ['spill', 'staging'])
    expect(await left(home)).toEqual([`${parent}-2`, `${process.pid}-3`].toSorted())
})

test('a predecessor with the same number, as in a container, is told by its age', async () => {
  await leave('staging', `${process.pid}-price-1`, new Date(performance.timeOrigin - 60_000))
  await leave('staging', `${process.pid}-price-2`)
  await sweepAbandoned(lake)
  expect(await left('staging')).toEqual([`${process.pid}-price-2`])
})

test('folders named by nobody’s number are left to whoever made them', async () => {
  await leave('staging', 'import-12')
  await sweepAbandoned(lake)
  expect(await left('staging')).toEqual(['import-12'])
})

test('a lake without such folders is as it should be', async () => {
  await expect(sweepAbandoned(join(lake, 'nowhere'))).resolves.toBeUndefined()
})
