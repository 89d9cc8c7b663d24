import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { takeLock } from './lock-file.ts'
import { isAlive, startOf, thisProcess } from './process-identity.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'locality-lock-'))))
afterAll(async () => rm(folder, { recursive: true }))

test('many who want the lock have it one at a time', async () => {
  let inside = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const lock = await takeLock(join(folder, 'many'), 'testing', 60_000)
      if (!lock.taken) throw new Error('not taken')
      inside += 1
      most = Math.max(most, inside)
      await pause(2)
      inside -= 1
      await lock.release()
    }),
  )
  expect(most).toBe(1)
})

test('who waits too long is told who holds it, for what and since when', async () => {
  const lock = await takeLock(join(folder, 'held'), 'starting', 0)
  const second = await takeLock(join(folder, 'held'), 'starting', 50)
  expect(second).toMatchObject({
    taken: false,
    holder: { pid: process.pid, purpose: 'starting', since: expect.stringMatching(/^\d{4}-/) },
  })
  if (lock.taken) await lock.release()
})

test('a process is told apart from another that had its number', () => {
  expect(isAlive(thisProcess())).toBe(true)
  expect(isAlive({ pid: process.pid, started: 'another time' })).toBe(false)
  expect(startOf(999_999_999)).toBeUndefined()
})
