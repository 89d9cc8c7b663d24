import { sql } from '#db'
import { type PlainDate, roles, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts, addOrganisations, addSomebody } from '../../../tests/support/people.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { disablePerson, enablePerson } from '../persons/shut-out.command.ts'
import { choosePost } from './choose-post.command.ts'
import { endPost } from './end-post.command.ts'
import { givePost } from './give-post.command.ts'
import { standingOf } from './standing.view.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const day = toPlainDate
const today = day('2008-06-02')

const standing = (personId: string, on: PlainDate = today) => standingOf(ctx().db, { personId }, on)
const scope = async (role: string, organisation: string | null) =>
  (await standing((await addSomebody(ctx(), { role, organisation })).personId))!.scope

beforeAll(async () => addOrganisations(ctx()))

describe('what somebody is today', () => {
  test('is nothing for an id that nobody has', async () => {
    expect(await standing('nobody')).toBeUndefined()
  })

  test('is their own account and nothing else without a post', async () => {
    const { personId } = await addSomebody(ctx())
    const { posts, post, scope: seen } = (await standing(personId))!
    expect({ posts, post }).toEqual({ posts: [], post: undefined })
    expect(seen).toMatchObject({ practices: [], providers: [], commissioners: [], detail: 'none', personId })
    expect(seen.permissions).toEqual(['account.use'])
  })

  test('is a post from its first day to the day before it ends', async () => {
    const term = { from: day('2008-04-01'), to: day('2009-04-01') }
    const { personId } = await addSomebody(ctx(), { role: 'practice-manager', organisation: 'P99001', ...term })
    const held = async (on: string) => (await standing(personId, day(on)))!.posts.length
    expect([
      await held('2008-03-31'),
      await held('2008-04-01'),
      await held('2009-03-31'),
      await held('2009-04-01'),
    ]).toEqual([0, 1, 1, 0])
  })

  test('is no longer a post that was ended a moment ago', async () => {
    const { personId, postId } = await addSomebody(ctx(), { role: 'practice-user', organisation: 'P99001' })
    expect((await standing(personId))!.scope.permissions).toContain('identity.open')
    expect(await endPost(ctx(), { postId, to: today })).toMatchObject({ ok: true })
    expect(await standing(personId)).toMatchObject({
      posts: [],
      scope: { practices: [], permissions: ['account.use'] },
    })
  })

  test('is nothing while they are shut out, and what they were once they are let in again', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'practice-user', organisation: 'P99001' })
    await disablePerson(ctx(), accounts.endSessions, { personId, reason: 'left' })
    expect(await standing(personId)).toBeUndefined()
    await enablePerson(ctx(), { personId })
    expect((await standing(personId))!.posts).toHaveLength(1)
  })
})

describe('somebody with two posts', () => {
  const twoPosts = async () => {
    const { personId, postId: first } = await addSomebody(ctx(), { role: 'gp-lead', organisation: 'P99001' })
    const given = await givePost(ctx(), {
      personId,
      role: 'group-chair',
      organisation: 'ZG1',
      from: day('2006-04-01'),
      to: null,
    })
    return { personId, first, second: given.ok ? given.value.postId : '' }
  }
  const role = async (personId: string, sessionId: string, on = today) =>
    (await standingOf(ctx().db, { personId, sessionId }, on))!.post?.role.name

  test('works in the one given first until they choose, and then in that one, in that session alone', async () => {
    const { personId, second } = await twoPosts()
    expect(await role(personId, 'here')).toBe('gp-lead')
    expect(await choosePost(ctx(), { personId, sessionId: 'here', postId: second })).toMatchObject({ ok: true })
    expect(await role(personId, 'here')).toBe('group-chair')
    expect(await role(personId, 'elsewhere')).toBe('gp-lead')
  })

  test('falls back to the other when the chosen one is over', async () => {
    const { personId, second } = await twoPosts()
    await choosePost(ctx(), { personId, sessionId: 'falls', postId: second })
    await endPost(ctx(), { postId: second, to: today })
    expect(await role(personId, 'falls')).toBe('gp-lead')
  })

  test('cannot choose a post that is over, is somebody else’s or is none', async () => {
    const { personId, second } = await twoPosts()
    const other = await twoPosts()
    await endPost(ctx(), { postId: second, to: today })
    for (const postId of [second, other.first, '999999', 'x'])
      expect(await choosePost(ctx(), { personId, sessionId: 's', postId })).toMatchObject({
        ok: false,
        code: 'not-held',
      })
  })

  test('works by a token in the post it names, and in none when that one is over', async () => {
    const { personId, second } = await twoPosts()
    const byToken = () => standingOf(ctx().db, { personId, postId: second }, today)
    expect((await byToken())!.post?.role.name).toBe('group-chair')
    await endPost(ctx(), { postId: second, to: today })
    expect(await byToken()).toMatchObject({ post: undefined, scope: { detail: 'none', permissions: ['account.use'] } })
  })
})

