import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importActivity } from '#activity/import'
import { sql } from '#db'
import { type Ctx, actingAs, stoppedClock } from '#platform'
import { type RoleName, type Scope, findRole, practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../../../../tests/support/template.ts'
import { addCommissioner } from '../../../../tests/support/commissioner.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import type { AskedLine } from './asked-line.ts'
import { checkIdentity } from './check-identity.command.ts'
import { openIdentity } from './open-identity.command.ts'

const workbench = useWorkbench()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'identity-'))))
afterAll(() => rm(folder, { recursive: true }))

const [ours, theirs, bad] = ['9990000018', '9990000026', '9990000019'] as const
const header =
  'line_id,provider,commissioner,practice,patient,birth_date,pod,start_date,end_date,hrg,price,month,snapshot'
const lines: readonly (readonly [id: string, practice: string, patient: string])[] = [
  ['L1', 'E84001', ours],
  ['L2', 'E84002', theirs],
  ['L3', 'E84001', bad],
  ['L4', 'E84001', ''],
  ['L5', 'E84001', 'HOSP-77'],
  ['9990000018', 'E84001', ours],
]

beforeAll(async () => {
  const path = join(folder, 'bill.csv')
  const rows = lines.map(([id, practice, patient]) =>
    [
      id,
      'RAA',
      '5K5',
      practice,
      patient,
      '1950-06-15',
      'EL',
      '2007-10-01',
      '2007-10-03',
      'E01',
      '100.00',
      '2007-10',
      'freeze',
    ].join(','),
  )
  await writeFile(path, [header, ...rows, ''].join('\n'))
  await addCommissioner(workbench().ctx, '5K5')
  const taken = await importActivity(workbench().ctx, { files: [{ path }] })
  if (!taken.ok) throw new Error(taken.message)
}, 60_000)

let people = 0

/** Somebody new in a post: nobody's questions count for another. */
function as(roleName: RoleName, more: Partial<Scope> = {}, now = '2008-06-02T09:00:00Z'): Ctx {
  const role = findRole(roleName)!
  const scope: Scope = {
    ...wholeCommissioner,
    detail: role.detail,
    smallNumbers: role.smallNumbers,
    seesRestrictedCodes: role.seesRestrictedCodes,
    permissions: role.permissions,
    ...more,
  }
  const actor = {
    name: roleName,
    userId: `person-${++people}`,
    post: { postId: `post-${people}`, role: roleName, organisation: 'X' },
  }
  const ctx = { ...workbench().ctx, clock: stoppedClock(new Date(now)) }
  return actingAs(ctx, { actor, scope })
}

const practice = (code = 'E84001'): Ctx => as('practice-user', { practices: practicesOnly([code]) })
const validator = (now?: string): Ctx => as('finance-validator', { commissioners: ['5K5'] }, now)

const line = (lineId = 'L1'): AskedLine => ({ month: toMonth('2007-10'), provider: 'RAA', lineId })
const open = (ctx: Ctx, lineId?: string, why = {}) =>
  openIdentity(ctx, { ...line(lineId), reason: 'own-patient', ...why })
const check = (ctx: Ctx, nhsNumber: string, lineId?: string, why = {}) =>
  checkIdentity(ctx, { line: line(lineId), nhsNumber, reason: 'responsible', ...why })

interface Entry {
  readonly action: string
  readonly subject: string
  readonly purpose: string | null
  readonly detail: Record<string, unknown>
}

async function journal(ctx: Ctx): Promise<Entry[]> {
  const { rows } = await sql<Entry>`SELECT e.action, e.subject, e.purpose, e.detail FROM audit.entry AS e
    WHERE e.user_id = ${ctx.actor.userId} ORDER BY e.seq`.execute(ctx.db)
  return rows
}

const refusedAs = async (answer: Promise<{ ok: boolean; code?: string; message?: string }>) => {
  const { ok, code, message } = await answer
  return { ok, code, message }
}

