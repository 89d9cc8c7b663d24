import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSignOn } from './sign-on.ts'

let root: string
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), `locality-sign-on-`))))
afterAll(async () => rm(root, { recursive: true, force: true }))
const folder = { path: (...parts: string[]) => join(root, ...parts) }

const good = `
providers:
  - name: nhsmail
    title: NHSmail
    issuer: https://login.example.org/tenant/v2.0
    client_id: locality
    client_secret_variable: NHSMAIL_SECRET
    verified_claim: xms_edov
`

async function read(text: string, environment: Record<string, string> = { NHSMAIL_SECRET: 'hush-hush' }) {
  await writeFile(folder.path('sign-on.yaml'), text)
  return readSignOn(folder, environment)
}

describe('sign-on.yaml', () => {
  test('is absent at first: then there is no provider', async () => {
    expect(await readSignOn(folder, {})).toEqual({ ok: true, value: [] })
  })

  test('names providers, with the secret in the environment', async () => {
    expect(await read(good)).toMatchObject({
      ok: true,
      value: [{ name: 'nhsmail', clientSecret: 'hush-hush', verifiedClaim: 'xms_edov', authentication: 'post' }],
    })
    expect(await read(good, {})).toMatchObject({ ok: false, message: expect.stringContaining('NHSMAIL_SECRET') })
  })

  test.each([
    ['http://login.example.org', 'issuer'],
    ['ftp://login.example.org', 'issuer'],
    ['https://login.example.org/?a=b', 'issuer'],
  ])('takes no issuer such as %s', async (issuer, said) => {
    const refusal = await read(good.replace('https://login.example.org/tenant/v2.0', issuer))
    expect(refusal).toMatchObject({ ok: false, message: expect.stringContaining(said) })
  })

  test('takes nothing unknown, nothing twice, no two secrets, and repeats no secret', async () => {
    const twice = good + good.replace('\nproviders:\n', '')
    const both = good.replace('client_id', 'client_secret: very-secret\n    client_id')
    for (const text of [
      '',
      'providers: []',
      '{',
      `${good}\nunknown: 1`,
      twice,
      both,
      good.replace('nhsmail', 'credential'),
    ]) {
      const refusal = await read(text)
      expect(refusal, text).toMatchObject({ ok: false, code: 'sign-on' })
      expect(JSON.stringify(refusal)).not.toMatch(/very-secret|hush-hush/)
    }
  })
})
