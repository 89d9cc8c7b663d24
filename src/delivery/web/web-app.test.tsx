import { readdir } from 'node:fs/promises'
import { type Table, toPence } from '#shared'
import {
  Button,
  DataTable,
  Form,
  PageHeading,
  type Route,
  TextField,
  defineRoute,
  download,
  noInput,
  notFound,
  page,
  redirect,
} from '#ui'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '#db'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { repeatedRoutes } from './list-routes.ts'

const totals: Table = {
  name: 'totals',
  caption: 'Billed by practice',
  columns: [
    { key: 'practice', label: 'Practice', kind: 'code' },
    { key: 'note', label: 'Note', kind: 'text' },
    { key: 'billed_pence', label: 'Billed', kind: 'pence' },
  ],
  rows: [
    { practice: 'A81002', note: '=cmd()', billed_pence: toPence(-250), links: { practice: '/practices/A81002' } },
    { practice: 'A81001', note: null, billed_pence: toPence(123_450) },
  ],
  totals: { practice: 'Total', note: null, billed_pence: toPence(123_200) },
}

const received: string[] = []
const base = { permission: 'public', audit: null } as const

const nameForm = (title: string) => (
  <>
    <PageHeading>{title}</PageHeading>
    <Form action="/names">
      <TextField name="name" label="Name" />
      <Button>Save</Button>
    </Form>
  </>
)

const routes: Route[] = [
  defineRoute({
    ...base,
    method: 'GET',
    path: '/tables',
    input: z.object({ by: z.string().optional() }),
    nav: { text: 'Tables', order: 1 },
    handle: async () => page({ title: 'Tables', body: <DataTable table={totals} />, tables: [totals] }),
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/people/:id',
    input: z.object({ id: z.coerce.number().int() }),
    audit: 'person.read',
    handle: async (_ctx, { id }) =>
      id === 1 ? page({ title: 'Person', body: <p>Person {id}</p> }) : notFound('There is no such person.'),
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/broken',
    input: noInput,
    handle: async () => {
      throw new Error('secret of the house')
    },
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/letter',
    input: noInput,
    handle: async () => download({ name: 'Straße "1".html', type: 'text/html', body: '<script>alert(1)</script>' }),
  }),
  defineRoute({
    ...base,
    method: 'GET',
    path: '/names',
    input: noInput,
    handle: async () => page({ title: 'Names', body: nameForm('Names') }),
  }),
  defineRoute({
    ...base,
    method: 'POST',
    path: '/names',
    input: z.object({ name: z.string().min(1, 'Write a name.').max(5, 'Write a shorter name.') }),
    async handle(_ctx, { name }) {
      received.push(name)
      return redirect('/tables', `Saved ${name}.`)
    },
    invalid: async (_ctx, problem) => page({ title: 'Names', body: nameForm('Names'), ...problem }),
  }),
  defineRoute({
    ...base,
    method: 'POST',
    path: '/files',
    input: z.object({ year: z.string() }),
    upload: { maxBytes: 200_000 },
    async handle(_ctx, { year }, { upload }) {
      received.push(`${year} ${upload?.name} ${upload?.bytes}`)
      return redirect('/tables')
    },
  }),
]

const workbench = useWorkbench()
let browser: TestBrowser
beforeAll(async () => {
  browser = await openTestBrowser(workbench().ctx, routes)
}, 120_000)

const textOf = async (response: Response): Promise<string> => response.text()
const incoming = async (): Promise<string[]> => readdir(workbench().ctx.folder.path('incoming'))

