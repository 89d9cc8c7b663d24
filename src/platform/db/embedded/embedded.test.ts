import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Started, startFromSource } from '../../../../tests/support/from-source.ts'
import { copyWithLinks, findBinaryPackage, prepareBinaries } from './binaries.ts'
import { openCluster } from './open-cluster.ts'
import { startOf } from './process-identity.ts'

const password = 'for-tests-only'
let folder: string
let root: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality embedded '))
  root = join(folder, "a clerk's data")
})

afterAll(async () => {
  await stopAt(root)
  await rm(folder, { recursive: true, force: true })
})

const pidAt = async (at: string): Promise<number | undefined> =>
  readFile(join(at, 'postgres', 'postmaster.pid'), 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    () => undefined,
  )

async function stopAt(at: string): Promise<void> {
  const pid = await pidAt(at)
  if (pid && startOf(pid)) process.kill(pid, 'SIGINT')
}

async function open(at = root) {
  const opened = await openCluster({ root: at, password })
  if (!opened.ok) throw new Error(opened.message)
  return opened.value
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

const holding: Started[] = []
const hold = (mode = 'hold'): Started => {
  const started = startFromSource('tests/support/hold-cluster.ts', [root, mode])
  holding.push(started)
  return started
}

test('a database is made in a folder whose name has spaces and a quote, keeps what it is told, and stops with its last user', async () => {
  const first = await open()
  await ask(first.url, 'CREATE TABLE kept (word text)')
  await ask(first.url, "INSERT INTO kept VALUES ('acknowledged')")
  expect(await ask(first.url, 'SHOW fsync')).toEqual([{ fsync: 'on' }])
  expect(await ask(first.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  const second = await open()
  await first.close()
  expect(await ask(second.url, 'SELECT k.word FROM kept AS k')).toEqual([{ word: 'acknowledged' }])
  const pid = (await pidAt(root))!
  await second.close()
  expect(startOf(pid)).toBeUndefined()
})

test('nobody enters without the password of the folder', async () => {
  const opened = await open()
  await expect(ask(opened.url.replace(password, 'guessed'), 'SELECT 1')).rejects.toThrow(
    'password authentication failed',
  )
  await opened.close()
})

test('a server whose owner was killed is adopted by the next to open, with everything in it', async () => {
  const owner = hold()
  await owner.said('open')
  const pid = await pidAt(root)
  owner.child.kill('SIGKILL')
  await owner.ended
  const adopted = await open()
  expect(await pidAt(root)).toBe(pid)
  expect(await ask(adopted.url, 'SELECT k.word FROM kept AS k')).toEqual([{ word: 'acknowledged' }])
  await adopted.close()
  expect(startOf(pid!)).toBeUndefined()
})

test('processes that open at the same moment share one server, and the last one out stops it', async () => {
  const several = Array.from({ length: 4 }, () => hold('leave'))
  const ends = await Promise.all(several.map(({ ended }) => ended))
  expect(ends.map(({ code, out }) => (out.startsWith('open') ? code : out))).toEqual([0, 0, 0, 0])
  const pid = await pidAt(root)
  expect(pid === undefined || startOf(pid) === undefined).toBe(true)
}, 60_000)

test('a lock left by a process that is dead, or whose number is now another’s, is passed over', async () => {
  const left = (pid: number) =>
    JSON.stringify({ pid, started: 'long ago', nonce: 'n', purpose: 'starting', since: 'then' })
  for (const text of [left(999_999_999), left(process.pid), '', 'not JSON']) {
    await writeFile(join(root, 'postgres.lock'), text)
    const opened = await open()
    await opened.close()
    expect(existsSync(join(root, 'postgres.lock'))).toBe(false)
  }
})

test('a pid file left by a machine that lost power, whose number is now another’s, is passed over', async () => {
  await writeFile(
    join(root, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${join(root, 'postgres')}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
  )
  const opened = await open()
  expect(await pidAt(root)).not.toBe(process.pid)
  await opened.close()
})

test('a server killed outright recovers at the next start, with everything that was acknowledged', async () => {
  const opened = await open()
  await ask(opened.url, "INSERT INTO kept VALUES ('just before')")
  const pid = (await pidAt(root))!
  process.kill(pid, 'SIGKILL')
  await opened.close()
  const again = await open()
  expect(await ask(again.url, 'SELECT count(*)::int AS words FROM kept')).toEqual([{ words: 2 }])
  await again.close()
})

test('a server that dies under somebody is started again where it was', async () => {
  const opened = await open()
  process.kill((await pidAt(root))!, 'SIGKILL')
  let answer: unknown[] = []
  for (let tries = 0; tries < 100 && answer.length === 0; tries += 1) {
    await pause(50)
    answer = await ask(opened.url, 'SELECT count(*)::int AS words FROM kept').catch(() => [])
  }
  expect(answer).toEqual([{ words: 2 }])
  await opened.close()
  expect(await pidAt(root)).toBeUndefined()
})

test('a folder that was being made when the machine stopped is made again', async () => {
  const half = join(folder, 'half made')
  await mkdir(join(half, 'postgres', 'base'), { recursive: true })
  await writeFile(join(half, 'postgres', 'PG_VERSION'), '18\n')
  const opened = await open(half)
  expect(await ask(opened.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await opened.close()
})

test('a database of another PostgreSQL is refused with both versions named', async () => {
  const old = join(folder, 'old')
  await mkdir(join(old, 'postgres'), { recursive: true })
  await writeFile(join(old, 'postgres', 'PG_VERSION'), '15\n')
  await writeFile(join(old, 'postgres', 'locality.conf'), '')
  expect(await openCluster({ root: old, password })).toMatchObject({
    ok: false,
    message: expect.stringMatching(/PostgreSQL 15.*brings 18/),
  })
})

test('the links that npm leaves out are made, by two at once, and in a copy when the package may not be written to', async () => {
  const bare = join(folder, 'package')
  await cp(findBinaryPackage()!, bare, { recursive: true, verbatimSymlinks: true })
  const links = JSON.parse(await readFile(join(bare, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  const unlink = () => Promise.all(links.map(({ target }) => rm(join(bare, target), { force: true })))
  await unlink()
  const [one, two] = await Promise.all([
    prepareBinaries(bare, join(folder, 'spare')),
    prepareBinaries(bare, join(folder, 'spare')),
  ])
  expect(one).toEqual(two)
  expect(execFileSync(one.postgres, ['--version'], { encoding: 'utf8' })).toContain('18')
  await unlink()
  await chmod(join(bare, 'native', 'lib'), 0o555)
  const copies = await Promise.all([1, 2].map(() => copyWithLinks(bare, 'copied', join(folder, 'spare'))))
  expect(copies[0]).toBe(copies[1])
  expect(execFileSync(join(copies[0]!, 'native', 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).toContain(
    '18',
  )
  expect(await readdir(join(folder, 'spare'))).toEqual(['copied'])
})
