import { sql } from '#db'
import {
  type Permission,
  type Scope,
  addDays,
  dayInLondon,
  permissions,
  roles,
  toPlainDate,
  wholeCommissioner,
} from '#shared'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { aVisitor, personGate } from '../../../tests/support/gates.ts'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { addHolder, addPost, endThePost, shutOut, findStanding } from '../../../tests/support/holders.ts'
import { openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { endToken } from './end-token.command.ts'
import { type TokenWanted, makeToken } from './make-token.command.ts'
import { noteTokenUse } from './note-token-use.command.ts'
import { tokenRoutes } from './routes.ts'
import { narrowTo, tokenPermissions } from './token.ts'
import { secretHash } from './token-secret.ts'
import { findTokenStanding } from './token-standing.view.ts'
import { lastDayOf, startOfDay } from './token-term.ts'
import { tokenCommands } from './user-tokens.cli.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const now = new Date('2008-06-02T09:00:00Z')
const today = toPlainDate('2008-06-02')
const setting = {
  findStanding,
  permissionWords: Object.fromEntries(permissions.map((name) => [name, `May ${name}`])) as Record<Permission, string>,
}

type Holder = Pick<TokenWanted, 'personId' | 'postId'>

const wanted = (holder: Holder, more: Partial<TokenWanted> = {}): TokenWanted => ({
  ...holder,
  name: 'Dashboard',
  permissions: ['statement.read'],
  lastDay: toPlainDate('2008-07-01'),
  ...more,
})

const make = (holder: Holder, more?: Partial<TokenWanted>) => makeToken(ctx(), findStanding, wanted(holder, more))

async function made(holder: Holder, more?: Partial<TokenWanted>) {
  const token = await make(holder, more)
  if (!token.ok) throw new Error(token.message)
  return token.value
}

const opens = (secret: string, at = now) => findTokenStanding(ctx().db, findStanding, { secret, now: at })

/** The workbench in the hands of a person in their post, held to it by the database. */
async function handedTo({ personId, postId }: Holder) {
  const standing = await findStanding(ctx().db, { personId, postId }, today)
  return ctx().handTo({ actor: { name: 'A Holder', userId: personId }, scope: standing!.scope })
}

describe('a token', () => {
  test('opens its post for what it carries and nothing else', async () => {
    const holder = await addHolder(ctx(), 'practice-manager')
    const { secret, tokenId } = await made(holder, { permissions: ['statement.read', 'tariff.read'] })
    const found = await opens(secret)
    expect(found).toMatchObject({ tokenId, tokenName: 'Dashboard', lastUsedAt: null })
    expect(found!.standing.post.postId).toBe(holder.postId)
    expect(found!.standing.scope).toMatchObject({
      permissions: ['statement.read', 'tariff.read'],
      personId: holder.personId,
    })
  })

  test('is kept as a hash alone, and its making is in the journal without it', async () => {
    const { secret, tokenId } = await made(await addHolder(ctx(), 'auditor'))
    expect(secret).toMatch(/^locality_[\w-]{43}$/)
    const kept = await sql<{ text: string }>`SELECT t::text FROM people.token AS t WHERE t.token_id = ${tokenId}
      UNION ALL SELECT e::text FROM audit.entry AS e WHERE e.action = 'token.make'`.execute(ctx().db)
    const all = JSON.stringify(kept.rows)
    expect(all).toContain(secretHash(secret))
    expect(all).toContain(tokenId)
    expect(all).not.toContain(secret.slice('locality_'.length))
  })

  test('opens nothing from the next request on once it is ended, over, its person shut out or its post lost', async () => {
    const holder = await addHolder(ctx(), 'commissioner-analyst')
    const ended = await made(holder, { name: 'ended' })
    expect(await endToken(ctx(), { tokenId: ended.tokenId, personId: holder.personId })).toMatchObject({ ok: true })
    expect(await opens(ended.secret)).toBeUndefined()
    const { secret } = await made(holder, { name: 'over', lastDay: today })
    expect(await opens(secret, new Date('2008-06-02T22:59:59Z'))).toBeDefined()
    expect(await opens(secret, new Date('2008-06-02T23:00:00Z'))).toBeUndefined()
    const other = await addHolder(ctx(), 'commissioner-analyst')
    const theirs = await made(other)
    await endThePost(ctx(), other.postId, '2008-06-02')
    expect(await opens(theirs.secret)).toBeUndefined()
    await addPost(ctx(), other.personId, 'contract-manager')
    expect(await opens(theirs.secret), 'another post is not its post').toBeUndefined()
    expect(await opens(secret)).toBeDefined()
    await shutOut(ctx(), holder.personId)
    expect(await opens(secret)).toBeUndefined()
  })

  test('loses with its post what the post loses: nothing is carried that the post does not allow today', async () => {
    const holder = await addHolder(ctx(), 'practice-manager')
    const { secret } = await made(holder, { permissions: ['statement.read', 'line.read'] })
    const found = await findTokenStanding(
      ctx().db,
      async (...asked) => {
        const standing = await findStanding(...asked)
        return (
          standing && { ...standing, scope: { ...standing.scope, permissions: ['statement.read', 'journal.read'] } }
        )
      },
      { secret, now },
    )
    expect(found!.standing.scope.permissions).toEqual(['statement.read'])
  })

  test('that was never made opens nothing, whatever it looks like', async () => {
    const real = await made(await addHolder(ctx(), 'auditor'))
    for (const secret of [
      '',
      'locality_',
      real.secret.slice(0, -1),
      `${real.secret}x`,
      secretHash(real.secret),
      `locality_${'A'.repeat(43)}`,
    ])
      expect(await opens(secret), secret).toBeUndefined()
  })

  test('is used hundreds of times and written down once a minute', async () => {
    const { secret } = await made(await addHolder(ctx(), 'auditor'))
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    const use = async (seconds: number) => {
      const found = (await opens(secret, at(seconds)))!
      await noteTokenUse({ db: ctx().db, clock: { now: () => at(seconds) } }, found)
      return (await opens(secret, at(seconds)))!.lastUsedAt
    }
    expect(await use(0)).toEqual(at(0))
    expect(await use(30)).toEqual(at(0))
    expect(await use(60)).toEqual(at(60))
  })
})

describe('what a token may carry', () => {
  test('is of its post’s role, and never who a patient is, an account or another token, whatever the role', () => {
    for (const role of roles) {
      const carried = tokenPermissions(role)
      expect(carried.every((permission) => role.permissions.includes(permission))).toBe(true)
      expect(carried.filter((permission) => /^(identity\.|account\.use|token\.use)/.test(permission))).toEqual([])
    }
  })

  test('only narrows: whatever is asked of whatever scope, nothing is gained', () => {
    const some = fc.subarray([...permissions])
    fc.assert(
      fc.property(some, fc.oneof(some, fc.constant('all' as const)), (carried, allowed) => {
        const scope: Scope = { ...wholeCommissioner, permissions: allowed }
        const { permissions: left, ...rest } = narrowTo(scope, carried)
        for (const permission of left) {
          expect(carried).toContain(permission)
          if (allowed !== 'all') expect(allowed).toContain(permission)
          expect(permission).not.toMatch(/^identity\./)
        }
        expect({ ...rest, permissions: allowed }).toEqual(scope)
      }),
    )
  })

  test('is refused by the database too where it would name a patient', async () => {
    const holder = await addHolder(ctx(), 'practice-manager')
    const forced = sql`INSERT INTO people.token (token_id, secret_hash, person_id, post_id, name, permissions, made_at, expires_at)
      VALUES ('forced', ${'0'.repeat(64)}, ${holder.personId}, ${holder.postId}, 'x', '{line.read,identity.open}', now(), now() + interval '1 day')`
    await expect(forced.execute(ctx().db)).rejects.toThrow(/violates check constraint/)
  })
})

describe('making a token', () => {
  test('is refused with what to do: permissions beyond the post, too long, no name, a name taken, a post not held', async () => {
    const holder = await addHolder(ctx(), 'auditor')
    const other = await addHolder(ctx(), 'auditor')
    const code = async (more: Partial<TokenWanted>) => {
      const answer = await make(holder, more)
      return answer.ok ? 'made' : answer.code
    }
    expect(await code({ permissions: ['line.read'] })).toBe('permissions')
    expect(await code({ permissions: ['identity.open'] })).toBe('permissions')
    expect(await code({ permissions: ['token.use'] })).toBe('permissions')
    expect(await code({ permissions: [] })).toBe('permissions')
    expect(await code({ lastDay: addDays(today, 366) })).toBe('last-day')
    expect(await code({ lastDay: addDays(today, -1) })).toBe('last-day')
    expect(await code({ name: '  ' })).toBe('name')
    expect(await code({ postId: other.postId })).toBe('no-post')
    expect(await code({ lastDay: addDays(today, 365) })).toBe('made')
    expect(await code({})).toBe('name')
    for (let at = 1; at < 20; at += 1) expect(await code({ name: `program ${at}` })).toBe('made')
    expect(await code({ name: 'one more' })).toBe('too-many')
  })

  test('is for oneself: nobody makes one in another’s name, by the product or behind its back', async () => {
    const [one, other] = [await addHolder(ctx(), 'administrator'), await addHolder(ctx(), 'auditor')]
    const own = await handedTo(one)
    expect(await makeToken(own, findStanding, wanted(other))).toMatchObject({ ok: false, code: 'not-theirs' })
    const behind = (personId: string, postId: string) =>
      own.transaction((tx) =>
        sql`INSERT INTO people.token (token_id, secret_hash, person_id, post_id, name, permissions, made_at, expires_at)
          VALUES ('behind', ${'1'.repeat(64)}, ${personId}, ${postId}, 'x', '{setting.read}', now(), now() + interval '1 day')`.execute(
          tx,
        ),
      )
    await expect(behind(other.personId, other.postId)).rejects.toThrow('row-level security')
    await expect(behind(one.personId, other.postId)).rejects.toThrow('row-level security')
    expect(await makeToken(own, findStanding, wanted(one, { permissions: ['setting.read'] }))).toMatchObject({
      ok: true,
    })
  })
})

describe('ending a token', () => {
  test('is for its owner and for whoever looks after people; for anybody else it is not there', async () => {
    const owner = await addHolder(ctx(), 'auditor')
    const tokens = [await made(owner, { name: 'one' }), await made(owner, { name: 'two' })]
    const end = async (by: Holder, at: number, personId = owner.personId) => {
      const answer = await endToken(await handedTo(by), { tokenId: tokens[at]!.tokenId, personId })
      return answer.ok ? 'ended' : answer.code
    }
    const stranger = await addHolder(ctx(), 'practice-manager')
    expect(await end(stranger, 0)).toBe('no-token')
    expect(await end(stranger, 0, stranger.personId)).toBe('no-token')
    expect(await end(await addHolder(ctx(), 'auditor'), 0), 'sees people, changes none').toBe('no-token')
    expect(await end(owner, 0)).toBe('ended')
    expect(await end(owner, 0)).toBe('over')
    expect(await end(await addHolder(ctx(), 'administrator'), 1)).toBe('ended')
    expect(await opens(tokens[1]!.secret)).toBeUndefined()
  })
})

describe('the pages of tokens', () => {
  let holder: Holder
  beforeAll(async () => void (holder = await addHolder(ctx(), 'commissioner-analyst')))
  const browserOf = async ({ personId, postId }: Holder) => {
    const { scope } = (await findStanding(ctx().db, { personId, postId }, today))!
    return openTestBrowser(ctx(), tokenRoutes(setting), personGate(ctx(), scope, { ...aVisitor, personId }))
  }

  test('say what to do while there is none, make one, show it once, list it and end it', async () => {
    const browser = await browserOf(holder)
    expect(await (await browser.get('/account/tokens')).text()).toContain('You have no tokens')
    const form = await (await browser.get(`/account/tokens/new?post=${holder.postId}`)).text()
    expect(form).toContain('value="line.read"')
    expect(form).not.toContain('identity.')
    const fields = new FormData()
    for (const [name, value] of [
      ['post', holder.postId],
      ['name', 'Weekly pull'],
      ['last_day', '2008-08-31'],
    ] as const)
      fields.set(name, value)
    for (const permission of ['statement.read', 'line.read']) fields.append('permission', permission)
    const answer = await browser.post('/account/tokens/new', fields)
    const [secret] = /locality_[\w-]{43}/.exec(await answer.text())!
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect((await opens(secret))!.standing.scope.permissions).toEqual(['statement.read', 'line.read'])
    const list = await (await browser.get('/account/tokens')).text()
    expect(list).not.toContain(secret)
    expect(list).toContain('statement.read, line.read')
    const [, path] = /href="(\/account\/tokens\/[0-9a-f-]{36})"/.exec(list)!
    expect(await (await browser.get(path!)).text()).toContain('31 August 2008')
    expect((await browser.post(`${path}/end`, {})).status).toBe(303)
    expect(await opens(secret)).toBeUndefined()
    expect((await browser.get(path!)).status).toBe(404)
  })

  test('show the form again with each fault beside its field and what was typed', async () => {
    const browser = await browserOf(holder)
    const typed = { post: holder.postId, name: 'Kept', last_day: '2008-08-31' }
    for (const [fields, field] of [
      [{ ...typed, name: '' }, 'name'],
      [typed, 'permission'],
      [{ ...typed, permission: 'statement.read', last_day: '2010-01-01' }, 'last_day'],
      [{ ...typed, permission: 'statement.read', last_day: 'soon' }, 'last_day'],
    ] as const) {
      const answer = await browser.post('/account/tokens/new', fields)
      const text = await answer.text()
      expect(answer.status, field).toBe(422)
      expect(text).toContain(`href="#field-${field}"`)
      if (fields.name) expect(text).toContain('value="Kept"')
    }
    const beyond = await browser.post('/account/tokens/new', { ...typed, permission: 'journal.read' })
    expect(await beyond.text()).toContain('may not carry journal.read')
    expect((await browser.post('/account/tokens/new', { ...typed, post: '999999' })).status).toBe(404)
  })

  test('let an administrator see and end somebody’s, and make none', async () => {
    const { secret, tokenId } = await made(holder, { name: 'Theirs' })
    const browser = await browserOf(await addHolder(ctx(), 'administrator'))
    const path = `/people/${holder.personId}/tokens`
    expect(await (await browser.get(path)).text()).toContain(`${path}/${tokenId}`)
    expect((await browser.get(`/account/tokens/${tokenId}`)).status).toBe(404)
    expect((await browser.post(`/account/tokens/${tokenId}/end`, {})).status).toBe(404)
    expect((await browser.post(`${path}/${tokenId}/end`, {})).status).toBe(303)
    expect(await opens(secret)).toBeUndefined()
    const owner = await browserOf(holder)
    expect((await owner.get(path)).status).toBe(403)
  })
})

test('the operator makes, lists and ends tokens at the command line', async () => {
  const holder = await addHolder(ctx(), 'auditor')
  const [makes, lists, ends] = tokenCommands(setting)
  const person = `${holder.personId}@example.org`
  const typed = { person, post: holder.postId, name: 'Cron', permission: ['month.read'], days: '30' }
  const { out } = await saidInTerminal(makes!, ctx(), typed, true)
  const { secret, tokenId, lastDay } = JSON.parse(out) as { secret: string; tokenId: string; lastDay: string }
  expect(lastDay).toBe('2008-07-01')
  expect(await opens(secret)).toBeDefined()
  expect((await saidInTerminal(lists!, ctx(), { person })).out).toContain(tokenId)
  expect((await saidInTerminal(ends!, ctx(), { id: tokenId })).code).toBe(0)
  expect(await opens(secret)).toBeUndefined()
  expect((await saidInTerminal(ends!, ctx(), { id: tokenId })).code).toBe(3)
  expect((await saidInTerminal(makes!, ctx(), { ...typed, person: 'nobody@example.org' })).code).toBe(3)
  expect((await saidInTerminal(makes!, ctx(), { ...typed, permission: ['line.read'] })).code).toBe(3)
})

test('a day begins when it does in England, also on the days when the clock changes', () => {
  for (const day of ['2008-01-15', '2008-03-30', '2008-03-31', '2008-07-01', '2008-10-26', '2008-10-27'].map(
    toPlainDate,
  )) {
    const start = startOfDay(day)
    expect(dayInLondon(start)).toBe(day)
    expect(dayInLondon(new Date(start.getTime() - 1))).toBe(addDays(day, -1))
    expect(lastDayOf(start)).toBe(addDays(day, -1))
  }
})
