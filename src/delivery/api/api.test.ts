import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import { importListSizes, importMemberships, importOrganisations } from '#organisations'
import { type Permission, permissions } from '#shared'
import { defineOperation, noInput, shapeOf } from '#ui'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type TestApi, openTestApi, scopeGate, tokenFor } from '../../../tests/support/api.ts'
import { billMonth } from '../../../tests/support/billed-month.ts'
import { addHolder, addPost, endThePost, shutOut } from '../../../tests/support/holders.ts'
import { openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { roomOperations } from '../room-operations.ts'
import { roomRoutes } from '../room-routes.ts'
import { rateLimit } from '../web/rate-limit.ts'
import { apiLimits } from './api-setting.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
let api: TestApi
/** A token of whoever may see everything of a commissioner. */
let whole: string

const practices = ['A99001', 'A99002', 'A99003', 'A99004', 'A99005', 'A99006', 'A99007']

async function take(files: Record<string, string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-api-'))
  const importers = {
    organisations: importOrganisations,
    memberships: importMemberships,
    'list-sizes': importListSizes,
  }
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, `${name}.csv`)
    await writeFile(file, text)
    const taken = await importers[name as keyof typeof importers](ctx(), { file, name: `${name}.csv` })
    if (!taken.ok) throw new Error(taken.message)
  }
  await rm(folder, { recursive: true, force: true })
}

beforeAll(async () => {
  const each = (row: (code: string) => string) => practices.map(row).join('\n')
  await take({
    organisations: `code,name,kind,open_date,close_date,postcode\nZG1,Hill,group,2000-04-01,,\n5ZZ,Vale,commissioner,2000-04-01,,\n${each((code) => `${code},Surgery ${code},practice,2000-04-01,,`)}\n`,
    memberships: `member,parent,from,to\n${each((code) => `${code},ZG1,2006-04-01,`)}\n`,
    'list-sizes': `practice,date,sex,age_band,patients\n${each((code) => `${code},2007-04-01,1,0-4,100\n${code},2007-04-01,2,0-4,90`)}\n`,
  })
  const lines = practices.flatMap((practice, at) =>
    Array.from({ length: at + 2 }, (_, line) => ({
      lineId: `L${practice}-${line}`,
      practice,
      billedPence: 100_000 + 7 * line,
      pricePence: line === 1 ? null : 99_000,
    })),
  )
  await billMonth(ctx(), { commissioner: '5ZZ', month: '2007-10', lines })
  await billMonth(ctx(), { commissioner: '5ZZ', month: '2007-09', lines: lines.slice(0, 5) })
  api = await openTestApi(ctx())
  const holder = await addHolder(ctx(), 'contract-manager', '5ZZ')
  const all = [
    'month.read',
    'statement.read',
    'line.read',
    'activity.read-imports',
    'tariff.read',
    'contract.read',
    'rule.read',
    'finding.read',
    'finding.sums',
    'challenge.read',
    'recovered.read',
    'payment.read',
    'ledger.read',
    'budget.read',
    'programme.read',
    'framework.read',
    'organisation.read',
  ] as const
  whole = (await tokenFor(ctx(), holder, all)).secret
}, 120_000)

const isOfMoneyAndMeetings = (permission: string): boolean =>
  ['budget.read', 'programme.read', 'framework.read'].includes(permission)

interface Answered {
  readonly name: string
  readonly rows: Record<string, unknown>[]
  readonly totals: Record<string, unknown> | null
  readonly notes: string[]
  readonly next: string | null
}

async function table(path: string, token = whole): Promise<Answered> {
  const response = await api.get(path, token)
  const text = await response.text()
  expect(response.status, `${path} ${text}`).toBe(200)
  return JSON.parse(text) as Answered
}

/** Every page of a list, in turn. */
async function pull(first: string, token = whole): Promise<{ rows: Record<string, unknown>[]; pages: number }> {
  const rows: Record<string, unknown>[] = []
  let pages = 0
  for (let path: string | null = first; path !== null; pages += 1) {
    const page: Answered = await table(path, token)
    rows.push(...page.rows)
    path = page.next
  }
  return { rows, pages }
}