describe('who a line is about', () => {
  test('is shown to the practice that the line names, and the journal says who saw it and why, without the number', async () => {
    const ctx = practice()
    expect(await open(ctx, 'L1', { words: 'new to the list' })).toEqual({
      ok: true,
      value: { nhsNumber: ours, birthDate: '1950-06-15' },
    })
    expect(await journal(ctx)).toEqual([
      {
        action: 'identity.open',
        subject: 'line 2007-10 RAA L1',
        purpose: 'To see whether this is a patient of ours: new to the list',
        detail: expect.objectContaining({ lineNo: 2, practice: 'E84001', reason: 'own-patient' }),
      },
    ])
  })

  test('is shown to nobody else, in the same words whether the line is there or not', async () => {
    const missing = await refusedAs(open(practice(), 'no such line'))
    expect(missing).toMatchObject({ ok: false, code: 'not-found' })
    const elsewhere: readonly [string, Ctx, string?][] = [
      ['another practice', practice('E84002')],
      ['the practice, of a line of another', practice(), 'L2'],
      [
        'the practice before it was theirs',
        as('practice-user', { practices: [{ practice: 'E84001', from: toMonth('2007-11') }] }),
      ],
      [
        'the practice after it was theirs',
        as('practice-user', { practices: [{ practice: 'E84001', to: toMonth('2007-10') }] }),
      ],
      ['no practice at all', as('practice-user', { practices: [] })],
      ['a group', as('group-manager', { practices: practicesOnly(['E84001']) })],
      ['an analyst', as('commissioner-analyst', { commissioners: ['5K5'] })],
      ['a contract manager', as('contract-manager', { commissioners: ['5K5'] })],
      ['a validator', validator()],
      ['the provider', as('provider-contact', { providers: ['RAA'] })],
      ['an auditor', as('auditor')],
      ['the administrator', as('administrator')],
    ]
    for (const [who, ctx, lineId] of elsewhere) {
      expect(await refusedAs(open(ctx, lineId)), who).toEqual(missing)
      const kept = (await journal(ctx)).map(({ action }) => action)
      expect(kept.includes('identity.open'), who).toBe(false)
    }
  })

  test('that somebody asked for one that is none of theirs is in the journal', async () => {
    const ctx = practice()
    await open(ctx, 'L2')
    expect(await journal(ctx)).toMatchObject([
      { action: 'access.refused.identity', detail: { use: 'open', because: 'not-found' } },
    ])
  })

  test('is not known where no valid number was given, which whoever may see the line is told', async () => {
    expect(await open(practice(), 'L3')).toMatchObject({
      ok: false,
      code: 'no-number',
      message: expect.stringContaining('not a valid NHS number'),
    })
    expect(await open(practice(), 'L4')).toMatchObject({
      ok: false,
      code: 'no-number',
      message: expect.stringContaining('withheld'),
    })
    expect(await open(practice(), 'L5')).toMatchObject({
      ok: false,
      code: 'no-number',
      message: expect.stringContaining('identifier of its own'),
    })
  })

  test('is written down before the vault is read: a vault that cannot be read leaves the record', async () => {
    const { databaseUrl } = workbench()
    const ctx = practice()
    await asOwner(databaseUrl, (client) => client.query('REVOKE SELECT ON activity.vault_identity FROM locality_app'))
    try {
      await expect(open(ctx)).rejects.toThrow('permission denied')
    } finally {
      await asOwner(databaseUrl, (client) => client.query('GRANT SELECT ON activity.vault_identity TO locality_app'))
    }
    expect((await journal(ctx)).map(({ action }) => action)).toEqual(['identity.open'])
    expect(await open(ctx)).toMatchObject({ ok: true })
  })

  test('is not read where the journal cannot be written', async () => {
    const { databaseUrl } = workbench()
    const ctx = practice()
    await asOwner(databaseUrl, (client) => client.query('REVOKE INSERT (at) ON audit.entry FROM locality_app'))
    try {
      await expect(open(ctx)).rejects.toThrow('permission denied')
    } finally {
      await asOwner(databaseUrl, (client) => client.query('GRANT INSERT (at) ON audit.entry TO locality_app'))
    }
    const { rows } = await sql<{ uses: number }>`SELECT count(*)::int AS uses FROM activity.identity_use AS u
      WHERE u.person = ${ctx.actor.userId}`.execute(ctx.db)
    expect(rows[0]!.uses).toBe(0)
  })

  test('that a pack is damaged is said, and nothing of it is shown', async () => {
    const { databaseUrl } = workbench()
    const flip = `UPDATE activity.vault_identity SET ciphertext = set_byte(ciphertext, 15, 255 - get_byte(ciphertext, 15))`
    await asOwner(databaseUrl, (client) => client.query(flip))
    const answer = await refusedAs(open(practice()))
    await asOwner(databaseUrl, (client) => client.query(flip))
    expect(answer).toMatchObject({ ok: false, code: 'damaged' })
    expect(answer.message).not.toMatch(/\d{6}/)
  })

  test('a line whose own name looks like a patient’s number is not named in the journal by it', async () => {
    const ctx = practice()
    expect(await open(ctx, '9990000018')).toMatchObject({ ok: true })
    const [entry] = await journal(ctx)
    expect(entry).toMatchObject({ subject: 'line 2007-10', detail: { lineNo: 7 } })
    expect(JSON.stringify(entry)).not.toContain('9990000018')
  })
})