describe('the addresses', () => {
  test('are only those that were declared', () => {
    const declared = new Set(
      [...routes, { method: 'GET', path: '/token' }].map(({ method, path }) => `${method} ${path}`),
    )
    for (const path of ['/help', '/about', '/health', '/runs/:id', '/runs/:id/events', '/assets/:name'])
      declared.add(`GET ${path}`)
    for (const method of ['GET', 'POST']) declared.add(`${method} /settings`)
    const answered = browser.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`)
    expect(new Set(answered)).toEqual(declared)
  })

  test('that two rooms both declare are found, whatever they call their parameters', () => {
    expect(repeatedRoutes(routes)).toEqual([])
    expect(repeatedRoutes([{ ...routes[1]!, path: '/people/:code' }, ...routes])).toEqual(['GET /people/:'])
  })

  test('declared wrongly stop the program', () => {
    const wrong = { ...base, method: 'GET', handle: async () => notFound('no') } as const
    expect(() => defineRoute({ ...wrong, path: '/x/:id', input: noInput })).toThrow('does not read its parameter id')
    expect(() => defineRoute({ ...wrong, path: '/x', input: z.string() })).toThrow('not a zod object')
  })

  test('that nobody declared answer 404 with a page', async () => {
    const response = await browser.get('/nowhere')
    expect(response.status).toBe(404)
    expect(await textOf(response)).toContain('Page not found')
  })
})

describe('every answer', () => {
  test('carries the headers that keep a page to itself, and scripts only by a word used once', async () => {
    for (const path of ['/tables', '/nowhere', '/broken', '/letter', '/health', '/people/x']) {
      const { headers } = await browser.get(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
      expect(headers.get('cache-control')).toBe('no-store')
    }
    const policies = await Promise.all(
      [1, 2].map(async () => (await browser.get('/tables')).headers.get('content-security-policy')),
    )
    expect(policies[0]).not.toBe(policies[1])
  })

  test('loads nothing from elsewhere and has no style of its own in the page', async () => {
    const html = await textOf(await browser.get('/tables'))
    expect(html).not.toMatch(/style=|<style|(src|href)="(https?:)?\/\//)
  })

  test('is refused to a browser that calls this computer by another name', async () => {
    const response = await browser.get('/tables', { host: 'evil.example' })
    expect(response.status).toBe(421)
    expect(await textOf(response)).not.toContain('A81001')
  })

  test('is compressed for a browser that takes it', async () => {
    const response = await browser.get('/tables', { 'accept-encoding': 'gzip, br' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
  })
})

describe('input', () => {
  test('with a name that is not asked for is refused, and the page says which', async () => {
    const response = await browser.get('/tables?by=practice&practise=A1')
    expect(response.status).toBe(400)
    expect(await textOf(response)).toContain('“practise”')
  })

  test('given twice is refused', async () => {
    expect((await browser.get('/tables?by=a&by=b')).status).toBe(400)
  })

  test.each(['__proto__', 'constructor', 'toString', 'actor'])('cannot set %s', async (name) => {
    expect((await browser.get(`/tables?${name}=1`)).status).toBe(400)
    expect((await browser.post('/names', { name: 'Ann', [name]: '1' })).status).toBe(400)
    expect(received).not.toContain('Ann')
  })

  test('that does not fit is a page with the sentence that says why', async () => {
    const response = await browser.get('/people/x')
    expect(response.status).toBe(400)
    expect(await textOf(response)).toContain('“id” must be a number.')
  })

  test('holding a character that is no text is refused', async () => {
    expect((await browser.get('/tables?by=%00')).status).toBe(400)
  })
})

describe('a form', () => {
  test('is taken from our own page, leads on, and says so once', async () => {
    const response = await browser.post('/names', { name: 'Bea' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/tables'])
    expect(received).toContain('Bea')
    expect(await textOf(await browser.get('/tables'))).toContain('Saved Bea.')
    expect(await textOf(await browser.get('/tables'))).not.toContain('Saved Bea.')
  })

  test('without its token, with another’s token, or from another origin is refused and does nothing', async () => {
    const other = await openTestBrowser(workbench().ctx, routes)
    const refusals = [
      await browser.app.request('http://localhost/names', {
        method: 'POST',
        headers: { host: 'localhost', origin: 'http://localhost' },
        body: new URLSearchParams({ name: 'Cal' }),
      }),
      await browser.app.request('http://localhost/names', {
        method: 'POST',
        headers: { host: 'localhost', origin: 'http://localhost' },
        body: new URLSearchParams({ _token: await other.token(), name: 'Cal' }),
      }),
      await browser.post('/names', { name: 'Cal' }, { origin: 'http://evil.example' }),
      await browser.post('/names', { name: 'Cal' }, { origin: 'null' }),
      await browser.post('/names', { name: 'Cal' }, { origin: '' }),
    ]
    expect(refusals.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect(received).not.toContain('Cal')
  })

  test('that does not fit is shown again with what was typed and what is wrong', async () => {
    const response = await browser.post('/names', { name: 'Dorothea' })
    const html = await textOf(response)
    expect(response.status).toBe(422)
    expect(html).toContain('<title>Error: Names')
    expect(html).toContain('<a href="#field-name">Write a shorter name.</a>')
    expect(html).toContain('value="Dorothea"')
  })

  test('cannot be sent as something that is not a form', async () => {
    const response = await browser.post('/names', { name: 'Eve' }, { 'content-type': 'application/json' })
    expect(response.status).toBe(400)
  })

  test('shows no banner that this server did not write', async () => {
    const html = await textOf(
      await browser.app.request('http://localhost/tables', {
        headers: {
          host: 'localhost',
          cookie: `locality-banner=${Buffer.from('{"kind":"success","text":"Pay 1"}').toString('base64url')}.x`,
        },
      }),
    )
    expect(html).not.toContain('Pay 1')
  })
})

describe('a file', () => {
  const form = (bytes: number, year: string | undefined = '2007/08'): FormData => {
    const data = new FormData()
    if (year) data.set('year', year)
    data.set('file', new File([new Uint8Array(bytes)], '../../etc/passwd'))
    return data
  }

  test('comes to the handler from disk, under a name that nobody chose', async () => {
    const before = (await incoming()).length
    expect((await browser.post('/files', form(150_000))).status).toBe(303)
    expect(received).toContain('2007/08 passwd 150000')
    const names = await incoming()
    expect(names).toHaveLength(before + 1)
    expect(names.every((name) => /^[0-9a-f-]{36}$/.test(name))).toBe(true)
  })

  test('beyond the ceiling is refused and leaves nothing', async () => {
    const before = await incoming()
    const response = await browser.post('/files', form(200_001))
    expect(response.status).toBe(413)
    expect(await incoming()).toEqual(before)
  })

  test('beside fields that do not fit, or without a token, leaves nothing', async () => {
    const before = await incoming()
    const withMore = form(10)
    withMore.set('colour', 'red')
    expect((await browser.post('/files', withMore)).status).toBe(400)
    expect((await browser.post('/files', form(10, ''))).status).toBe(422)
    const untold = await browser.app.request('http://localhost/files', {
      method: 'POST',
      headers: { host: 'localhost', origin: 'http://localhost' },
      body: form(10),
    })
    expect(untold.status).toBe(403)
    expect(await incoming()).toEqual(before)
  })

  test('is not taken by a form that asks for none', async () => {
    const data = new FormData()
    data.set('name', 'Fay')
    data.set('file', new File(['x'], 'x.csv'))
    expect((await browser.post('/names', data)).status).toBe(400)
    expect(received).not.toContain('Fay')
  })

  test('that breaks off half way is refused and leaves nothing', async () => {
    const before = await incoming()
    const cut =
      '--b\r\nContent-Disposition: form-data; name="_token"\r\n\r\n' +
      (await browser.token()) +
      '\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nhalf a fi'
    const response = await browser.app.request('http://localhost/files', {
      method: 'POST',
      body: cut,
      headers: { host: 'localhost', origin: 'http://localhost', 'content-type': 'multipart/form-data; boundary=b' },
    })
    expect([400, 403]).toContain(response.status)
    expect(await incoming()).toEqual(before)
  })
})

describe('a table', () => {
  test('is taken away as it is shown, harmless to a spreadsheet', async () => {
    const response = await browser.get('/tables?format=csv&table=totals')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="totals\.csv"/)
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(await textOf(response)).toBe(
      "practice,note,billed_pence\r\nA81002,'=cmd(),-250\r\nA81001,,123450\r\nTotal,,123200\r\n",
    )
  })

  test('keeps the order asked for, on the page and in the file', async () => {
    const html = await textOf(await browser.get('/tables?sort=totals.-billed_pence'))
    expect(html.indexOf('A81001')).toBeLessThan(html.indexOf('A81002'))
    expect(html).toContain('aria-sort="descending"')
    const csv = await textOf(await browser.get('/tables?sort=totals.-billed_pence&format=csv&table=totals'))
    expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual(['practice', 'A81001', 'A81002', 'Total', ''])
    expect(html).toContain('/tables?sort=totals.-billed_pence&amp;format=csv&amp;table=totals')
  })

  test('need not be named when the page has only one', async () => {
    const json = (await (await browser.get('/tables?format=json')).json()) as { rows: unknown[] }
    expect(json.rows).toHaveLength(2)
    expect((await browser.get('/tables?format=xlsx')).status).toBe(200)
  })

  test('that the page does not show, in a format that nobody writes, is refused', async () => {
    expect((await browser.get('/tables?format=csv&table=other')).status).toBe(404)
    expect((await browser.get('/tables?format=pdf')).status).toBe(400)
    expect((await browser.get('/letter?format=csv')).status).toBe(200)
  })
})

describe('what was looked at and what went wrong', () => {
  test('a page whose reading is kept writes it to the audit trail, and only when it was shown', async () => {
    await browser.get('/people/1')
    await browser.get('/people/2')
    const { rows } = await sql<{
      subject: string
    }>`SELECT e.subject FROM audit.entry AS e WHERE e.action = 'person.read'`.execute(workbench().ctx.db)
    expect(rows).toEqual([{ subject: '/people/1' }])
  })

  test('a failure is a page with a number and nothing else', async () => {
    const response = await browser.get('/broken')
    const html = await textOf(response)
    expect(response.status).toBe(500)
    expect(html).not.toContain('secret of the house')
    expect(html).toMatch(/<strong>[0-9a-f-]{36}<\/strong>/)
  })

  test('a file to keep is never a page', async () => {
    const { headers } = await browser.get('/letter')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="Stra_e _1_.html"; filename*=UTF-8''Stra%C3%9Fe%20%221%22.html`,
    )
    expect(headers.get('content-security-policy')).toContain('sandbox')
  })

  test('health says whether the database answers', async () => {
    expect(await (await browser.get('/health')).json()).toMatchObject({ status: 'well', database: 'answers' })
  })

  test('the style and script are kept for ever under a name of their own', async () => {
    const html = await textOf(await browser.get('/tables'))
    for (const [, path] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) {
      const response = await browser.get(path!)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toContain('immutable')
    }
  })
})
