import { expect, test } from 'vitest'
import { useDatabase } from '../../../tests/support/database.ts'
import { openServer } from './open-server.ts'

const database = useDatabase()

test('a server that answers is used as it is, and left as it is', async () => {
  const opened = await openServer(database().url)
  expect(opened).toMatchObject({ ok: true, value: { url: database().url } })
})

test('a server that does not answer is refused with what to check, without the password', async () => {
  const opened = await openServer('postgres://clerk:secret-word@127.0.0.1:1/locality')
  expect(opened).toMatchObject({
    ok: false,
    code: 'unusable',
    message: expect.stringContaining('127.0.0.1:1/locality'),
  })
  expect(JSON.stringify(opened)).not.toContain('secret-word')
})

test('a wrong password is said to be one', async () => {
  const url = new URL(database().url)
  url.password = 'secret-word'
  expect(await openServer(url.href)).toMatchObject({
    ok: false,
    message: expect.stringContaining('password authentication failed'),
  })
})
