import { TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { month, nhsNumber, plantedAt } from '../access/world.ts'
import { goodPassphrase } from '../support/signing-in.ts'
import { asOwner } from '../support/template.ts'
import type { TestBrowser } from '../support/web.ts'
import { type Planted, findPlanted } from './scan.ts'
import { type Served, serveChild } from './served.ts'
import { useStand } from './stand.ts'

const stand = useStand()
const planted: Planted[] = []
let served: Served | undefined
let told: Awaited<ReturnType<Served['stop']>>

const plant = (what: string, value: string): string => {
  planted.push({ what, value })
  return value
}

const line = plantedAt('own')
const typedNumber = plant('an NHS number that was typed', nhsNumber(77))
const opened = plant('the NHS number of a line', line.nhsNumber)
const born = plant('a date of birth', line.birthDate)
const name = plant('a name', 'Hildegard Plantagenet')
const email = plant('an address', 'hildegard.plantagenet@example.org')
const mistyped = plant('a passphrase mistyped', 'harpsichord lantern wrongly')

async function comeIn(address: string): Promise<TestBrowser> {
  const browser = served!.browser()
  expect((await browser.post('/sign-in', { email: address, passphrase: mistyped })).status).toBe(422)
  expect((await browser.post('/sign-in', { email: address, passphrase: goodPassphrase })).status).toBe(303)
  for (const [cookie, value] of browser.cookies) plant(`the cookie ${cookie}`, decodeURIComponent(value).split('.')[0]!)
  plant('a token of a form', (await browser.token()).split('.')[0]!)
  return browser
}

async function addAuthenticator(browser: TestBrowser): Promise<void> {
  const offered = await (await browser.post('/account/authenticator', { proof: goodPassphrase })).text()
  const secret = /app-secret">([A-Z2-7 ]+)</.exec(offered)![1]!.replaceAll(' ', '')
  plant('the secret of an authenticator', secret)
  for (const [, code] of offered.matchAll(/<li>([\w-]{8,})<\/li>/g)) plant('a spare code', code!)
  const code = new TOTP({ secret }).generate()
  expect((await browser.post('/account/authenticator/confirm', { code })).status).toBe(303)
}

async function work(): Promise<void> {
  const { addresses } = stand()
  const administrator = await comeIn(addresses.administrator)
  const added = await (await administrator.post('/people/new', { name, email })).text()
  const code = plant('a code of an invitation', /app-code">([^<]+)</.exec(added)![1]!)
  await administrator.post('/people/new', { name, email })
  await administrator.get(`/people?${new URLSearchParams({ search: name })}`)
  await administrator.get(`/people?${new URLSearchParams({ search: typedNumber })}`)
  const somebody = served!.browser()
  await somebody.post('/sign-in/invitation', {
    code: 'ABCDEFGHJKLMNPQRSTUVWXYZ23',
    passphrase: mistyped,
    repeated: mistyped,
  })
  const chosen = plant('a passphrase chosen', 'marble kettle orchid thunder')
  expect((await somebody.post('/sign-in/invitation', { code, passphrase: chosen, repeated: chosen })).status).toBe(303)
  await somebody.post('/sign-in/passkey', { response: JSON.stringify({ id: name, nhs: typedNumber }) })
  await addAuthenticator(await comeIn(addresses.auditor))
  const practice = await comeIn(addresses.practice)
  const who = await (
    await practice.post(`/identities/${month}/RAA/${line.lineId}`, { reason: 'own-patient', words: '' })
  ).text()
  expect(who.replaceAll(/\s/gu, '')).toContain(opened)
  await practice.get(`/lines/${month}/RAA/${typedNumber}`)
  await practice.get(`/lines/${month}?${new URLSearchParams({ search: typedNumber })}`)
  const validator = await comeIn(addresses.validator)
  await validator.post(`/identities/${month}/RAA/${line.lineId}/check`, {
    reason: 'registered',
    words: '',
    nhs_number: typedNumber,
  })
  await validator.post(`/identities/${month}/RAA/${line.lineId}/check`, {
    reason: 'other-check',
    words: `of ${typedNumber}`,
    nhs_number: 'x',
  })
  await takeFiles(await comeIn(addresses.contracts))
}

/** One that is taken, one that is full of mistakes, one that is no file of activity: each names patients. */
async function takeFiles(contracts: TestBrowser): Promise<void> {
  const header = 'line_id,provider,practice,patient,birth_date,sex,pod,start_date,end_date,hrg,price,month,snapshot'
  const files = {
    'good.csv': `${header}\nL1,RAA,A99001,${typedNumber},${born},2,EL,2007-11-03,2007-11-05,B02,800.00,2007-11,freeze\n`,
    'bad.csv': `${header}\n${name},RAA,A99001,${typedNumber},${typedNumber},${name},EL,${typedNumber},${born},B02,${name},2007-11,freeze\n`,
    'odd.csv': `${name},${typedNumber}\n"${born}`,
    'bad.xlsx': `PK\u0003\u0004 ${typedNumber} ${name}`,
  }
  for (const [file, text] of Object.entries(files)) {
    const form = new FormData()
    form.set('layout', 'auto')
    form.set('snapshot', 'freeze')
    form.set('file', new Blob([text]), file)
    const sent = await contracts.post('/imports', form)
    expect(sent.status, file).toBe(303)
    await untilOver(contracts, sent.headers.get('location')!)
  }
}

async function untilOver(browser: TestBrowser, run: string): Promise<void> {
  for (let at = 0; at < 100; at += 1) {
    if (!(await (await browser.get(run)).text()).includes('http-equiv="refresh"')) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${run} does not end`)
}

/** Failures that nobody means: the database refuses with the row in its words, a table is gone, the database is gone. */
async function fail(): Promise<void> {
  const { databaseUrl } = stand().workbench
  const administrator = await comeIn(stand().addresses.administrator)
  const owner = (text: string) => asOwner(databaseUrl, (client) => client.query(text))
  await owner("CREATE UNIQUE INDEX one_name ON sign_in.holder (name) WHERE name LIKE 'Hild%'")
  expect((await administrator.post('/people/new', { name, email: `x-${email}` })).status).toBe(500)
  plant('another address', `x-${email}`)
  await owner(`ALTER TABLE sign_in.holder ADD CONSTRAINT no_name CHECK (name <> 'Eleanor ${name}') NOT VALID`)
  expect((await administrator.post('/people/new', { name: `Eleanor ${name}`, email: `y-${email}` })).status).toBe(500)
  await owner('ALTER TABLE organisations.organisation RENAME TO gone')
  expect((await administrator.get(`/organisations?${new URLSearchParams({ search: name })}`)).status).toBe(500)
  const token = await administrator.token()
  const database = new URL(databaseUrl).pathname.slice(1)
  const maintenance = new URL(databaseUrl)
  maintenance.pathname = '/postgres'
  await asOwner(maintenance.href, async (client) => {
    await client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`)
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database])
  })
  const gone = await administrator.send(`/people?${new URLSearchParams({ search: name })}`)
  expect(gone.status).toBe(500)
  await administrator.send('/people/new', {
    method: 'POST',
    body: new URLSearchParams({ _token: token, name, email: `z-${email}` }),
    headers: { origin: served!.origin },
  })
  await asOwner(maintenance.href, (client) => client.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`))
  // It is back as soon as its database is: nobody has to start it again.
  expect((await administrator.get('/health')).status).toBe(200)
  expect((await administrator.get('/people')).status).toBe(200)
}

beforeAll(async () => {
  for (const [who, address] of Object.entries(stand().addresses)) plant(`the address of ${who}`, address)
  plant('a passphrase', goodPassphrase)
  served = await serveChild(stand().workbench)
  await work()
  await fail()
  told = await served.stop()
  served = undefined
}, 120_000)
afterAll(async () => void (await served?.stop()))

describe('what a served product says to its log and its terminal', () => {
  test('is something: each failure is there by its number, its place and the database’s code', () => {
    const lines = told.error
      .split('\n')
      .filter((text) => text.startsWith('{'))
      .map((text) => JSON.parse(text) as Record<string, unknown>)
    const failed = lines.filter(({ msg }) => msg === 'a page failed' || msg === 'a page could not be drawn')
    expect(failed.length).toBeGreaterThanOrEqual(4)
    for (const { id, error } of failed) {
      expect(id).toMatch(/^[0-9a-f-]{36}$/)
      expect(error).toMatchObject({ message: expect.any(String), at: expect.any(Array) })
    }
    expect(failed.map(({ error }) => (error as { code?: string }).code)).toEqual(
      expect.arrayContaining(['23505', '23514', '42P01']),
    )
  })

  test('holds nothing that was planted, nor anything that looks like a patient or an address', () => {
    expect(planted.length).toBeGreaterThan(25)
    expect(findPlanted(`${told.out}\n${told.error}`, planted)).toEqual([])
  })

  test('is searched by a scanner that finds each of them', () => {
    for (const one of planted)
      expect(findPlanted(`{"x":${JSON.stringify(one.value)}}`, [one]), one.what).not.toEqual([])
    expect(findPlanted('999 000 0018', [])).toHaveLength(1)
    expect(findPlanted('record 12 of 2007-10', [])).toEqual([])
  })
})

test('none of its processes looked for anybody outside this computer', () => {
  expect(told.sockets.filter((text) => text.startsWith('FAR'))).toEqual([])
  expect(told.sockets.filter((text) => text.startsWith('near')).length).toBeGreaterThan(0)
})
