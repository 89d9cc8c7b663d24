import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type ExitCode, type TerminalStreams, exits, openTerminal } from '#terminal'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../../../tests/support/template.ts'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { checks, commands } from '../index.ts'
import { routes } from './routes.ts'

const workbench = useWorkbench()
let folder: string
let browser: TestBrowser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'showing-'))
  browser = await openTestBrowser(workbench().ctx, routes)
})
afterAll(() => rm(folder, { recursive: true }))

async function csv(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

/** Types a command: its exit code, what it answered and what it said beside. */
async function type(
  name: string,
  typed: Record<string, unknown>,
  wantsJson = false,
): Promise<{ exit: ExitCode; out: string; error: string }> {
  const [out, error] = [new PassThrough(), new PassThrough()]
  const terminal = openTerminal(wantsJson, { out, error } as unknown as TerminalStreams)
  const command = commands.find((one) => one.name === name)!
  if (command.kind !== 'data') throw new Error(`${name} works on a data folder`)
  const exit = await command.run(workbench().ctx, command.input.parse(typed), terminal)
  return { exit, out: String(out.read() ?? ''), error: String(error.read() ?? '') }
}

const page = async (path: string): Promise<{ status: number; text: string }> => {
  const response = await browser.get(path)
  return { status: response.status, text: await response.text() }
}

describe('organisations, typed and seen', () => {
  test('there is nothing at first, and the page says what to do', async () => {
    const { status, text } = await page('/organisations')
    expect(status).toBe(200)
    expect(text).toMatch(/No organisations yet/)
    expect(text).toContain('href="/organisation-files"')
  })

  test('files are taken from the command line, one after the other', async () => {
    const organisations = await csv(
      'organisations.csv',
      [
        'code,name,kind,open_date,close_date,postcode',
        '5XX,Northshire,commissioner,,,',
        'G1,East side,group,,,',
        'G2,West side,group,,,',
        'P1,Mill Lane Surgery,practice,1974-04-01,,NX1 1AA',
        'P2,100% Health_Centre,practice,1974-04-01,2007-12-31,',
      ].join('\n'),
    )
    const { exit, out } = await type('import organisations', { files: [organisations] })
    expect(exit).toBe(exits.done)
    expect(out).toMatch(/“organisations.csv”: 5 of 5 rows taken; 5 organisations, 5 names added or changed\./)
    const memberships = await csv(
      'memberships.csv',
      'member,parent,from,to\nP1,G1,2006-04-01,2007-10-01\nP1,G2,2007-10-01,\nP1,5XX,2006-10-01,\n',
    )
    expect((await type('import memberships', { files: [memberships] })).exit).toBe(exits.done)
    const lists = await csv(
      'list-sizes.csv',
      'practice,date,sex,age_band,patients\nP1,2007-04-01,1,0-4,1200\nP1,2007-04-01,2,95+,34\n',
    )
    const again = await type('import list-sizes', { files: [lists, lists] }, true)
    expect(JSON.parse(again.out)).toMatchObject({
      files: [{ imported: true, recognised: false, taken: 2 }, { recognised: true }],
    })
  })

  test('a refused file ends with exit 3, its rejects listed, and the files after it are left alone', async () => {
    const bad = await csv('bad.csv', 'member,parent,from,to\nP9,G1,2006-04-01,\n')
    const shown = await type('import memberships', { files: [bad, bad] })
    expect(shown.exit).toBe(exits.refused)
    expect(shown.error).toMatch(/1 of the 1 rows of “bad.csv” cannot be taken/)
    expect(shown.out).toMatch(/“P9” is not known/)
    const json = JSON.parse((await type('import memberships', { files: [bad, bad] }, true)).out) as { files: unknown[] }
    expect(json.files).toHaveLength(1)
    expect(json.files[0]).toMatchObject({
      imported: false,
      refused: { code: 'rejected' },
      rejects: [{ row: 2, column: 'member', value: 'P9' }],
    })
  })

  test('the list is of its day: group, list and who was open', async () => {
    const listed = async (typed: Record<string, unknown>) => {
      const { rows } = JSON.parse((await type('organisations', typed, true)).out) as { rows: Record<string, unknown>[] }
      return rows.map(({ code, group, patients }) => [code, group, patients])
    }
    expect(await listed({ kind: 'practice', date: '2007-05-01' })).toEqual([
      ['P1', 'G1', 1234],
      ['P2', null, null],
    ])
    expect(await listed({ kind: 'practice', date: '2008-05-01' })).toEqual([['P1', 'G2', 1234]])
    expect(await listed({ kind: 'practice', date: '2007-03-31', search: 'mill' })).toEqual([['P1', 'G1', null]])
    expect(await listed({ kind: 'practice', date: '2008-05-01', closed: true, search: '0% health_' })).toEqual([
      ['P2', null, null],
    ])
    expect(await listed({ search: '%' })).toEqual([])
  })

  test('one organisation is shown with its dated memberships and its list', async () => {
    const { exit, out } = await type('organisation', { code: 'p1' })
    expect(exit).toBe(exits.done)
    for (const words of [/P1 Mill Lane Surgery/, /30 Sept? 2007/, /West side/, /1,234/]) expect(out).toMatch(words)
    expect((await type('organisation', { code: 'P9' })).exit).toBe(exits.refused)
  })

  test('the pages show the words of the vocabulary, the timeline and the pyramid', async () => {
    const list = await page('/organisations?kind=practice&date=2007-05-01&search=&page=1')
    expect(list.status).toBe(200)
    const eraWords = (['group', 'commissioner'] as const).map((kind) => workbench().ctx.vocabulary.word(kind, 'short'))
    expect(eraWords).not.toContain('group')
    for (const words of [
      ...eraWords,
      'Mill Lane Surgery',
      'href="/organisations/P1"',
      'href="/organisations/G1"',
      '1,234',
    ])
      expect(list.text.toLowerCase()).toContain(words.toLowerCase())
    const one = await page('/organisations/P1')
    for (const words of [
      '1 April 2006 to 30 September 2007',
      'since 1 October 2007',
      'role="img"',
      '95+',
      'Registered patients by sex and age on 1 April 2007',
    ])
      expect(one.text).toContain(words)
    expect((await page('/organisations/G2')).text).toContain('Members, past and present')
    expect((await page('/organisations/NONE')).status).toBe(404)
    expect((await page('/organisations?date=tomorrow')).status).toBe(400)
  })

  test('the exported table has every row of the question', async () => {
    const response = await browser.get('/organisations?kind=practice&date=2007-05-01&format=csv&table=organisations')
    expect((await response.text()).trim().split('\n')).toHaveLength(3)
  })

  const upload = (what: string, text: string, extra: Record<string, string> = {}) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ what, date: '', ...extra })) form.append(name, value)
    form.append('file', new File([text], 'sent.csv'))
    return browser.post('/organisation-files', form)
  }

  test('a file sent on the page is taken, listed and not left lying about', async () => {
    const response = await upload('organisations', 'code,name,kind\nP3,Park View,practice\n')
    expect(response.status).toBe(303)
    const { text } = await page('/organisation-files')
    expect(text).toMatch(/1 of 1 row taken/)
    expect(text).toContain('sent.csv')
    expect(await readdir(workbench().ctx.folder.path('incoming')).catch(() => [])).toEqual([])
  })

  test('a file with faults comes back with its rejects and what was chosen', async () => {
    const response = await upload('memberships', 'member,parent,from,to\nP1,G1,2008-01-01,2007-01-01\n', {
      partial: 'yes',
    })
    const text = await response.text()
    expect(response.status).toBe(422)
    expect(text).toContain('There is a problem')
    expect(text).toContain('Rows that cannot be taken')
    expect(text).toMatch(/value="memberships"[^>]*checked|checked[^>]*value="memberships"/)
    const none = await browser.post('/organisation-files', { what: 'memberships', date: '' })
    expect(none.status).toBe(422)
  })
})

describe('what verify looks at', () => {
  const run = async () => (await Promise.all(checks.map((check) => check.run(workbench().ctx)))).flat()

  test('nothing is wrong with what the importers wrote', async () => {
    expect(await run()).toEqual([])
  })

  test('what somebody did behind their back is found', async () => {
    await asOwner(workbench().databaseUrl, async (owner) => {
      await owner.query('alter table organisations.membership disable trigger all')
      await owner.query(
        `insert into organisations.membership values ('P1', 'practice', 'G1', 'group', '2008-01-01', null, 'plain', 1)`,
      )
      await owner.query(`delete from organisations.organisation_name where code = 'P2'`)
      await owner.query(`insert into organisations.list_count values ('G1', '2007-01-01', '{1}', '{0-4}', '{3}', 1)`)
      await owner.query(
        `insert into organisations.organisation_name values ('P1', 'Later', '2010-01-01', '2011-01-01')`,
      )
    })
    expect(await run()).toEqual([
      'P1 is in G2 and in G1 at the same time, from 2008-01-01.',
      'P2 has 0 names now; it must have one.',
      expect.stringMatching(/names of P1 leave days/),
      'G1 has a list counted on 2007-01-01 and is a group, not a practice.',
    ])
  })
})
