import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalCheck, journalEntries, openWorkbench } from '#platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCommand, typeCommand } from '../../../tests/support/type-command.ts'

let folder: string
let data: string
const env = { LOCALITY_USER: 'the-account' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locality journalled '))
  data = join(folder, 'data')
  await typeCommand(['init', '--data', data, '--as', 'A. Keeper'], { env })
}, 60_000)

afterAll(async () => rm(folder, { recursive: true, force: true }))

const type = (...words: string[]) => typeCommand([...words, '--data', data], { env })

async function records() {
  const opened = await openWorkbench({ data, databaseUrl: '' })
  if (!opened.ok) throw new Error(opened.message)
  try {
    expect(await journalCheck.run(opened.value.ctx)).toEqual([])
    const { entries } = await journalEntries(opened.value.ctx.db, {})
    return entries.toReversed().map(({ actor, action, subject, detail }) => ({ actor, action, subject, detail }))
  } finally {
    await opened.value.close()
  }
}

test('every command is in the journal, with who typed it; one that failed says how it ended; none holds a patient', async () => {
  expect(await type('runs', '--limit', '5')).toMatchObject({ code: 0 })
  expect(await type('import', 'organisations', join(folder, 'of 9990000018.csv'), '--as', 'B. Helper')).toMatchObject({
    code: 3,
  })
  expect(await type('organisation', '999 000 0018')).toMatchObject({ code: 3 })
  expect(await type('runs', '--limit', 'many')).toMatchObject({ code: 2 })
  expect(await type('runs', '--as', 'NHS number 9990000018')).toMatchObject({
    code: 2,
    error: expect.not.stringContaining('9990000018'),
  })
  expect(await type('settings', 'set', 'vocabulary', 'pbc-1948')).toMatchObject({ code: 3 })
  expect(await type('settings', 'set', 'small-numbers', 'strict')).toMatchObject({ code: 0 })
  expect(await type('settings', '--json')).toMatchObject({ code: 0, out: expect.stringContaining('"strict"') })
  expect(await type('verify')).toMatchObject({ code: 0 })

  const kept = await records()
  expect(kept.map(({ actor, action }) => `${actor}: ${action}`)).toEqual([
    'A. Keeper: command.init',
    'the-account: command.runs',
    'B. Helper: command.import.organisations',
    'B. Helper: command.import.organisations.ended',
    'the-account: command.organisation',
    'the-account: command.organisation.ended',
    'the-account: command.settings.set',
    'the-account: command.settings.set.ended',
    'the-account: command.settings.set',
    'the-account: setting.change',
    'the-account: command.settings',
    'the-account: command.verify',
  ])
  expect(kept[0]!.detail).toEqual({ options: { vocabulary: 'pbc-2006' }, account: 'the-account' })
  expect(kept[1]).toMatchObject({ subject: 'runs', detail: { options: { limit: '5' } } })
  expect(kept[3]!.detail).toEqual({ exitCode: 3 })
  expect(JSON.stringify(kept)).not.toMatch(/999\D?000/)
  expect(kept[4]!.subject).toBe('organisation [hidden: NHS number]')
}, 120_000)

test('a server writes down when it starts and when it ends', async () => {
  const server = startCommand(['serve', '--data', data, '--port', '0', '--as', 'A. Keeper'], { env })
  await server.said('http://localhost:')
  server.child.kill('SIGTERM')
  expect(await server.ended).toMatchObject({ code: 0 })
  const [start, ...rest] = (await records()).slice(-3)
  const [invited, stop] = rest
  expect(start).toMatchObject({ actor: 'A. Keeper', action: 'server.start' })
  expect(start!.subject).toMatch(/^http:\/\/localhost:\d+$/)
  // Nobody has an account in this folder yet: whoever sees the terminal is given the code of the first administrator.
  expect(invited).toMatchObject({ actor: 'A. Keeper', action: 'person.invite', subject: 'the first administrator' })
  expect(stop).toEqual({ ...start, action: 'server.stop' })
}, 60_000)
