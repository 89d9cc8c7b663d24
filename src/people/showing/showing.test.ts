import { mayDo, nothingAtAll, permissions, roles, toPlainDate, wholeCommissioner } from '#shared'
import type { PageRequest, Visitor } from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts, addOrganisations, addSomebody } from '../../../tests/support/people.ts'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { personGate } from '../../../tests/support/gates.ts'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { peopleCommands } from '../commands.ts'
import { givePost } from '../posts/give-post.command.ts'
import { standingOf } from '../posts/standing.view.ts'
import { dutiesTable, sightTable } from '../roles/roles-tables.ts'
import { peopleRoutes } from '../routes.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const today = toPlainDate('2008-06-02')
const routes = peopleRoutes(accounts)
let browser: TestBrowser

beforeAll(async () => {
  browser = await openTestBrowser(ctx(), routes)
})

async function seen(response: Promise<Response>): Promise<{ status: number; text: string; to: string | null }> {
  const answer = await response
  const text = (await answer.text()).replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
  return { status: answer.status, text, to: answer.headers.get('location') }
}
const get = (path: string) => seen(browser.get(path))
const post = (path: string, fields: Record<string, string>) => seen(browser.post(path, fields))

describe('the pages of people', () => {
  test('say what to do while there is nobody', async () => {
    const { status, text } = await get('/people')
    expect(status).toBe(200)
    expect(text).toContain('href="/people/new"')
    await addOrganisations(ctx())
  })

  test('add somebody, show the code once, give a post by a name and end it again', async () => {
    const added = await post('/people/new', { name: 'Ada Example', email: 'ada@example.org' })
    expect(added).toMatchObject({ status: 200, text: expect.stringContaining('code-of-ada@example.org') })
    const [, path] = /href="(\/people\/[^"/]+)">Go on/.exec(added.text)!
    const fields = { role: 'gp-lead', organisation: 'alder surgery', from: '2008-04-01', last_day: '2009-03-31' }
    expect(await post(`${path}/posts`, fields)).toMatchObject({ status: 303, to: path })
    const person = await get(path!)
    for (const words of ['GP lead, Alder Surgery', 'May sign in', 'Added', 'a tester'])
      expect(person.text).toContain(words)
    expect(person.text).not.toContain('code-of-')
    const [, end] = /href="(\/people\/[^"]+\/posts\/\d+)"/.exec(person.text)!
    expect((await get(end!)).text).toContain('1 April 2008 to 31 March 2009')
    expect(await post(end!, { to: '2008-06-02', reason: 'moved' })).toMatchObject({ status: 303, to: path })
    expect((await get(path!)).text).toMatch(/Post ended[\s\S]*moved/)
  })

  test('show a form again with what is wrong beside its field, and what was typed', async () => {
    const nobody = await post('/people/new', { name: '', email: 'kept@example.org' })
    expect(nobody.status).toBe(422)
    expect(nobody.text).toMatch(/href="#field-name"/)
    expect(nobody.text).toContain('value="kept@example.org"')
    const { personId } = await addSomebody(ctx())
    const give = async (fields: Record<string, string>) =>
      post(`/people/${personId}/posts`, {
        role: 'gp-lead',
        organisation: '',
        from: '2008-04-01',
        last_day: '',
        ...fields,
      })
    for (const [fields, field, words] of [
      [{ role: '' }, 'role', 'Choose a role'],
      [{ organisation: 'nowhere' }, 'organisation', 'No organisation where this role is held'],
      [{ organisation: 'surgery' }, 'organisation', 'fits several: P99001 Alder Surgery'],
      [{ organisation: '5ZZ' }, 'organisation', 'Vale Commissioner is a'],
      [{ organisation: 'P99001', from: 'soon' }, 'from', 'Write the date like'],
      [{ organisation: 'P99001', last_day: '2008-03-30' }, 'last_day', 'ends before it begins'],
    ] as const) {
      const { status, text } = await give(fields)
      expect(status, words).toBe(422)
      expect(text).toContain(`href="#field-${field}"`)
      expect(text).toContain(words)
    }
  })

  test('shut out, let in, sign out and make a new code', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'auditor' })
    const path = `/people/${personId}`
    expect(await post(`${path}/disable`, { reason: '' })).toMatchObject({ status: 303 })
    expect((await get(path)).text).toContain('Let in again')
    expect(await post(`${path}/disable`, { reason: '' })).toMatchObject({
      status: 422,
      text: expect.stringContaining('already'),
    })
    expect(await post(`${path}/enable`, { reason: 'back' })).toMatchObject({ status: 303 })
    expect(await post(`${path}/sessions`, {})).toMatchObject({ status: 303 })
    expect(await post(`${path}/invite`, {})).toMatchObject({
      status: 200,
      text: expect.stringContaining(`new-code-of-${personId}`),
    })
  })

  test('know nobody by an id that is none, nor a post under another person', async () => {
    const one = await addSomebody(ctx(), { role: 'auditor' })
    const other = await addSomebody(ctx(), { role: 'auditor' })
    expect((await get('/people/nobody')).status).toBe(404)
    expect((await get(`/people/${one.personId}/posts/${other.postId}`)).status).toBe(404)
    expect((await post(`/people/${one.personId}/posts/${other.postId}`, { to: '2008-06-02' })).status).toBe(404)
    expect((await standingOf(ctx().db, other, today))!.posts).toHaveLength(1)
  })

  test('list by role and day, and give the same rows as a file', async () => {
    const { text } = await get('/people?role=auditor&date=2007-01-01')
    expect(text).toContain('posts on 1 January 2007')
    const file = await get('/people?role=auditor&date=2007-01-01&format=csv&table=people')
    expect(file.text.split('\n')[0]).toContain('name')
    expect(file.text).toContain('Auditor or Caldicott guardian')
    expect(file.text).not.toContain('Ada Example')
    expect((await get('/people?date=yesterday')).status).toBe(400)
  })

  test('offer forms only to whoever may change people', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'auditor' })
    const reader = { ...ctx(), scope: { ...wholeCommissioner, permissions: ['person.read'] as const } }
    const asReader = await openTestBrowser(reader, routes)
    const text = await (await asReader.get(`/people/${personId}`)).text()
    expect(text).toContain('Auditor or Caldicott guardian')
    expect(text).not.toContain('<form method="post"')
  })

  test('are declared for the permission that each needs', () => {
    const needs = Object.fromEntries(routes.map(({ method, path, permission }) => [`${method} ${path}`, permission]))
    expect(needs).toMatchObject({
      'GET /people': 'person.read',
      'GET /people/:id': 'person.read',
      'GET /roles': 'signed-in',
    })
    const changes = routes.filter(({ method, path }) => method === 'POST' && path.startsWith('/people'))
    expect(changes.map(({ permission }) => permission)).toEqual(changes.map(() => 'person.change'))
  })
})