describe('why', () => {
  test('must be one of the reasons there are for it', async () => {
    for (const reason of ['', 'curious', 'responsible'])
      expect(await open(practice(), 'L1', { reason })).toMatchObject({ ok: false, code: 'no-reason' })
    expect(await check(validator(), ours, 'L1', { reason: 'own-patient' })).toMatchObject({
      ok: false,
      code: 'no-reason',
    })
  })

  test('“something else” needs words, and no words may name a patient', async () => {
    expect(await open(practice(), 'L1', { reason: 'other-open' })).toMatchObject({ ok: false, code: 'no-words' })
    expect(await open(practice(), 'L1', { reason: 'other-open', words: 'a complaint' })).toMatchObject({ ok: true })
    for (const words of ['patient 999 000 0018', 'born 15/06/1950'])
      expect(await open(practice(), 'L1', { words })).toMatchObject({ ok: false, code: 'names-patient' })
  })
})

describe('how often', () => {
  test('somebody may see who lines are about sixty times an hour, is then told to wait, and may again an hour later', async () => {
    const ctx = practice()
    const answers = []
    for (let at = 0; at < 61; at++) answers.push(await open(ctx))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60)
    expect(answers.at(-1)).toMatchObject({
      code: 'too-many',
      message: expect.stringContaining('60 times in the last hour'),
    })
    expect((await journal(ctx)).at(-1)).toMatchObject({
      action: 'access.refused.identity',
      detail: { because: 'too-many' },
    })
    expect(await open(practice())).toMatchObject({ ok: true })
    const later = { ...ctx, clock: stoppedClock(new Date('2008-06-02T10:00:01Z')) }
    expect(await open(later)).toMatchObject({ ok: true })
  }, 60_000)

  test('two questions at one moment do not both take the last turn', async () => {
    const ctx = practice()
    for (let at = 0; at < 58; at++) await open(ctx)
    const answers = await Promise.all(Array.from({ length: 6 }, () => open(ctx)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2)
  }, 60_000)
})

describe('whether a line is about somebody', () => {
  test('is told to the finance validator: yes or no and why, never a number, and is written down first', async () => {
    const ctx = validator()
    expect(await check(ctx, '999 000 0018')).toEqual({
      ok: true,
      value: { answer: 'yes', because: 'matches', words: expect.stringMatching(/^Yes: /) },
    })
    expect(await check(ctx, theirs)).toMatchObject({ value: { answer: 'no', because: 'another-person' } })
    for (const lineId of ['L3', 'L4', 'L5'])
      expect(await check(ctx, ours, lineId)).toMatchObject({ value: { answer: 'no', because: 'no-valid-number' } })
    const kept = await journal(ctx)
    expect(kept.map(({ action, purpose }) => [action, purpose])).toEqual(
      Array.from({ length: 5 }, () => [
        'identity.check',
        'To confirm which commissioner is responsible for the patient',
      ]),
    )
    expect(JSON.stringify(kept)).not.toMatch(/9990000|999 000/)
  })

  test('is not told for something that is no NHS number, and asking so is not counted', async () => {
    const ctx = validator()
    for (const typed of ['', '9990000019', 'Mrs X', '999000001'])
      expect(await check(ctx, typed)).toMatchObject({ ok: false, code: 'not-a-number' })
    expect(await journal(ctx)).toEqual([])
  })

  test('is told to nobody else, and not of a line billed to another commissioner', async () => {
    const none = await refusedAs(check(validator(), ours, 'no such line'))
    expect(none).toMatchObject({ ok: false, code: 'not-found' })
    for (const ctx of [
      practice(),
      as('commissioner-analyst'),
      as('auditor'),
      as('finance-validator', { commissioners: ['5K6'] }),
    ])
      expect(await refusedAs(check(ctx, ours))).toEqual(none)
  })

  test('needs no vault: pseudonyms are compared', async () => {
    const { databaseUrl } = workbench()
    const ctx = validator()
    await asOwner(databaseUrl, (client) => client.query('REVOKE SELECT ON activity.vault_identity FROM locality_app'))
    try {
      expect(await check(ctx, ours)).toMatchObject({ ok: true, value: { answer: 'yes' } })
    } finally {
      await asOwner(databaseUrl, (client) => client.query('GRANT SELECT ON activity.vault_identity TO locality_app'))
    }
    expect((await journal(ctx)).map(({ action }) => action)).toEqual(['identity.check'])
  })

  test('is told through the last day of the law’s support and not after', async () => {
    expect(await check(validator('2027-09-30T22:30:00Z'), ours)).toMatchObject({ ok: true })
    expect(await check(validator('2027-09-30T23:30:00Z'), ours)).toMatchObject({
      ok: false,
      code: 'support-ended',
      message: expect.stringContaining('30 September 2027'),
    })
  })
})
