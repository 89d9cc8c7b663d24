import { type Actor, actingAs, journalEntries, stoppedClock } from '#platform'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { beforeAll, expect, test } from 'vitest'
import { routes } from '../routes.ts'
import { accessReportCommand } from './access-report.cli.ts'

const workbench = useWorkbench()
let browser: TestBrowser

const validator: Actor = {
  name: 'a validator',
  userId: 'u1',
  post: { postId: 'p1', role: 'finance-validator', organisation: 'X01' },
}
const manager: Actor = {
  name: 'a practice manager',
  userId: 'u2',
  post: { postId: 'p2', role: 'practice-manager', organisation: 'A99001' },
}

async function write(at: string, actor: Actor, action: string, purpose?: string): Promise<void> {
  const ctx = actingAs({ ...workbench().ctx, clock: stoppedClock(new Date(at)) }, { actor })
  await ctx.transaction((tx) => ctx.audit(tx, action, 'line RAA/L1', {}, purpose === undefined ? {} : { purpose }))
}

beforeAll(async () => {
  await write('2008-04-10T10:00:00Z', validator, 'identity.check', 'whose patient is it')
  await write('2008-05-10T10:00:00Z', validator, 'identity.check', 'whose patient is it')
  await write('2008-05-11T10:00:00Z', validator, 'identity.check', 'asked by the practice')
  await write('2008-05-12T10:00:00Z', manager, 'identity.open')
  await write('2008-05-13T10:00:00Z', manager, 'access.refused')
  await write('2008-05-13T11:00:00Z', manager, 'access.refused')
  await write('2008-05-14T10:00:00Z', { name: 'unknown' }, 'sign-in.refused')
  // No refusal of these two, whatever they begin with.
  await write('2008-05-14T10:00:00Z', { name: 'somebody' }, 'access.refusedly')
  await write('2008-05-31T23:00:00Z', { name: 'in June by the clocks of England' }, 'sign-in.refused')
  browser = await openTestBrowser(workbench().ctx, routes)
})

const html = async (path: string): Promise<string> => (await browser.get(path)).text()

test('the report says who saw who patients are, for whom, why and in which months, with a way into the journal', async () => {
  const text = await html('/access-report/2008-05')
  expect(text).toContain('Who opened or checked identities in May 2008')
  for (const words of ['a validator', 'April 2008, May 2008', 'asked by the practice', 'no reason was given'])
    expect(text).toContain(words)
  const link = /href="(\/journal\?[^"]*)">a validator/.exec(text)![1]!.replaceAll('&amp;', '&')
  expect(link).toContain('person=u1')
  const records = await html(link)
  expect(records.match(/<details/g)).toHaveLength(2)
})

test('it says what was refused and which sign-ins were, in months of England', async () => {
  const refused = JSON.parse(await html('/access-report/2008-05?format=json&table=refused')) as { rows: unknown[] }
  expect(refused.rows).toEqual([expect.objectContaining({ person: 'a practice manager', times: 2 })])
  const signIns = JSON.parse(await html('/access-report/2008-05?format=json&table=sign-ins-refused')) as {
    rows: unknown[]
  }
  expect(signIns.rows).toEqual([expect.objectContaining({ person: 'unknown', times: 1 })])
})

test('it has a place to sign, and says where the journal ended', async () => {
  const text = await html('/access-report/2008-05')
  expect(text).toContain('Signature')
  expect(text).toMatch(/the journal ended with record/)
})

test('a month in which nobody looked says so; the months are those since the first record', async () => {
  const june = await html('/access-report/2008-06')
  expect(june).toContain('Nobody opened an identity in June 2008')
  expect([...june.matchAll(/<option value="(2\d{3}-\d\d)"/g)].map(([, month]) => month)).toEqual([
    '2008-06',
    '2008-05',
    '2008-04',
  ])
  expect((await browser.get('/access-report/2008-03')).status).toBe(404)
  expect((await browser.get('/access-report/2008-07')).status).toBe(404)
  expect((await browser.get('/access-report/2008-13')).status).toBe(400)
})

test('without a month it is the one that is running, and a month chosen is an address of its own', async () => {
  expect((await browser.get('/access-report')).headers.get('location')).toBe('/access-report/2008-06')
  expect((await browser.get('/access-report?month=2008-04')).headers.get('location')).toBe('/access-report/2008-04')
})

test('that it was read is in the journal', async () => {
  await html('/access-report/2008-05')
  const { entries } = await journalEntries(workbench().ctx.db, { action: 'access-report.', limit: 1 })
  expect(entries[0]).toMatchObject({ action: 'access-report.read', subject: '/access-report/2008-05' })
})

test('the same is told in a terminal, whole or a part as a file', async () => {
  const { ctx } = workbench()
  const said = await saidInTerminal(accessReportCommand, ctx, { month: '2008-05' })
  expect(said.out).toContain('whose patient is it')
  const csv = await saidInTerminal(accessReportCommand, ctx, { month: '2008-05', table: 'reasons', format: 'csv' })
  expect(csv.out.trim().split('\r\n')).toHaveLength(4)
  const json = await saidInTerminal(accessReportCommand, ctx, { month: '2008-05' }, true)
  expect(JSON.parse(json.out)).toMatchObject({ month: '2008-05', access: { rows: [{ person: 'a validator' }, {}] } })
  expect(accessReportCommand.input.safeParse({ month: '2008-05', format: 'csv' }).success).toBe(false)
})