describe('switching posts', () => {
  const route = (method: string) => routes.find((each) => each.path === '/post' && each.method === method)!
  const visitorOf = (personId: string): Visitor => ({
    personId,
    name: 'A Person',
    email: 'a@example.org',
    sessionId: `session of ${personId}`,
    posts: [],
    isStrong: true,
  })
  const request = (visitor?: Visitor): PageRequest => ({
    url: new URL('http://localhost/post'),
    headers: new Headers(),
    format: 'html',
    uploads: [],
    signal: new AbortController().signal,
    ...(visitor && { visitor }),
  })

  test('is said in words, holds in the session, and is refused for a post that is not one’s own', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'gp-lead', organisation: 'P99001' })
    const chair = { role: 'group-chair', organisation: 'ZG1', from: toPlainDate('2006-04-01'), to: null }
    const given = await givePost(ctx(), { personId, ...chair })
    const visitor = visitorOf(personId)
    const choose = (postId: string) => route('POST').handle(ctx(), { post: postId }, request(visitor))
    expect(await choose(given.ok ? given.value.postId : '')).toMatchObject({
      kind: 'redirect',
      to: '/',
      banner: { text: 'You work as Group chair, Hill Group now.' },
    })
    const { sessionId } = visitor
    expect((await standingOf(ctx().db, { personId, sessionId }, today))!.post!.role.name).toBe('group-chair')
    expect(await choose('4711')).toMatchObject({
      kind: 'page',
      errors: { post: expect.stringContaining('not a post') },
    })
  })

  test('is nothing for whoever has not come in', async () => {
    expect(await route('GET').handle(ctx(), {}, request())).toMatchObject({ kind: 'refusal', status: 403 })
    expect(await route('POST').handle(ctx(), { post: '1' }, request())).toMatchObject({ kind: 'refusal', status: 403 })
  })
})

