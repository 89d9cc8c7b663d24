import { type Actor, accessReport, actingAs, journalEntries, stoppedClock } from '#platform'
import { toMonth, toPlainDate } from '#shared'
import { beforeAll, expect, test } from 'vitest'
import { useWorkbench } from '../../../tests/support/workbench.ts'

const workbench = useWorkbench()
const validator: Actor = {
  name: 'a validator',
  userId: 'u1',
  post: { postId: 'p1', role: 'validator', organisation: 'X01' },
}
const manager: Actor = {
  name: 'a practice manager',
  userId: 'u2',
  post: { postId: 'p2', role: 'practice-manager', organisation: 'A99001' },
}

async function write(at: string, actor: Actor, action: string, subject: string, purpose?: string): Promise<void> {
  const ctx = actingAs({ ...workbench().ctx, clock: stoppedClock(new Date(at)) }, { actor })
  await ctx.transaction((tx) => ctx.audit(tx, action, subject, {}, purpose === undefined ? {} : { purpose }))
}

beforeAll(async () => {
  await write('2008-04-30T22:59:00Z', validator, 'identity.read', 'line RAA/L1', 'whose patient is it')
  await write('2008-04-30T23:00:00Z', validator, 'identity.read', 'line RAA/L2', 'whose patient is it')
  await write('2008-05-10T10:00:00Z', validator, 'identity.read', 'line RAA/L3', 'asked by the practice')
  await write('2008-05-11T10:00:00Z', validator, 'identity.read', 'line RAA/L4', 'whose patient is it')
  await write('2008-05-11T11:00:00Z', manager, 'identity.list', '100% of A99001')
  await write('2008-05-12T11:00:00Z', manager, 'import.take', 'import 4')
})

const asked = async (question: Parameters<typeof journalEntries>[1]): Promise<string[]> =>
  (await journalEntries(workbench().ctx.db, question)).entries.map(({ subject }) => subject)

test('the journal is asked by person, kind of deed, subject, organisation and days of England', async () => {
  expect(await asked({ person: 'u2' })).toEqual(['import 4', '100% of A99001'])
  expect(await asked({ person: 'a validator', action: 'identity.' })).toHaveLength(4)
  expect(await asked({ subject: 'raa/l' })).toHaveLength(4)
  expect(await asked({ organisation: 'A99001' })).toHaveLength(2)
  expect(await asked({ from: toPlainDate('2008-05-01'), to: toPlainDate('2008-05-10') })).toEqual([
    'line RAA/L3',
    'line RAA/L2',
  ])
})

test('signs that mean something to a database are letters like others to whoever types them', async () => {
  expect(await asked({ subject: '100%' })).toEqual(['100% of A99001'])
  expect(await asked({ subject: '_' })).toEqual([])
  expect(await asked({ subject: String.raw`\ ` })).toEqual([])
})

test('a long answer comes a page at a time, each record once, the newest first', async () => {
  const { db } = workbench().ctx
  const first = await journalEntries(db, { limit: 4 })
  const second = await journalEntries(db, { limit: 4, before: first.older })
  expect([first.entries.length, second.entries.length, second.older]).toEqual([4, 2, undefined])
  const all = [...first.entries, ...second.entries].map(({ seq }) => seq)
  expect(all).toEqual([6, 5, 4, 3, 2, 1])
})

test('the report of a month says who saw what names a patient, for whom, why, and in which months before', async () => {
  expect(await accessReport(workbench().ctx.db, toMonth('2008-05'))).toEqual([
    {
      person: 'a validator',
      userId: 'u1',
      organisation: 'X01',
      reads: 3,
      reasons: [
        { purpose: 'whose patient is it', reads: 2 },
        { purpose: 'asked by the practice', reads: 1 },
      ],
      months: ['2008-04', '2008-05'],
    },
    {
      person: 'a practice manager',
      userId: 'u2',
      organisation: 'A99001',
      reads: 1,
      reasons: [{ purpose: null, reads: 1 }],
      months: ['2008-05'],
    },
  ])
  expect(await accessReport(workbench().ctx.db, toMonth('2008-06'))).toEqual([])
})