describe('how far a post sees', () => {
  test('a practice: its own patients, whenever it was', async () => {
    expect(await scope('practice-user', 'P99001')).toMatchObject({
      practices: [{ practice: 'P99001' }],
      providers: 'all',
      commissioners: 'all',
      detail: 'lines',
      seesRestrictedCodes: true,
    })
  })

  test('a group: each practice in the months on whose first day it was a member, and a practice that moved with both', async () => {
    expect(await scope('group-chair', 'ZG1')).toMatchObject({
      practices: [
        { practice: 'P99001', from: '2006-04' },
        { practice: 'P99002', from: '2006-04', to: '2007-07' },
      ],
      detail: 'sums',
    })
    expect((await scope('lay-representative', 'ZG2')).practices).toEqual([{ practice: 'P99002', from: '2007-07' }])
  })

  test('a commissioner: what was billed to it; a provider: its own lines', async () => {
    expect(await scope('commissioner-analyst', '5ZZ')).toMatchObject({
      practices: 'all',
      providers: 'all',
      commissioners: ['5ZZ'],
    })
    expect(await scope('provider-contact', 'ZA1')).toMatchObject({
      practices: 'all',
      providers: ['ZA1'],
      commissioners: 'all',
    })
  })

  test('the installation: everything in reach, and the administrator none of it', async () => {
    expect(await scope('auditor', null)).toMatchObject({ practices: 'all', commissioners: 'all', detail: 'sums' })
    expect(await scope('administrator', null)).toMatchObject({ practices: 'all', detail: 'none' })
  })

  test('permissions, detail, small numbers and restricted codes are the role’s own, for every role at every place', async () => {
    const at = { practice: 'P99001', group: 'ZG1', commissioner: '5ZZ', provider: 'ZA1', installation: null }
    for (const { name, permissions, detail, smallNumbers, seesRestrictedCodes, at: places } of roles)
      for (const place of places)
        expect(await scope(name, at[place])).toMatchObject({ permissions, detail, smallNumbers, seesRestrictedCodes })
  })
})

test('a standing among five thousand people is worked out fast enough to be asked at every request', async () => {
  await sql`INSERT INTO people.person (person_id, name, email, added_at, added_by)
    SELECT 'crowd-' || n, 'Crowd', 'crowd-' || n || '@example.org', now(), 'a tester' FROM generate_series(1, 5000) AS n`.execute(
    ctx().db,
  )
  await sql`INSERT INTO people.post (person_id, role, organisation, from_date, given_at, given_by)
    SELECT 'crowd-' || n, role, 'P99001', '2006-04-01', now(), 'a tester'
      FROM generate_series(1, 5000) AS n, unnest(ARRAY['gp-lead', 'practice-user']) AS role`.execute(ctx().db)
  const { personId } = await addSomebody(ctx(), { role: 'group-chair', organisation: 'ZG1' })
  const times: number[] = []
  for (let at = 0; at < 300; at += 1) {
    const began = performance.now()
    await standingOf(ctx().db, { personId, sessionId: 'any' }, today)
    times.push(performance.now() - began)
  }
  const median = times.toSorted((a, b) => a - b)[150]!
  process.stderr.write(`standing of a post at a group: median ${median.toFixed(2)} ms of ${times.length}\n`)
  // The machine that runs the tests may be busy; what was measured alone is in the room's README.
  expect(median).toBeLessThan(20)
})