const journal = async (action: string) =>
  (
    await sql<{ actor: string; user_id: string; post_id: string; subject: string }>`
      SELECT e.actor, e.user_id, e.post_id, e.subject FROM audit.entry AS e WHERE e.action = ${action} ORDER BY e.seq DESC`.execute(
      ctx().db,
    )
  ).rows

describe('a table for a program', () => {
  test('is the table of the page, for each way to add a statement up', async () => {
    const browser = await openTestBrowser(ctx(), roomRoutes)
    for (const query of [
      'by=practice',
      'by=group&ytd=1',
      'by=provider',
      'by=pod',
      'by=month',
      'by=provider&practice=A99002',
    ]) {
      const page = (await (
        await browser.get(`/statements/2007-10?${query}&format=json&table=statement`)
      ).json()) as Answered
      const { next, ...answered } = await table(`/api/v1/statements/2007-10?${query}`)
      expect(next).toBeNull()
      expect({ ...answered, rows: answered.rows.map((row) => ({ ...row })) }).toMatchObject(
        query.includes('ytd') ? { name: page.name, notes: page.notes, rows: page.rows } : { ...page },
      )
    }
  })

  test('is the same as CSV and as a workbook, and money is whole pence', async () => {
    const path = '/api/v1/statements/2007-10?by=practice'
    const { rows, totals } = await table(path)
    expect(totals).toMatchObject({ lines: 35 })
    expect(rows.every(({ billed_pence: pence }) => Number.isInteger(pence))).toBe(true)
    const csv = await api.get(`${path}&format=csv`, whole)
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="statement.csv"')
    const read = parse(await csv.text(), { columns: true }) as Record<string, string>[]
    expect(read.map(({ billed_pence: pence }) => Number(pence))).toEqual(
      [...rows, totals!].map((row) => row['billed_pence']),
    )
    const book = await api.get(`${path}&format=xlsx`, whole)
    expect(
      Buffer.from(await book.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  test('of one line has its working beside it', async () => {
    const answer = await (await api.get('/api/v1/lines/2007-10/RAA/LA99001-0', whole)).json()
    expect(answer).toMatchObject({
      name: 'history',
      counts: true,
      facts: { line_id: 'LA99001-0' },
      working: { basis: 'elective' },
    })
    expect(JSON.stringify(answer)).not.toMatch(/"(patient|nhs_number|pseudonym|birth_date|sex)"/i)
  })

  test('is offered for every operation: each answers with a table', async () => {
    const { rows } = await table('/api/v1/imports')
    const values: Record<string, string> = {
      month: '2007-10',
      provider: 'RAA',
      line: 'LA99001-0',
      number: String(rows[0]!['import']),
    }
    const isOfOne = ({ path }: { path: string }) => /:(tariffId|reference|run)\b/.test(path)
    const ofActivity = roomOperations.filter(({ permission }) => !isOfMoneyAndMeetings(permission))
    for (const { path } of ofActivity.filter((operation) => !isOfOne(operation)))
      await table(path.replaceAll(/:(\w+)/g, (_, name: string) => values[name]!))
    for (const { path } of ofActivity.filter(isOfOne))
      expect((await api.get(path.replaceAll(/:\w+/g, '999'), whole)).status, path).toBe(404)
  })

  test('of a budget or of how a group runs, where there is none, is one without rows or says what there is none of', async () => {
    const values: Record<string, string> = {
      year: '2008-09',
      month: '2008-06',
      practice: 'A99001',
      group: 'ZG1',
      owner: 'ZG1',
      register: 'schemes',
    }
    for (const { path, input } of roomOperations.filter(({ permission }) => isOfMoneyAndMeetings(permission))) {
      const address = path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '999')
      const asking = ['year', 'owner', 'month'].filter((name) => name in shapeOf(input)! && !path.includes(`:${name}`))
      const asked = `${address}?${asking.map((name) => `${name}=${values[name]}`).join('&')}`
      const response = await api.get(asked, whole)
      const said = (await response.json()) as { rows?: unknown[]; detail?: string }
      expect([200, 404], `${asked} ${said.detail}`).toContain(response.status)
      if (response.status === 404) expect(said.detail, asked).toMatch(/^(There is no|No |Nothing|.* not )/)
    }
  })
})

describe('a long list', () => {
  test.each([
    ['/api/v1/lines/2007-10', 35, (row: Record<string, unknown>) => String(row['line_id'])],
    [
      '/api/v1/lines/2007-10?practice=A99007&basis=elective',
      7,
      (row: Record<string, unknown>) => String(row['line_id']),
    ],
    ['/api/v1/organisations', 9, (row: Record<string, unknown>) => String(row['code'])],
    ['/api/v1/organisations?kind=practice&search=surgery', 7, (row: Record<string, unknown>) => String(row['code'])],
    ['/api/v1/memberships', 7, (row: Record<string, unknown>) => `${row['member']} ${row['parent']} ${row['from']}`],
    ['/api/v1/list-sizes', 14, (row: Record<string, unknown>) => `${row['practice']} ${row['sex']} ${row['age_band']}`],
    ['/api/v1/imports', 2, (row: Record<string, unknown>) => String(row['import'])],
  ])('%s has each of its %i rows once, whatever the size of a page', async (path, count, keyOf) => {
    const at = (limit: number) => `${path}${path.includes('?') ? '&' : '?'}limit=${limit}`
    const all = (await pull(at(10_000))).rows
    expect(new Set(all.map(keyOf)).size).toBe(count)
    expect(all).toHaveLength(count)
    for (const limit of [1, 2, 3, count - 1, count].filter((size) => size > 0)) {
      const { rows, pages } = await pull(at(limit))
      expect(rows, `${limit} a page`).toEqual(all)
      expect(pages).toBe(Math.ceil(count / limit))
    }
  })

  test('says where it goes on beside CSV too', async () => {
    const first = await api.get('/api/v1/lines/2007-10?limit=20&format=csv', whole)
    const [, path] = /^<(\/api\/v1\/lines\/2007-10\?[^>]+)>; rel="next"$/.exec(first.headers.get('link')!)!
    const second = await api.get(path!, whole)
    expect((await second.text()).trim().split('\r\n')).toHaveLength(16)
    expect(second.headers.get('link')).toBeNull()
  })

  test('goes on for the same question of the same person in the same post only, and from no text that somebody made', async () => {
    const { next } = await table('/api/v1/lines/2007-10?practice=A99007&limit=2')
    const cursor = new URL(next!, 'http://x').searchParams.get('cursor')!
    const holder = await addHolder(ctx(), 'commissioner-analyst', '5ZZ')
    const other = (await tokenFor(ctx(), holder, ['line.read'])).secret
    const status = async (path: string, token = whole) => (await api.get(path, token)).status
    expect(await status(next!)).toBe(200)
    expect(await status(next!.replace('limit=2', 'limit=5'))).toBe(200)
    expect(await status(next!, other)).toBe(400)
    expect(await status(next!.replace('A99007', 'A99006'))).toBe(400)
    expect(await status(next!.replace('2007-10', '2007-09'))).toBe(400)
    expect(await status(`/api/v1/organisations?cursor=${cursor}`)).toBe(400)
    for (const made of ['', 'x', 'e30.x', `${cursor}x`, cursor.slice(1), Buffer.from('[0,0]').toString('base64url')])
      expect(await status(`/api/v1/lines/2007-10?practice=A99007&cursor=${made}`), made).toBe(400)
  })

  test('that became another one between two pages says so instead of mixing the two', async () => {
    await billMonth(ctx(), {
      commissioner: '5ZZ',
      month: '2007-05',
      lines: ['1', '2', '3'].map((lineId) => ({ lineId, billedPence: 100 })),
    })
    const { next } = await table('/api/v1/lines/2007-05?limit=2')
    await billMonth(ctx(), { commissioner: '5ZZ', month: '2007-05', lines: [{ lineId: '9', billedPence: 100 }] })
    const answer = await api.get(next!, whole)
    expect(answer.status).toBe(409)
    expect(await answer.json()).toMatchObject({
      type: '/api/v1/problems/changed',
      detail: expect.stringContaining('first page'),
    })
  })
})

describe('who asks', () => {
  test('is told by a token and nothing else: no cookie, no session, no other scheme', async () => {
    const path = '/api/v1/months'
    const asked = async (headers: Record<string, string>) => (await api.get(path, undefined, headers)).status
    expect(await asked({})).toBe(401)
    expect(await asked({ cookie: `locality-session=${whole}; authorization=Bearer ${whole}` })).toBe(401)
    for (const authorization of [
      '',
      'Bearer',
      `Basic ${whole}`,
      `Bearer ${whole} more`,
      whole,
      `Bearer ${whole.toUpperCase()}`,
    ])
      expect(await asked({ authorization }), authorization).toBe(401)
    expect((await api.get(`${path}?token=${whole}`)).status).toBe(401)
    const answer = await api.get(path, whole, { cookie: 'locality-session=AAAAAAAAAAAAAAAAAAAAAAAA' })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test('sees what the post sees: a practice its own patients, and what is another’s is as if it were not there', async () => {
    const holder = await addHolder(ctx(), 'practice-manager', 'A99002')
    const { secret } = await tokenFor(ctx(), holder, ['line.read', 'statement.read'])
    const { rows } = await pull('/api/v1/lines/2007-10?limit=2', secret)
    expect(rows.map((row) => row['practice'])).toEqual(['A99002', 'A99002', 'A99002'])
    const [theirs, nobodys] = await Promise.all(
      ['LA99007-0', 'LA99999-0'].map(async (line) => api.get(`/api/v1/lines/2007-10/RAA/${line}`, secret)),
    )
    expect([theirs!.status, nobodys!.status]).toEqual([404, 404])
    const words = async (response: Response) => ({ ...((await response.json()) as object), instance: '' })
    expect(await words(theirs!)).toEqual(await words(nobodys!))
    const statement = await table('/api/v1/statements/2007-10?by=practice', secret)
    expect(statement.rows.map((row) => row['code'])).toEqual(['A99002'])
  })

  test('may do what the token carries: each operation is refused to a token without its permission, and says what is missing', async () => {
    const holder = await addHolder(ctx(), 'contract-manager', '5ZZ')
    for (const { path, permission } of roomOperations) {
      const others = permissions.filter(
        (name) =>
          name !== permission &&
          name.endsWith('.read') &&
          name !== 'person.read' &&
          name !== 'journal.read' &&
          name !== 'setting.read',
      )
      const carried = others.slice(0, 1) as Permission[]
      const secrets = await openTestApi(ctx(), {
        gate: scopeGate(ctx(), { permissions: carried, personId: holder.personId }),
      })
      const answer = await secrets.get(path.replaceAll(/:\w+/g, 'anything'), 'x')
      expect(answer.status, path).toBe(403)
      expect(await answer.text()).toContain(`“${permission}”`)
    }
    expect((await journal('access.refused'))[0]!.subject).toMatch(/^GET \/api\/v1\//)
  })

  test('is asked anew at each request: ended, shut out, post lost, permission lost', async () => {
    const path = '/api/v1/months'
    const status = async (secret: string) => (await api.get(path, secret)).status
    const one = await addHolder(ctx(), 'commissioner-analyst', '5ZZ')
    const token = await tokenFor(ctx(), one, ['statement.read'])
    expect(await status(token.secret)).toBe(200)
    await sql`INSERT INTO people.token_end (token_id, ended_at, ended_by) VALUES (${token.tokenId}, now(), 'a tester')`.execute(
      ctx().db,
    )
    expect(await status(token.secret)).toBe(401)
    const second = await tokenFor(ctx(), one, ['statement.read'], 'second')
    await endThePost(ctx(), one.postId, '2008-06-02')
    await addPost(ctx(), one.personId, 'commissioner-analyst', '5ZZ')
    expect(await status(second.secret)).toBe(401)
    const two = await addHolder(ctx(), 'commissioner-analyst', '5ZZ')
    const third = await tokenFor(ctx(), two, ['statement.read'])
    await sql`INSERT INTO people.token (token_id, secret_hash, person_id, post_id, name, permissions, made_at, expires_at)
      SELECT 'over', repeat('a', 64), person_id, post_id, 'over', permissions, '2007-01-01', '2008-06-02T08:00:00Z' FROM people.token WHERE token_id = ${third.tokenId}`.execute(
      ctx().db,
    )
    expect(await status(third.secret)).toBe(200)
    await sql`INSERT INTO people.token (token_id, secret_hash, person_id, post_id, name, permissions, made_at, expires_at)
      SELECT 'more', encode(sha256(${`locality_${'B'.repeat(43)}`}), 'hex'), person_id, post_id, 'more', '{statement.read,journal.read}', made_at, expires_at
        FROM people.token WHERE token_id = ${third.tokenId}`.execute(ctx().db)
    expect(await status(`locality_${'B'.repeat(43)}`), 'a permission that the post does not have is not carried').toBe(
      200,
    )
    await shutOut(ctx(), two.personId)
    expect(await status(third.secret)).toBe(401)
  })

  test('is in the journal with what they pulled: the person, the post and the token, and not the cursor', async () => {
    const holder = await addHolder(ctx(), 'commissioner-analyst', '5ZZ')
    const { secret } = await tokenFor(ctx(), holder, ['line.read'], 'Weekly')
    const { next } = await table('/api/v1/lines/2007-10?limit=20&pod=EL', secret)
    await table(next!, secret)
    const [last] = await journal('line.pull')
    expect(last).toEqual({
      actor: 'Holder of commissioner-analyst (token Weekly)',
      user_id: holder.personId,
      post_id: holder.postId,
      subject: '/api/v1/lines/2007-10?limit=20&pod=EL',
    })
  })

  test('cannot put a patient into the address: it is stopped, told without repeating it, and written nowhere', async () => {
    const answer = await api.get('/api/v1/lines/2007-10?search=999%20007%209196', whole)
    const text = await answer.text()
    expect(answer.status).toBe(400)
    expect(text).toContain('NHS number')
    expect(text).not.toContain('9196')
    expect(JSON.stringify(await journal('line.pull'))).not.toContain('9196')
  })
})

describe('what goes wrong', () => {
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const value = (await response.json()) as Record<string, unknown>
    expect(value['status']).toBe(response.status)
    expect(value['instance']).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect(String(value['detail'])).toMatch(/^[A-Z“].*[.”]$/s)
    return value
  }

  test('is a problem of a stable type for each kind of fault', async () => {
    const faults: [string, number, string][] = [
      ['/api/v1/statements/2007-10?by=planet', 400, 'not-understood'],
      ['/api/v1/statements/2007-10?practise=A99001', 400, 'not-understood'],
      ['/api/v1/statements/2007-10?by=pod&by=pod', 400, 'not-understood'],
      ['/api/v1/statements/October', 400, 'not-understood'],
      ['/api/v1/statements/2007-10?limit=10', 400, 'not-understood'],
      ['/api/v1/lines/2007-10?limit=10001', 400, 'not-understood'],
      ['/api/v1/lines/2007-10?limit=0', 400, 'not-understood'],
      ['/api/v1/lines/2007-10?format=pdf', 400, 'not-understood'],
      ['/api/v1/organisations?date=yesterday', 400, 'not-understood'],
      ['/api/v1/statements/1999-01', 404, 'not-found'],
      ['/api/v1/imports/999999/submissions', 404, 'not-found'],
      ['/api/v1/nothing', 404, 'not-found'],
      ['/api/v1', 404, 'not-found'],
    ]
    for (const [path, status, name] of faults) {
      const value = await problem(await api.get(path, whole))
      expect([value['status'], value['type']], path).toEqual([status, `/api/v1/problems/${name}`])
    }
    const value = await problem(await api.get('/api/v1/statements/2007-10?by=planet', whole))
    expect(value['errors']).toEqual({ by: expect.stringContaining('practice, group') })
  })

  test('without a token says how to send one, before anything of the address is read', async () => {
    for (const path of ['/api/v1/months', '/api/v1/statements/nonsense?x=1', '/api/v1/imports/999999/submissions']) {
      const answer = await api.get(path)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Locality"')
      expect(await problem(answer)).toMatchObject({ status: 401, type: '/api/v1/problems/no-token' })
    }
    const wrong = await api.get('/api/v1/months', `locality_${'A'.repeat(43)}`)
    expect(wrong.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  test('with another method than GET is 405, with or without a token, and no other origin is let read anything', async () => {
    for (const method of ['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'])
      for (const path of ['/api/v1/months', '/api/v1/lines/2007-10/RAA/x', '/api/v1/openapi.json']) {
        const headers = { host: 'localhost', authorization: `Bearer ${whole}`, origin: 'https://elsewhere.example' }
        const answer = await api.app.request(`http://localhost${path}`, { method, headers })
        expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([405, 'GET'])
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      }
    expect(
      (await api.app.request('http://localhost/api/v1/nothing', { method: 'POST', headers: { host: 'localhost' } }))
        .status,
    ).toBe(404)
  })

  test('carries the headers of every answer', async () => {
    for (const answer of [
      await api.get('/api/v1/months', whole),
      await api.get('/api/v1/months'),
      await api.get('/api/v1/openapi.json'),
    ]) {
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('inside is 500 with a number and nothing else', async () => {
    const broken = defineOperation({
      method: 'GET',
      name: 'broken',
      path: '/api/v1/broken',
      summary: 'Fails',
      permission: 'run.read',
      audit: null,
      input: noInput,
      answer: async () => {
        throw new Error('secret of the house')
      },
    })
    const own = await openTestApi(ctx(), { operations: [broken], gate: scopeGate(ctx()) })
    const value = await problem(await own.get('/api/v1/broken', 'x'))
    expect(value['status']).toBe(500)
    expect(JSON.stringify(value)).not.toContain('secret of the house')
  })

  test('behind the product’s back is held by the database, and told as a refusal', async () => {
    const sly = defineOperation({
      method: 'GET',
      name: 'sly',
      path: '/api/v1/sly',
      summary: 'Writes',
      permission: 'run.read',
      audit: null,
      input: noInput,
      async answer({ db }) {
        await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by) VALUES ('x', 'x', 'x', now(), 'x')`.execute(
          db,
        )
        throw new Error('not reached')
      },
    })
    const own = await openTestApi(ctx(), { operations: [sly], gate: scopeGate(ctx(), { permissions: ['run.read'] }) })
    expect(await problem(await own.get('/api/v1/sly', 'x'))).toMatchObject({ status: 403 })
  })

  test('beside the table is held back from whoever may not see small numbers', async () => {
    const hes = await openTestApi(ctx(), { gate: scopeGate(ctx(), { smallNumbers: 'hes' }) })
    expect(await (await hes.get('/api/v1/lines/2007-10/RAA/LA99001-0', 'x')).json()).not.toHaveProperty('facts')
  })
})

describe('asking too often', () => {
  test('is refused with when to come again, each token for itself', async () => {
    const own = await openTestApi(ctx(), { gate: scopeGate(ctx()), limits: apiLimits(ctx().clock, { perToken: 3 }) })
    const statuses = async (token: string) => (await own.get('/api/v1/tariffs', token)).status
    for (const expected of [200, 200, 200, 429]) expect(await statuses('one')).toBe(expected)
    expect(await statuses('two')).toBe(200)
    const refused = await own.get('/api/v1/tariffs', 'one')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ type: '/api/v1/problems/too-many' })
  })

  test('without a token that opens anything is refused by address, and holds up no token that does', async () => {
    const clock = ctx().clock
    const limits = { perToken: rateLimit({ limit: 100, clock }), unauthorised: rateLimit({ limit: 2, clock }) }
    const own = await openTestApi(ctx(), { limits })
    const statuses = []
    for (const token of [undefined, 'locality_wrong', undefined])
      statuses.push((await own.get('/api/v1/months', token)).status)
    expect(statuses).toEqual([401, 401, 429])
    expect((await own.get('/api/v1/months', whole)).status).toBe(200)
  })
})

describe('whatever is asked', () => {
  const names = fc.oneof(
    fc.constantFrom(
      'by',
      'ytd',
      'practice',
      'group',
      'provider',
      'pod',
      'basis',
      'search',
      'limit',
      'cursor',
      'format',
      'date',
      'kind',
      'closed',
      'organisation',
    ),
    fc.constantFrom('page', 'order', '__proto__', 'constructor', 'Format', 'by[]', ''),
    fc.string({ maxLength: 8 }),
  )
  const values = fc.oneof(
    fc.constantFrom(
      '',
      '1',
      '-1',
      '0',
      '1e999',
      'none',
      'pod',
      'csv',
      'json',
      '2007-10',
      '2007-04-01',
      "'; DROP TABLE x",
      '%',
      '\0',
      'practice',
    ),
    fc.string({ unit: 'binary', maxLength: 30 }),
  )
  const paths = roomOperations.map(({ path }) => path.replace(':month', '2007-10').replaceAll(/:\w+/g, '1'))

  test('the answer is a table or a problem, never a fault, and a name that is not known is always refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(paths.length - 1),
        fc.array(fc.tuple(names, values), { maxLength: 4 }),
        async (at, query) => {
          const operation = roomOperations[at]!
          const response = await api.get(`${paths[at]}?${new URLSearchParams(query)}`, whole)
          const body = await response.text()
          expect([200, 400, 404], `${paths[at]} ${JSON.stringify(query)} ${body}`).toContain(response.status)
          const known = [
            ...Object.keys(shapeOf(operation.input)!),
            'format',
            ...(operation.paged ? ['limit', 'cursor'] : []),
          ]
          const given = query.map(([name]) => name)
          const isWrong = given.some((name) => !known.includes(name)) || new Set(given).size < given.length
          if (isWrong) expect(response.status, JSON.stringify(query)).toBe(400)
        },
      ),
      { numRuns: 300 },
    )
  }, 120_000)

  test('in the path, it is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('statements', 'lines', 'imports', 'tariffs', 'months'),
        fc.array(values, { minLength: 1, maxLength: 3 }),
        async (head, parts) => {
          const path = `/api/v1/${head}/${parts.map((part) => encodeURIComponent(part)).join('/')}`
          expect((await api.get(path, whole)).status, path).toBeLessThan(500)
        },
      ),
      { numRuns: 200 },
    )
    for (const path of [
      '/api/v1/lines/%E0%A4%A/x/y',
      '/api/v1//months',
      '/api/v1/months/',
      '/api/v1/../months',
      '/api/v1/%2e%2e/months',
    ])
      expect((await api.get(path, whole)).status, path).toBeLessThan(500)
  }, 120_000)
})

test('a wrong declaration stops the program', () => {
  const wrong = {
    method: 'GET',
    name: 'x',
    summary: 'x',
    permission: 'run.read',
    audit: null,
    answer: async () => Promise.reject(new Error()),
  } as const
  expect(() => defineOperation({ ...wrong, path: '/x', input: noInput })).toThrow('/api/v1')
  expect(() => defineOperation({ ...wrong, path: '/api/v1/x/:id', input: noInput })).toThrow('parameter id')
  expect(() => defineOperation({ ...wrong, path: '/api/v1/x', input: z.object({ limit: z.string() }) })).toThrow(
    'takes limit',
  )
  expect(() => defineOperation({ ...wrong, path: '/api/v1/x', input: z.string() })).toThrow('zod object')
})
