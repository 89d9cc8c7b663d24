import { type PlainDate, toPlainDate } from '#shared'
import { sql } from '#db'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accounts, addOrganisations, addSomebody } from '../../../tests/support/people.ts'
import { openTestWorkbench, useWorkbench } from '../../../tests/support/workbench.ts'
import { disablePerson } from '../persons/shut-out.command.ts'
import { endPost } from './end-post.command.ts'
import { givePost } from './give-post.command.ts'
import { standingOf } from './standing.view.ts'

const workbench = useWorkbench()
const ctx = () => workbench().ctx
const day = toPlainDate
const today = day('2008-06-02')
const began = day('2006-04-01')

beforeAll(async () => addOrganisations(ctx()))

type Administrator = Awaited<ReturnType<typeof addSomebody>>

interface Given {
  readonly role: string
  readonly organisation?: string | null
  readonly from?: PlainDate
  readonly to?: PlainDate | null
}

const give = (personId: string, { role, organisation = null, from = began, to = null }: Given) =>
  givePost(ctx(), { personId, role, organisation, from, to })

describe('giving a post is refused', () => {
  test.each([
    ['a role that there is not', { role: 'emperor' }, 'no-role', 'emperor'],
    ['an organisation that is not known', { role: 'gp-lead', organisation: 'P99999' }, 'no-organisation', 'P99999'],
    ['another kind of organisation', { role: 'gp-lead', organisation: '5ZZ' }, 'wrong-place', 'a practice'],
    ['a region, where nobody holds a post', { role: 'auditor', organisation: 'Q99' }, 'wrong-place', 'North Region'],
    ['the installation, for a role of a practice', { role: 'gp-lead' }, 'wrong-place', 'no organisation was given'],
    ['a term that ends on the day it begins', { role: 'auditor', to: began }, 'dates', 'ends before it begins'],
  ] as const)('for %s', async (_, given, code, words) => {
    const { personId } = await addSomebody(ctx())
    expect(await give(personId, given)).toMatchObject({ ok: false, code, message: expect.stringContaining(words) })
  })

  test('to nobody', async () => {
    expect(await give('nobody', { role: 'auditor' })).toMatchObject({ ok: false, code: 'no-person' })
  })

  test('for the same post in days that they have it already, and not for the days after', async () => {
    const { personId } = await addSomebody(ctx(), { role: 'gp-lead', organisation: 'P99001', to: day('2007-04-01') })
    const again = { role: 'gp-lead', organisation: 'P99001' }
    expect(await give(personId, { ...again, from: day('2007-03-31') })).toMatchObject({
      ok: false,
      code: 'same-post',
      message: expect.stringContaining('1 April 2006 to 31 March 2007'),
    })
    expect(await give(personId, { ...again, from: day('2007-04-01') })).toMatchObject({ ok: true })
    expect(await give(personId, { ...again, organisation: 'P99002' })).toMatchObject({ ok: true })
  })

  test('for an administrator who would find out patients or handle payments, whichever post comes first', async () => {
    const beside = [
      { role: 'practice-manager', organisation: 'P99001' },
      { role: 'finance-validator', organisation: '5ZZ' },
      { role: 'payment-preparer', organisation: '5ZZ' },
      { role: 'payment-approver', organisation: '5ZZ' },
    ]
    for (const other of beside) {
      const first = await addSomebody(ctx(), other)
      const refusal = { ok: false, code: 'separation', message: expect.stringContaining('at the same time') }
      expect(await give(first.personId, { role: 'administrator' }), other.role).toMatchObject(refusal)
      const administrator = await addSomebody(ctx(), { role: 'administrator', organisation: '5ZZ' })
      expect(await give(administrator.personId, other), other.role).toMatchObject(refusal)
    }
  })

  test('and is not, once the post beside it is over, nor for preparing and approving payments', async () => {
    const { personId, postId } = await addSomebody(ctx(), { role: 'gp-lead', organisation: 'P99001' })
    await endPost(ctx(), { postId, to: today })
    expect(await give(personId, { role: 'administrator', from: today, to: day('2009-04-01') })).toMatchObject({
      ok: true,
    })
    const payer = await addSomebody(ctx(), { role: 'payment-preparer', organisation: '5ZZ' })
    expect(await give(payer.personId, { role: 'payment-approver', organisation: '5ZZ' })).toMatchObject({ ok: true })
  })
})