describe('the page of roles', () => {
  test('says of every role and every permission what holds at every request', async () => {
    const { text } = await seen((await openTestBrowser(ctx(), routes, personGate(ctx(), {}))).get('/roles'))
    for (const { title } of roles) expect(text).toContain(title)
    const { rows } = dutiesTable
    expect(rows.map(({ permission }) => permission)).toEqual([...permissions])
    for (const { permission, roles: named } of rows)
      for (const role of roles) {
        const may = mayDo(role, permission as (typeof permissions)[number])
        expect(
          String(named) === 'Every role' || String(named).split(', ').includes(role.title),
          `${role.name} ${String(permission)}`,
        ).toBe(may)
      }
    const sight = sightTable(ctx().vocabulary).rows
    expect(sight.find(({ role }) => role === 'Administrator')).toMatchObject({ sees: 'No activity', identity: 'Never' })
  })
})

describe('at the command line', () => {
  const type = (name: string, input: Record<string, unknown>, wantsJson = false, as = ctx()) =>
    saidInTerminal(
      peopleCommands(accounts).find((each) => each.name === name)!,
      as,
      input,
      wantsJson,
    )

  test('somebody is added, given a post, found, shown and ended', async () => {
    expect(await type('user add', { name: 'Bea Example', email: 'bea@example.org' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('code-of-bea@example.org'),
    })
    const given = await type('user post', { who: 'BEA@example.org', role: 'gp-lead', organisation: 'p99001' }, true)
    const { postId } = JSON.parse(given.out) as { postId: string }
    expect(JSON.parse((await type('user list', { search: 'bea' }, true)).out)).toMatchObject({
      asAt: '2008-06-02',
      people: [{ name: 'Bea Example', posts: [{ title: 'GP lead' }] }],
    })
    expect((await type('user show', { who: 'bea@example.org' })).out).toMatch(new RegExp(`${postId} +GP lead`))
    expect(await type('user end-post', { post: postId, reason: 'moved' })).toMatchObject({ code: 0 })
    expect((await type('user list', { role: 'gp-lead', organisation: 'P99001' })).out).not.toContain('Bea Example')
  })

  test('somebody is shut out, let in, invited and signed out', async () => {
    const { personId } = await addSomebody(ctx())
    expect((await type('user disable', { who: personId, reason: 'left' })).out).toContain('is shut out')
    expect((await type('user enable', { who: personId })).out).toContain('may sign in again')
    expect((await type('user invite', { who: personId })).out).toContain(`new-code-of-${personId}`)
    expect(JSON.parse((await type('user end-sessions', { who: personId }, true)).out)).toEqual({
      personId,
      sessions: 0,
    })
  })

  test('what is refused ends with 3 and says what to do', async () => {
    for (const [name, input, code] of [
      ['user add', { name: 'Bea', email: 'nonsense' }, 'email'],
      ['user post', { who: 'nobody@example.org', role: 'auditor' }, 'no-person'],
      ['user post', { who: 'ada@example.org', role: 'gp-lead' }, 'wrong-place'],
      ['user end-post', { post: '4711' }, 'no-post'],
      ['user disable', { who: 'nobody' }, 'no-person'],
    ] as const) {
      const said = await type(name, input, true)
      expect(said.code, name).toBe(3)
      expect(JSON.parse(said.out), name).toMatchObject({ refused: { code } })
    }
  })

  test('nobody is found by whoever may see nobody', async () => {
    const blind = { ...ctx(), scope: nothingAtAll }
    expect(await type('user show', { who: 'ada@example.org' }, false, blind)).toMatchObject({ code: 3 })
  })
})
