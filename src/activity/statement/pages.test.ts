import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#db'
import { billMonth } from '../../../tests/support/billed-month.ts'
import { type TestBrowser, openTestBrowser } from '../../../tests/support/web.ts'
import { openTestWorkbench, useWorkbench } from '../../../tests/support/workbench.ts'
import { routes } from './routes.ts'

const workbench = useWorkbench()
let browser: TestBrowser

beforeAll(async () => {
  const { ctx } = workbench()
  await billMonth(ctx, {
    month: '2007-09',
    lines: [
      { lineId: 'S1', billedPence: 90_00 },
      { lineId: 'S2', provider: 'RBB', billedPence: 7_00 },
    ],
  })
  await billMonth(ctx, {
    month: '2007-10',
    lines: [
      { lineId: 'L/1 é', billedPence: 100_00, pricePence: 60_00 },
      { lineId: 'L2', practice: 'A99002', pod: 'NEL', billedPence: 50_00, pricePence: null },
      ...Array.from({ length: 60 }, (_, at) => ({ lineId: `M${at}`, pod: 'OPFASPCL', billedPence: 1_00 })),
    ],
  })
  await billMonth(ctx, {
    month: '2007-11',
    snapshot: 'flex',
    priced: false,
    lines: [{ lineId: 'N1', billedPence: 5_00 }],
  })
  browser = await openTestBrowser(ctx, routes)
}, 60_000)

async function textOf(path: string, status = 200): Promise<string> {
  const response = await browser.get(path)
  expect(response.status, path).toBe(status)
  return response.text()
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))

describe('the home of a month', () => {
  test('is that of the latest month, with what stops its figures being used first', async () => {
    const html = await textOf('/')
    expect(html).toContain('<title>November 2007')
    expect(html).toContain('Price November 2007')
    expect(html).toContain('locality price --month 2007-11')
    expect(html).toContain('Flex, not final')
  })

  test('of another month has its own address, reached by the picker', async () => {
    const response = await browser.get('/months?month=2007-10')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/months/2007-10'])
    const html = await textOf('/months/2007-10')
    expect(html).toContain('Find out whose patients these are')
    expect(html).toContain('RBB')
  })

  test('gives its tables as files', async () => {
    const csv = parse(await textOf('/months/2007-10?format=csv&table=gaps'), { columns: true }) as Record<
      string,
      string
    >[]
    expect(csv.map((row) => row['what'])).toContain('Nothing received')
  })

  test('without any activity says the first steps', async () => {
    const empty = await openTestWorkbench()
    const response = await (await openTestBrowser(empty.ctx, routes)).get('/')
    const html = await response.text()
    await empty.close()
    expect(response.status).toBe(200)
    for (const words of ['locality import organisations', 'locality import activity', 'locality price'])
      expect(html).toContain(words)
  })
})

describe('the statement page', () => {
  test('every figure of the month and of the year opens its lines in at most two clicks', async () => {
    const figures = linksIn(await textOf('/statements/2007-10?by=practice&ytd=1')).filter((href) =>
      /^\/(lines|statements)\/2007-10\?/.test(href),
    )
    const direct = figures.filter((href) => href.startsWith('/lines/'))
    const years = figures.filter((href) => href.includes('by=month') && href.includes('practice='))
    expect([direct.length > 0, years.length > 0]).toEqual([true, true])
    for (const href of new Set(direct)) expect(await textOf(href)).toContain('<title>Lines')
    for (const href of new Set(years)) {
      const second = linksIn(await textOf(href)).filter((next) => /^\/lines\/2007-\d\d\?practice=/.test(next))
      expect(second.length, href).toBeGreaterThan(0)
      for (const next of new Set(second)) expect(await textOf(next)).toContain('<title>Lines')
    }
  })

  test('gives exactly what it shows as CSV, with whole pence', async () => {
    const rows = parse(await textOf('/statements/2007-10?by=pod&format=csv&table=statement'), {
      columns: true,
    }) as Record<string, string>[]
    expect(rows.map((row) => [row['code'], row['lines'], row['billed_pence'], row['price_pence']])).toEqual([
      ['EL', '1', '10000', '6000'],
      ['OPFASPCL', '60', '6000', '6000'],
      ['NEL', '1', '5000', ''],
      ['Total', '62', '21000', '12000'],
    ])
  })

  test.each([
    '/statements/2007-10?by=cheese',
    '/statements/October',
    '/statements/2007-10?by=pod&mystery=1',
    '/lines/2007-10?page=0',
  ])('a question that cannot be meant is refused: %s', async (path) => {
    expect((await browser.get(path)).status).toBe(400)
  })

  test('a month that is not there says which are', async () => {
    expect(await textOf('/statements/2001-01', 404)).toContain('2007-09, 2007-10, 2007-11')
  })
})

describe('the lines page', () => {
  test('shows worst first, page by page, and gives every line as a file', async () => {
    const html = await textOf('/lines/2007-10')
    expect(html.indexOf('L/1 é')).toBeLessThan(html.indexOf('M1'))
    expect(html).toContain('page=2')
    const rows = parse(await textOf('/lines/2007-10?format=csv&table=lines'), { columns: true }) as Record<
      string,
      string
    >[]
    expect(rows).toHaveLength(62)
    const json = JSON.parse(await textOf('/lines/2007-10?pod=NEL&format=json&table=lines')) as {
      rows: unknown[]
    }
    expect(json.rows).toMatchObject([{ line_id: 'L2', price_pence: null, price_basis: 'no-national-price' }])
  })

  test('is in the journal when its lines are taken away, and not when they are looked at', async () => {
    const pulled = async (): Promise<string[]> => {
      const { db } = workbench().ctx
      const { rows } = await sql<{ subject: string }>`
        SELECT subject FROM audit.entry WHERE action = 'line.pull' ORDER BY seq`.execute(db)
      return rows.map(({ subject }) => subject)
    }
    const before = await pulled()
    await textOf('/lines/2007-10?pod=NEL')
    expect(await pulled()).toEqual(before)
    await textOf('/lines/2007-10?pod=NEL&format=csv')
    expect(await pulled()).toEqual([...before, '/lines/2007-10?pod=NEL&format=csv'])
  })

  test('a form sent with empty fields asks for everything', async () => {
    expect(await textOf('/lines/2007-10?practice=&group=&provider=&pod=&basis=&search=&order=')).toContain(
      'All 62 lines',
    )
  })

  test('the line opens with its working, whatever its id is written with', async () => {
    const link = linksIn(await textOf('/lines/2007-10')).find((href) => href.startsWith('/lines/2007-10/RAA/L'))!
    const html = await textOf(link)
    expect(html).toContain('Line L/1 é')
    expect(html).toContain('How the price was made')
    expect(html).toContain('Billed £40.00 more than our price.')
  })

  test('no page holds a patient', async () => {
    for (const path of ['/lines/2007-10', '/lines/2007-10/RAA/L2', '/months/2007-10', '/statements/2007-10'])
      expect(await textOf(path), path).not.toContain('4000000')
  })
})
