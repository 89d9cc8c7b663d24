import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCommand, typeCommand } from '../../../tests/support/type-command.ts'

let folder: string
let data: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality cli '))
  data = join(folder, 'data')
  expect(await typeCommand(['init', '--data', data])).toMatchObject({ code: 0, out: expect.stringContaining(data) })
}, 60_000)

afterAll(async () => rm(folder, { recursive: true, force: true }))

const serverIsUp = async (): Promise<boolean> =>
  readFile(join(data, 'postgres', 'postmaster.pid')).then(
    () => true,
    () => false,
  )

describe('what is typed', () => {
  test('is explained by --help on every level, with the exit codes', async () => {
    for (const words of [['--help'], ['runs', '--help']]) {
      const { code, out } = await typeCommand(words)
      expect(code).toBe(0)
      expect(out).toContain('Usage: locality')
      expect(out).toMatch(/3 {2}refused, with the reason/)
    }
  })

  test.each([
    [['unknown'], 'unknown command'],
    [['runs', '--unknown'], 'unknown option'],
    [['runs', '--limit', 'many', '--data', 'x'], '--limit'],
    [['serve', '--port', '99999999'], '--port'],
  ])('and is not understood ends with 2: %s', async (words, said) => {
    const { code, out, error } = await typeCommand(words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toContain(said)
  })

  test('without data is refused with 3, in words and as a value', async () => {
    const { code, out, error } = await typeCommand(['runs', '--json', '--data', join(folder, 'nowhere')])
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ refused: { code: 'no-data' } })
    expect(error).toContain('locality init --data')
  })
})

describe('with data', () => {
  test('an answer is one JSON value on standard output', async () => {
    const { code, out } = await typeCommand(['runs', '--json', '--data', data])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ name: 'runs', rows: [] })
  })

  test('verify says what holds, and says when a key is damaged', async () => {
    expect(await typeCommand(['verify', '--data', data])).toMatchObject({
      code: 0,
      out: expect.stringContaining('checks hold'),
    })
    const key = join(data, 'keys', 'vault.1.key')
    const whole = await readFile(key)
    await rm(key)
    const { code, out } = await typeCommand(['verify', '--json', '--data', data])
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({ holds: false })
    await writeFile(key, whole)
  })

  test('a command behind another of its family takes its own options: keys are listed, and one is rotated', async () => {
    expect(await typeCommand(['keys', 'rotate', 'vault', '--data', data])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Version 2 of the key of the vault is in force'),
    })
    const { code, out } = await typeCommand(['keys', '--json', '--data', data])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      name: 'keys',
      rows: [{ key: 'pseudonym' }, { key: 'vault', version: '2' }],
    })
  }, 60_000)

  test('the database ends with the command that used it', async () => {
    await typeCommand(['runs', '--data', data])
    expect(await serverIsUp()).toBe(false)
  })
})

describe('serving', () => {
  test('refuses a second server and names the first, lets a command work beside it, and ends in order when asked', async () => {
    const server = startCommand(['serve', '--data', data, '--port', '0'])
    const said = await server.said('http://localhost:')
    const address = /http:\/\/localhost:\d+/.exec(said)![0]
    expect((await fetch(`${address}/health`)).status).toBe(200)

    const second = await typeCommand(['serve', '--data', data, '--port', '0'])
    expect(second).toMatchObject({ code: 4, error: expect.stringContaining(`process ${server.child.pid}`) })
    expect(await typeCommand(['runs', '--data', data])).toMatchObject({ code: 0 })
    expect((await fetch(`${address}/health`)).status).toBe(200)

    server.child.kill('SIGTERM')
    expect(await server.ended).toMatchObject({ code: 0 })
    expect(await serverIsUp()).toBe(false)
  }, 60_000)

  test('goes on after a server that was killed outright', async () => {
    const killed = startCommand(['serve', '--data', data, '--port', '0'])
    await killed.said('http://localhost:')
    killed.child.kill('SIGKILL')
    await killed.ended
    const next = startCommand(['serve', '--data', data, '--port', '0'])
    await next.said('http://localhost:')
    next.child.kill('SIGINT')
    expect(await next.ended).toMatchObject({ code: 0 })
    expect(await serverIsUp()).toBe(false)
  }, 60_000)

  test('a reader who goes away early is not a fault', async () => {
    const started = startCommand(['--help'])
    started.child.stdout!.destroy()
    const { code, error } = await started.ended
    expect(error).not.toMatch(/EPIPE|went wrong/)
    expect(code).toBe(0)
  })
})
