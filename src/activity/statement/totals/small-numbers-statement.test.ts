import type { Ctx } from '#platform'
import { type SmallNumbers, cellOf, roles, toMonth } from '#shared'
import { parse } from 'csv-parse/sync'
import readWorkbook from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { saidInTerminal } from '../../../../tests/support/said-in-terminal.ts'
import { type TestBrowser, openTestBrowser } from '../../../../tests/support/web.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { routes } from '../routes.ts'
import { statementCommand } from './statement.cli.ts'
import { statement } from './statement.view.ts'

const workbench = useWorkbench()
let browser: TestBrowser

const seenAs = (smallNumbers: SmallNumbers): Ctx => {
  const { ctx } = workbench()
  const own = roles.find(({ name }) => name === 'executive-member')!.permissions
  const permissions: Ctx['scope']['permissions'] = [...own, 'month.read']
  return { ...ctx, scope: { ...ctx.scope, smallNumbers, permissions } }
}

/** Three lines of one practice are the dearest, so worst first would put it on top. */
const linesOf = (practice: string, count: number, pence: number, pod = 'EL') =>
  Array.from({ length: count }, (_, at) => ({
    lineId: `${practice}${pod}${at}`,
    practice,
    pod,
    billedPence: pence,
    pricePence: Math.round(pence * 0.9),
  }))

beforeAll(async () => {
  const { ctx } = workbench()
  await billMonth(ctx, {
    month: '2007-10',
    lines: [
      ...linesOf('A99001', 14, 1_234_56),
      ...linesOf('A99002', 3, 98_765_43),
      ...linesOf('A99003', 21, 77_77, 'NEL'),
    ],
  })
  await billMonth(ctx, { month: '2007-11', priced: false, lines: linesOf('A99001', 12, 4_321_09) })
  browser = await openTestBrowser(seenAs('hes'), routes)
}, 60_000)

const pageText = async (path: string, status = 200): Promise<string> => {
  const response = await browser.get(path)
  expect(response.status, path).toBe(status)
  return response.text()
}

const address = '/statements/2007-10?by=practice'
const lines = ['15', '*', '20', '40']

describe('a statement for whoever may not see small numbers', () => {
  test('is the same in the page, CSV, JSON and the workbook, which all say the mode', async () => {
    const html = await pageText(address)
    const file = (format: string) => browser.get(`${address}&format=${format}&table=statement`)
    const csv = parse(await (await file('csv')).text(), { columns: true }) as Record<string, string>[]
    const json = (await (await file('json')).json()) as {
      rows: { lines: unknown }[]
      small_numbers: string
      notes: string[]
    }
    const sheets = await readWorkbook(Buffer.from(await (await file('xlsx')).arrayBuffer()))
    expect(csv.map((row) => row['lines'])).toEqual(lines)
    expect(json.rows.map((row) => String(row.lines))).toEqual(lines.slice(0, 3))
    expect(sheets[0]!.data.slice(1).map((row) => String(row[2]))).toEqual(lines)
    expect(new Set(csv.map((row) => row['small_numbers']))).toEqual(new Set(['hes']))
    expect([json.small_numbers, json.notes.some((note) => note.includes('mode hes'))]).toEqual(['hes', true])
    expect(JSON.stringify(sheets[1]!.data)).toContain('mode hes')
    expect(html).toContain('mode hes')
    expect(html).toContain('held back')
  })

  test('has no exact sum, no link to lines, and its rows by code', async () => {
    const html = await pageText(address)
    for (const exact of ['296,296', '98,765', '17,283', '1,633', '/lines/']) expect(html).not.toContain(exact)
    expect(html.indexOf('A99001')).toBeLessThan(html.indexOf('A99002'))
    expect(html).not.toContain('No price: lines')
  })

  test('sorts by what is shown and not by what is held back', async () => {
    const csv = await pageText(`${address}&sort=statement.-billed_pence&format=csv&table=statement`)
    expect((parse(csv, { columns: true }) as { code: string }[]).map(({ code }) => code)).toEqual([
      'A99001',
      'A99003',
      'A99002',
      'Total',
    ])
  })

  test.each(['2007-11?by=practice', '2007-11?by=month', '2007-11?by=pod&ytd=1'])(
    'says that lines wait for a price and not how many: %s',
    async (of) => {
      const html = await pageText(`/statements/${of}`)
      expect(html).toContain('November 2007 has not been priced')
      for (const exact of ['12 lines', '51,853', '4,321']) expect(html).not.toContain(exact)
    },
  )

  test.each(['practice=A99002', 'provider=RAA', 'pod=EL', 'group=none'])(
    'cannot be narrowed: %s is refused with the reason',
    async (filter) => {
      const html = await pageText(`/statements/2007-10?by=month&${filter}`, 403)
      expect(html).toContain('While small numbers are held back')
      expect(html).not.toContain('A99001')
    },
  )

  test('takes the place of the month’s home, which tells exact figures in its words', async () => {
    for (const path of ['/', '/months/2007-10']) {
      const response = await browser.get(path)
      expect([response.status, response.headers.get('location')?.startsWith('/statements/2007-1')]).toEqual([303, true])
    }
  })

  test('is held back for the asker whatever the question says', async () => {
    const found = await statement(seenAs('hes'), { month: toMonth('2007-10'), by: 'practice', smallNumbers: 'shown' })
    expect(found.ok && found.value.rows.map((row) => cellOf(row, 'lines'))).toEqual([15, '*', 20])
  })

  test('by group knows its practices, by practice its group', async () => {
    for (const by of ['group', 'practice'] as const) {
      const found = await statement(seenAs('strict'), { month: toMonth('2007-10'), by })
      expect(found.ok && found.value.heldBack).toBe('strict')
    }
  })
})

describe('the command', () => {
  const typed = (input: Record<string, unknown>) =>
    saidInTerminal(statementCommand, workbench().ctx, { month: '2007-10', by: 'practice', format: 'csv', ...input })

  test('shows everything to the operator, and holds back for publication when asked to', async () => {
    const read = (text: string): string[] =>
      (parse(text, { columns: true }) as { lines: string }[]).map((row) => row.lines)
    expect(read((await typed({})).out)).toEqual(['3', '14', '21', '38'])
    expect(read((await typed({ smallNumbers: 'hes' })).out)).toEqual(lines)
    expect(read((await typed({ smallNumbers: 'strict' })).out)).toEqual(['*', '*', '21', '38'])
  })

  test('refuses to narrow what is to be published', async () => {
    const { code, out, error } = await typed({ smallNumbers: 'hes', practice: 'A99002' })
    expect([code, out]).toEqual([3, ''])
    expect(error).toContain('cannot be narrowed')
  })
})