describe('ending a post', () => {
  test('is brought forward and never put off, and not before it began', async () => {
    const { postId } = await addSomebody(ctx(), { role: 'auditor', to: day('2009-04-01') })
    const end = (to: string) => endPost(ctx(), { postId, to: day(to) })
    expect(await end('2006-03-31')).toMatchObject({ ok: false, code: 'dates' })
    expect(await end('2009-04-01')).toMatchObject({ ok: false, code: 'dates' })
    expect(await end('2008-12-01')).toMatchObject({ ok: true })
    expect(await end('2008-12-02')).toMatchObject({
      ok: false,
      code: 'dates',
      message: expect.stringContaining('not put off'),
    })
    expect(await end('2008-06-02')).toMatchObject({ ok: true })
  })

  test('before it began leaves it never held', async () => {
    const { personId, postId } = await addSomebody(ctx(), { role: 'auditor', from: day('2008-09-01') })
    expect(await endPost(ctx(), { postId, to: day('2008-09-01') })).toMatchObject({ ok: true })
    expect((await standingOf(ctx().db, { personId }, day('2008-09-01')))!.posts).toEqual([])
  })

  test('is refused for none, and with a reason that names a patient', async () => {
    for (const postId of ['4711', 'first', '9'.repeat(30)])
      expect(await endPost(ctx(), { postId, to: today })).toMatchObject({ ok: false, code: 'no-post' })
    const { postId } = await addSomebody(ctx(), { role: 'auditor' })
    expect(await endPost(ctx(), { postId, to: today, reason: 'about NHS number 999 007 9196' })).toMatchObject({
      ok: false,
      code: 'names-patient',
    })
  })

  test('is in the journal with its reason, in the same transaction', async () => {
    const { personId, postId } = await addSomebody(ctx(), { role: 'auditor' })
    await endPost(ctx(), { postId, to: today, reason: 'retired' })
    const { rows } = await sql<{ action: string; purpose: string | null; before_hash: string | null }>`
      SELECT action, purpose, before_hash FROM audit.entry WHERE subject = ${`person ${personId}`} ORDER BY seq`.execute(
      ctx().db,
    )
    expect(rows.map(({ action, purpose }) => [action, purpose])).toEqual([
      ['person.add', null],
      ['post.give', null],
      ['post.end', 'retired'],
    ])
    expect(rows[2]!.before_hash).not.toBeNull()
  })
})

describe('an administrator remains', () => {
  let alone: Awaited<ReturnType<typeof openTestWorkbench>>
  let ours: typeof alone.ctx
  beforeEach(async () => {
    alone = await openTestWorkbench()
    ours = alone.ctx
    await addOrganisations(ours)
    return async () => alone.close()
  })
  const last = { ok: false, code: 'last-administrator' }

  test('when the last one’s post is ended or they are shut out', async () => {
    const { personId, postId } = await addSomebody(ours, { role: 'administrator' })
    expect(await endPost(ours, { postId, to: today })).toMatchObject(last)
    expect(await disablePerson(ours, accounts.endSessions, { personId })).toMatchObject(last)
  })

  test('who is not shut out, and whose term covers every day of the other’s', async () => {
    const { postId } = await addSomebody(ours, { role: 'administrator' })
    const second = await addSomebody(ours, { role: 'administrator', organisation: '5ZZ', to: day('2008-07-01') })
    const refusal = await endPost(ours, { postId, to: today })
    expect(refusal).toMatchObject({ ...last, message: expect.stringContaining('on 1 July 2008') })
    const third = await addSomebody(ours, { role: 'administrator', from: day('2008-07-01') })
    await disablePerson(ours, accounts.endSessions, { personId: third.personId })
    expect(await endPost(ours, { postId, to: today })).toMatchObject(last)
    await addSomebody(ours, { role: 'administrator', from: day('2008-07-01') })
    expect(await endPost(ours, { postId, to: today })).toMatchObject({ ok: true })
    expect(await endPost(ours, { postId: second.postId, to: today })).toMatchObject(last)
  })

  test('and nobody demotes or shuts out themselves', async () => {
    const { personId, postId } = await addSomebody(ours, { role: 'administrator' })
    await addSomebody(ours, { role: 'administrator' })
    const self = { ...ours, actor: { name: 'Person', userId: personId } }
    expect(await endPost(self, { postId, to: today })).toMatchObject({ ok: false, code: 'oneself' })
    expect(await disablePerson(self, accounts.endSessions, { personId })).toMatchObject({ ok: false, code: 'oneself' })
  })

  test('when two demote each other at the same moment', async () => {
    // Connections that are still being opened would let the one be done before the other begins.
    await Promise.all(Array.from({ length: 4 }, () => sql`SELECT pg_sleep(0.05)`.execute(ours.db)))
    const endedBy = ({ personId }: Administrator, { postId }: Administrator) =>
      endPost({ ...ours, actor: { name: 'One', userId: personId } }, { postId, to: today })
    let stays = await addSomebody(ours, { role: 'administrator' })
    for (let round = 0; round < 10; round += 1) {
      const other = await addSomebody(ours, { role: 'administrator' })
      const [otherGoes, staysGoes] = await Promise.all([endedBy(stays, other), endedBy(other, stays)])
      expect([otherGoes.ok, staysGoes.ok].filter(Boolean)).toHaveLength(1)
      if (staysGoes.ok) stays = other
    }
  })
})
