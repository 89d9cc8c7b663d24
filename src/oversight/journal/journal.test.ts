import { type Actor, type Ctx, actingAs, journalEntries, stoppedClock } from '#platform'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../routes.ts'
import { journalCommand } from './journal.cli.ts'

const workbench = useWorkbench()
const manager: Actor = {
  name: 'a practice manager',
  userId: 'u2',
  post: { postId: 'p2', role: 'practice-manager', organisation: 'A99001' },
}
const analyst: Actor = {
  name: 'an analyst',
  userId: 'u3',
  post: { postId: 'p3', role: 'commissioner-analyst', organisation: 'X01' },
}

let browser: TestBrowser

async function write(at: string, actor: Actor, action: string, subject: string): Promise<void> {
  const ctx = actingAs({ ...workbench().ctx, clock: stoppedClock(new Date(at)) }, { actor, requestId: 'r-77' })
  const detail = { priceRunId: 4, options: { month: '2007-10' }, whole: true }
  const more = { purpose: 'asked by letter', before: { a: 1 }, after: { a: 2 } }
  await ctx.transaction((tx) => ctx.audit(tx, action, subject, detail, more))
}

beforeAll(async () => {
  await write('2008-05-10T10:00:00Z', manager, 'identity.open', 'line RAA/L1')
  await write('2008-05-11T10:00:00Z', analyst, 'activity.import', 'delivery 9')
  for (let at = 1; at <= 60; at++) await write('2008-05-12T10:00:00Z', analyst, 'month.price', `run number ${at}`)
  browser = await openTestBrowser(workbench().ctx, routes)
})

const html = async (path: string): Promise<string> => (await browser.get(path)).text()
const subjects = (text: string): string[] =>
  [...text.matchAll(/app-table__cell--text">((?:line|delivery|run) [^<]*)</g)].map(([, subject]) => subject!)
const newest = async (ctx: Ctx = workbench().ctx) => (await journalEntries(ctx.db, { limit: 1 })).entries[0]!

describe('the page of the journal', () => {
  test.each([
    ['person=u2', ['line RAA/L1']],
    ['person=an+analyst&action=activity.', ['delivery 9']],
    ['subject=raa', ['line RAA/L1']],
    ['organisation=a99001', ['line RAA/L1']],
    ['role=commissioner-analyst&to=2008-05-11', ['delivery 9']],
    ['from=2008-05-11&to=2008-05-11', ['delivery 9']],
    ['person=&action=&subject=&organisation=&role=&from=&to=2008-05-10', ['line RAA/L1']],
    ['action=identity.open&organisation=X01', []],
  ])('answers %s', async (query, expected) => {
    expect(subjects(await html(`/journal?${query}`))).toEqual(expected)
  })

  test('opens each record: why, in which post, for which request, with its hashes and the rest in words', async () => {
    const text = await html('/journal?action=identity.')
    expect(text).toContain('Practice manager at A99001')
    for (const words of ['asked by letter', 'r-77', 'Price run id', 'month 2007-10', 'Hash of what was there before'])
      expect(text).toContain(words)
    expect(text.match(/<details/g)).toHaveLength(1)
  })

  test('comes a page at a time, the newest first, each record once', async () => {
    const first = await html('/journal?action=month.')
    const older = /href="(\/journal\?[^"]*before=\d+)"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = await html(older)
    expect(subjects(first)).toHaveLength(50)
    expect(subjects(first)[0]).toBe('run number 60')
    expect([...subjects(first), ...subjects(second)]).toEqual(
      Array.from({ length: 60 }, (_, at) => `run number ${60 - at}`),
    )
    expect(second).toContain('Newest records')
  })

  test('gives every record that answers as a file, with all its fields', async () => {
    const csv = await html('/journal?action=month.&format=csv&table=journal-in-full')
    expect(csv.trim().split('\r\n')).toHaveLength(61)
    expect(csv).toContain('asked by letter')
    expect(csv).toContain('Whole: yes; Options: month 2007-10; Price run id: 4')
    const json = JSON.parse(await html('/journal?action=identity.&format=json&table=journal')) as { rows: unknown[] }
    expect(json.rows).toHaveLength(1)
  })

  test('says where the journal ends, for paper', async () => {
    const { seq } = await newest()
    expect(await html('/journal')).toMatch(new RegExp(`ends with record (<!-- -->)?${seq}`))
  })

  test('says what to do where no record answers', async () => {
    expect(await html('/journal?person=nobody')).toContain('No record answers this')
  })
})

