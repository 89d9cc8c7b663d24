import { sql } from '#db'
import { nothingAtAll, ok, refused, toPlainDate, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { accounts, addOrganisations, addSomebody } from '../../../tests/support/people.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { endPost } from '../posts/end-post.command.ts'
import { givePost } from '../posts/give-post.command.ts'
import { addPerson } from './add-person.command.ts'
import { countPeople, listPeople } from './person-list.view.ts'
import { findPersonDetail } from './person.view.ts'
import { disablePerson, enablePerson } from './shut-out.command.ts'
import { endPersonSessions, invitePerson } from './sign-in-again.command.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const today = toPlainDate('2008-06-02')
const add = (name: string, email: string) => addPerson(ctx(), accounts.makeAccount, { name, email })
const signedIn = async (personId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`SELECT count(*)::integer AS n FROM sign_in.session WHERE user_id = ${personId}`.execute(ctx().db)
  return rows[0]!.n
}
const signIn = (personId: string) =>
  sql`INSERT INTO sign_in.session (id, expires_at, token, updated_at, user_id)
    VALUES (gen_random_uuid(), now() + interval '1 hour', gen_random_uuid(), now(), ${personId})`.execute(ctx().db)

beforeAll(async () => addOrganisations(ctx()))

describe('adding somebody', () => {
  test('gives a code, and keeps the name and the address without what a slip of the finger put round them', async () => {
    const added = await add('  Ada   Example ', ' Ada@Example.ORG ')
    expect(added).toMatchObject({ ok: true, value: { code: 'code-of-ada@example.org' } })
    const detail = await findPersonDetail(ctx(), added.ok ? added.value.personId : '')
    expect(detail).toMatchObject({
      person: { name: 'Ada Example', email: 'ada@example.org', isDisabled: false },
      posts: [],
    })
    expect(detail!.happenings).toMatchObject([{ what: 'added', by: 'a tester' }])
  })

  test.each([
    ['', 'x@example.org', 'name'],
    ['N'.repeat(121), 'x@example.org', 'name'],
    ['Bob', 'bob', 'email'],
    ['Bob', 'bob@home', 'email'],
    ['Bob', 'bob and@example.org', 'email'],
    ['Bob', `${'b'.repeat(250)}@example.org`, 'email'],
  ])('is refused without a name and an address: %j %j', async (name, email, code) => {
    expect(await add(name, email)).toMatchObject({ ok: false, code })
  })

  test('is refused for an address that somebody has, however it is written, also at the same moment', async () => {
    const both = await Promise.all([add('One', 'same@example.org'), add('Other', 'SAME@example.org')])
    expect(both.filter(({ ok: done }) => done)).toHaveLength(1)
    expect(both.find(({ ok: done }) => !done)).toMatchObject({ code: 'taken' })
  })

  test('that sign-in refuses, or fails at, leaves nobody behind', async () => {
    const details = { name: 'Nobody', email: 'nobody@example.org' }
    expect(await addPerson(ctx(), async () => refused('taken', 'There is such an account.'), details)).toMatchObject({
      ok: false,
      message: 'There is such an account.',
    })
    const failing = addPerson(ctx(), async () => ok({ personId: null as unknown as string, code: '' }), details)
    await expect(failing).rejects.toThrow()
    expect(await countPeople(ctx(), { asAt: today, search: 'nobody@' })).toBe(0)
  })
})

describe('shutting out', () => {
  test('ends sessions, keeps posts and history, and letting in gives back what still runs', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'gp-lead', organisation: 'P99001' })
    await signIn(personId)
    expect(await disablePerson(ctx(), accounts.endSessions, { personId, reason: 'left the practice' })).toMatchObject({
      ok: true,
    })
    expect(await signedIn(personId)).toBe(0)
    const { person, posts, happenings } = (await findPersonDetail(ctx(), personId))!
    expect({ isDisabled: person.isDisabled, posts: posts.length }).toEqual({ isDisabled: true, posts: 1 })
    expect(happenings.map(({ what }) => what).toSorted()).toEqual(['added', 'disabled'])
    expect(await enablePerson(ctx(), { personId })).toMatchObject({ ok: true })
    expect((await findPersonDetail(ctx(), personId))!.person.isDisabled).toBe(false)
  })

  test('is refused twice, for nobody, and for a reason that names a patient; so is letting in', async () => {
    const { personId } = await addSomebody(ctx())
    const out = (reason?: string) => disablePerson(ctx(), accounts.endSessions, { personId, reason })
    expect(await enablePerson(ctx(), { personId })).toMatchObject({ ok: false, code: 'no-change' })
    expect(await out('patient 999 007 9196 complained')).toMatchObject({ ok: false, code: 'names-patient' })
    expect(await out()).toMatchObject({ ok: true })
    expect(await out()).toMatchObject({ ok: false, code: 'no-change' })
    expect(await disablePerson(ctx(), accounts.endSessions, { personId: 'nobody' })).toMatchObject({
      code: 'no-person',
    })
    expect(await enablePerson(ctx(), { personId: 'nobody' })).toMatchObject({ code: 'no-person' })
  })

  test('and signing out everywhere, and a new code, are for somebody who is there', async () => {
    const { personId } = await addSomebody(ctx())
    await signIn(personId)
    await signIn(personId)
    expect(await endPersonSessions(ctx(), accounts.endSessions, personId)).toEqual(ok({ sessions: 2 }))
    expect(await invitePerson(ctx(), accounts.invite, personId)).toEqual(ok({ code: `new-code-of-${personId}` }))
    expect(await endPersonSessions(ctx(), accounts.endSessions, 'nobody')).toMatchObject({ code: 'no-person' })
    expect(await invitePerson(ctx(), accounts.invite, 'nobody')).toMatchObject({ code: 'no-person' })
  })

  test('and all that is done about access is in the journal under who did it', async () => {
    const { personId } = await addSomebody(ctx())
    await disablePerson(ctx(), accounts.endSessions, { personId, reason: 'on leave' })
    await enablePerson(ctx(), { personId })
    await invitePerson(ctx(), accounts.invite, personId)
    await endPersonSessions(ctx(), accounts.endSessions, personId)
    const { rows } = await sql<{ action: string; purpose: string | null; changed: boolean }>`
      SELECT action, purpose, before_hash IS DISTINCT FROM after_hash AS changed FROM audit.entry
       WHERE subject = ${`person ${personId}`} AND actor = 'a tester' ORDER BY seq`.execute(ctx().db)
    expect(rows).toEqual([
      { action: 'person.add', purpose: null, changed: true },
      { action: 'person.disable', purpose: 'on leave', changed: true },
      { action: 'person.enable', purpose: null, changed: true },
      { action: 'person.invite', purpose: null, changed: false },
      { action: 'person.end-sessions', purpose: null, changed: false },
    ])
  })
})

describe('the list of people', () => {
  test('tells posts as at a day, and finds by name, address, role and organisation', async () => {
    const added = await add('Zoe 100%', 'zoe_x@example.org')
    const personId = added.ok ? added.value.personId : ''
    const term = { from: toPlainDate('2007-04-01'), to: toPlainDate('2008-04-01') }
    await givePost(ctx(), { personId, role: 'practice-manager', organisation: 'P99002', ...term })
    const found = async (question: object, asAt = '2007-10-01') =>
      (await listPeople(ctx(), { asAt: toPlainDate(asAt), ...question })).map(({ name }) => name)
    expect(await found({ search: '100%' })).toEqual(['Zoe 100%'])
    expect(await found({ search: 'zoe_' })).toEqual(['Zoe 100%'])
    expect(await found({ search: 'z_e' })).toEqual([])
    expect(await found({ role: 'practice-manager', organisation: 'P99002' })).toEqual(['Zoe 100%'])
    expect(await found({ role: 'practice-manager', organisation: 'P99001' })).toEqual([])
    expect(await found({ organisation: 'P99002' }, '2008-04-01')).toEqual([])
    const [zoe] = await listPeople(ctx(), { asAt: toPlainDate('2007-10-01'), search: 'zoe' })
    expect(zoe!.posts).toEqual([
      { title: 'Practice manager', organisation: 'P99002', organisationName: 'Beech Surgery', ...term },
    ])
  })

  test('is everybody to whoever may see people, and only themselves to anybody else', async () => {
    const { personId } = await addSomebody(ctx())
    const other = await addSomebody(ctx())
    const own = { db: ctx().db, scope: { ...nothingAtAll, personId } }
    expect((await listPeople(own, { asAt: today })).map((one) => one.personId)).toEqual([personId])
    expect(await countPeople(own, { asAt: today })).toBe(1)
    expect(await findPersonDetail(own, other.personId)).toBeUndefined()
    expect((await findPersonDetail(own, personId))?.person.personId).toBe(personId)
    expect(await listPeople({ db: ctx().db, scope: nothingAtAll }, { asAt: today })).toEqual([])
    const reader = { db: ctx().db, scope: { ...wholeCommissioner, permissions: ['person.read'] as const } }
    expect(await countPeople(reader, { asAt: today })).toBeGreaterThan(5)
  })
})

test('a person’s page tells each post with the end it really has', async () => {
  const { personId, postId } = await addSomebody(ctx(), { role: 'auditor', to: toPlainDate('2009-04-01') })
  await endPost(ctx(), { postId, to: today, reason: 'retired' })
  const { posts, happenings } = (await findPersonDetail(ctx(), personId))!
  expect(posts).toMatchObject([{ postId, title: 'Auditor or Caldicott guardian', to: today, organisationName: null }])
  expect(happenings.find(({ what }) => what === 'post-ended')).toMatchObject({ postId, reason: 'retired' })
})