describe('a search that cannot be answered', () => {
  test.each([
    ['from=2008-02-30', '“From” must be a day like 2008-05-01.'],
    ['to=yesterday', '“To” must be a day like 2008-05-01.'],
    ['from=2008-05-02&to=2008-05-01', '“To” must not be before “From”.'],
    ['organisation=no_code', 'Give the code of an organisation'],
    ['action=9', 'Choose what was done from the list, or write it as it stands in the records'],
  ])('is told beside its field: %s', async (query, message) => {
    const answer = await browser.get(`/journal?${query}`)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
  })

  test('takes no role, no number and no name that it does not know', async () => {
    expect((await browser.get('/journal?role=king')).status).toBe(422)
    expect((await browser.get('/journal?before=-1')).status).toBe(422)
    expect((await browser.get('/journal?colour=blue')).status).toBe(400)
  })

  test.each(['subject', 'person', 'organisation'])(
    'with an NHS number in %s is stopped, not shown again, and never written',
    async (field) => {
      const before = (await newest()).seq
      for (const number of ['9990000018', '999 000 0018', '999-000-0018']) {
        const answer = await browser.get(`/journal?${new URLSearchParams({ [field]: `seen ${number}` })}`)
        const text = await answer.text()
        expect(answer.status).toBe(422)
        expect(text).toContain('what looks like an NHS number')
        expect(text).not.toContain(number)
      }
      expect((await newest()).seq).toBe(before)
    },
  )
})

describe('who reads the journal', () => {
  test('is written into it with the question, but never with words that could name a patient', async () => {
    await html('/journal?person=u2&action=identity.&subject=Ada+Lovelace&from=2008-05-01&to=2008-05-31')
    const known = await newest()
    expect(known).toMatchObject({ action: 'journal.read', detail: { records: 0 } })
    expect(known.subject).toBe('identity.*, by u2, with words in what it was done to, from 1 May 2008 to 31 May 2008')
    await html('/journal?person=Ada+Lovelace')
    expect((await newest()).subject).toBe('by somebody who is not in it')
    const { entries } = await journalEntries(workbench().ctx.db, {})
    expect(JSON.stringify(entries)).not.toContain('Lovelace')
  })

  test('is written once for a page and once for a file, which says its form', async () => {
    const before = (await newest()).seq
    await html('/journal?action=identity.')
    await html('/journal?action=identity.&format=csv&table=journal')
    const last = await newest()
    expect(last.seq).toBe(before + 2)
    expect(last.detail).toEqual({ records: 1, format: 'csv' })
  })
})

describe('locality journal', () => {
  test('lists the same records, and says when there are older ones', async () => {
    const said = await saidInTerminal(journalCommand, workbench().ctx, { action: 'month.', limit: '2' })
    expect(said.code).toBe(0)
    expect(said.out).toContain('run number 60')
    expect(said.out).not.toContain('run number 58')
    expect(said.error).toContain('older records')
    const json = await saidInTerminal(journalCommand, workbench().ctx, { person: 'u2', limit: '5' }, true)
    expect(JSON.parse(json.out)).toMatchObject({ rows: [{ purpose: 'asked by letter', organisation: 'A99001' }] })
  })

  test('takes no patient and no wrong day', () => {
    expect(journalCommand.input.safeParse({ subject: '9990000018', limit: '5' }).success).toBe(false)
    expect(journalCommand.input.safeParse({ from: '2008-13-01', limit: '5' }).success).toBe(false)
    expect(journalCommand.input.safeParse({ from: '2008-05-02', to: '2008-05-01', limit: '5' }).success).toBe(false)
  })
})
