import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Result, type Scope, practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { loadLocalPrices } from '../../pricing/loading/load-local-prices.command.ts'
import { checks } from '../checks.view.ts'
import { lines } from '../lines/lines.view.ts'
import { dimensions } from '../shape/dimension.ts'
import type { StatementQuestion } from './statement-table.ts'
import { statement } from './statement.view.ts'

const workbench = useWorkbench()
const october = toMonth('2007-10')
const november = toMonth('2007-11')

type Take = (ctx: Ctx, given: { file: string; name: string }) => Promise<Result<unknown, string>>

async function importFile(take: Take, name: string, text: string): Promise<void> {
  const file = join(workbench().data, name)
  await writeFile(file, text)
  const taken = await take(workbench().ctx, { file, name })
  if (!taken.ok) throw new Error(taken.message)
}

const organisations = `code,name,kind,open_date,close_date,postcode
G1,North,group,2005-04-01,,
G2,South,group,2005-04-01,,
A99001,First Practice,practice,1990-04-01,,
A99002,Second Practice,practice,1990-04-01,,
A99003,Third Practice,practice,1990-04-01,,
RAA,Invented Hospital,provider,1994-04-01,,
RBB,Other Hospital,provider,1994-04-01,,
`

/** The second practice changes group on 1 October 2007; the third is in none. */
const memberships = `member,parent,from,to
A99001,G1,2005-04-01,
A99002,G1,2005-04-01,2007-10-01
A99002,G2,2007-10-01,
`

beforeAll(async () => {
  await importFile(importOrganisations, 'organisations.csv', organisations)
  await importFile(importMemberships, 'memberships.csv', memberships)
  const { ctx } = workbench()
  await billMonth(ctx, {
    month: '2007-09',
    lines: [
      { lineId: 'S1', practice: 'A99002', billedPence: 100_00, pricePence: 90_00 },
      { lineId: 'S2', practice: 'A99001', billedPence: 50_00, pricePence: 50_00 },
    ],
  })
  await billMonth(ctx, {
    month: '2007-10',
    snapshot: 'flex',
    lines: [
      { lineId: 'O1', provider: 'RAA', billedPence: 999_00 },
      { lineId: 'O9', provider: 'RBB', practice: 'A99003', pod: 'AE', billedPence: 33_00, pricePence: null },
    ],
  })
  await billMonth(ctx, {
    month: '2007-10',
    lines: [
      { lineId: 'O1', billedPence: 200_00, pricePence: 150_01 },
      { lineId: 'O2', practice: 'A99002', pod: 'NEL', billedPence: 70_00, pricePence: 80_00 },
      { lineId: 'O3', practice: null, pod: 'DC', billedPence: 10_00, pricePence: 9_99 },
      { lineId: 'O4', practice: 'V81999', pod: 'DC', billedPence: 11_00, pricePence: 11_00 },
      {
        lineId: 'O5',
        practice: 'A99001',
        pod: 'COMM',
        billedPence: 5_00,
        pricePence: null,
        basis: 'no-local-price',
      },
      { lineId: 'O6', practice: 'A99001', pod: 'OPPROC', billedPence: null, pricePence: 7_00 },
    ],
  })
  await billMonth(ctx, { month: '2007-11', priced: false, lines: [{ lineId: 'N1', billedPence: 60_00 }] })
}, 60_000)

async function rowsOf(
  question: Partial<StatementQuestion>,
  ctx: Ctx = workbench().ctx,
): Promise<Record<string, unknown[]>> {
  const table = await tableOf(question, ctx)
  const rows = [...table.rows, table.totals!]
  return Object.fromEntries(
    rows.map((row) => [
      row.code ?? '(none)',
      [row.lines, row.billed_pence, row.price_pence, row.difference_pence, row.unpriced_lines],
    ]),
  )
}

async function tableOf(question: Partial<StatementQuestion>, ctx: Ctx = workbench().ctx) {
  const found = await statement(ctx, { month: october, by: 'practice', ...question })
  if (!found.ok) throw new Error(found.message)
  return found.value
}

describe('a statement', () => {
  test('shows each practice, worst first, and what carries no practice as a row of its own', async () => {
    const table = await tableOf({})
    expect(table.rows.map((row) => [row.code, row.name])).toEqual([
      ['A99001', 'First Practice'],
      [null, 'No practice given'],
      ['V81999', 'Practice not known'],
      ['A99002', 'Second Practice'],
      ['A99003', 'Third Practice'],
    ])
    expect(table.rows.map((row) => row.difference_pence)).toEqual([49_99, 1, 0, -10_00, null])
  })

  test('counts freeze for who has sent it and flex for who has not, and says so', async () => {
    expect(await rowsOf({ by: 'provider' })).toEqual({
      RAA: [6, 296_00, 258_00, 40_00, 1],
      RBB: [1, 33_00, null, null, 1],
      Total: [7, 329_00, 258_00, 40_00, 2],
    })
    expect((await tableOf({})).notes?.[0]).toBe(
      'October 2007: freeze for 1 provider; flex, which freeze will replace, for 1 provider (RBB).',
    )
  })

  test('puts a practice in its group of the first day of the month', async () => {
    expect(await rowsOf({ by: 'group' })).toMatchObject({
      G1: [3, 205_00, 157_01, 49_99, 1],
      G2: [1, 70_00, 80_00, -10_00, 0],
      '(none)': [3, 54_00, 20_99, 1, 1],
    })
  })

  test.each(dimensions)('by %s has the same total, which is that of the lines to the penny', async (by) => {
    const found = await lines(workbench().ctx, { month: october })
    if (!found.ok) throw new Error(found.message)
    const sum = (key: 'billed_pence' | 'price_pence' | 'difference_pence'): number =>
      found.value.table.rows.reduce((total, row) => total + Number(row[key] ?? 0), 0)
    const { Total, ...rows } = await rowsOf({ by })
    expect(by === 'month' ? rows['2007-10'] : Total).toEqual([
      7,
      sum('billed_pence'),
      sum('price_pence'),
      sum('difference_pence'),
      2,
    ])
  })

  test('holds the year to date by the groups of each month', async () => {
    const table = await tableOf({ by: 'group', yearToDate: true })
    const year = Object.fromEntries(
      [...table.rows, table.totals!].map((row) => [row.code ?? '(none)', row.ytd_billed_pence]),
    )
    expect(year).toEqual({ G1: 355_00, G2: 70_00, '(none)': 54_00, Total: 479_00 })
    expect(
      table.notes?.some((note) =>
        note.startsWith('Year to date: April 2007 to October 2007; nothing imported for April 2007'),
      ),
    ).toBe(true)
  })

  test('narrowed to a group leaves out the months in which the practice was elsewhere', async () => {
    const table = await tableOf({ by: 'practice', yearToDate: true, filters: { group: 'G1' } })
    expect(table.rows.map((row) => [row.code, row.billed_pence, row.ytd_billed_pence])).toEqual([
      ['A99001', 205_00, 255_00],
      ['A99002', 0, 100_00],
    ])
  })

  test('narrowed to nothing at all is empty and foots', async () => {
    expect(await rowsOf({ filters: { practice: 'NOBODY' } })).toEqual({ Total: [0, 0, null, null, 0] })
  })

  test('of a month nobody has priced has no price and names the command', async () => {
    const table = await tableOf({ month: november })
    expect(table.totals).toMatchObject({
      billed_pence: 60_00,
      price_pence: null,
      difference_pence: null,
      unpriced_lines: 1,
    })
    expect(table.warnings).toEqual([
      'November 2007 has not been priced: 1 line billed at £60.00 has no price yet. Run “locality price --month 2007-11”.',
    ])
  })

  test('of a month that is not there is refused with the months that are', async () => {
    const found = await statement(workbench().ctx, { month: toMonth('2009-01'), by: 'pod' })
    expect(found).toMatchObject({ ok: false, code: 'no-month' })
    expect(!found.ok && found.message).toContain('2007-09, 2007-10, 2007-11')
  })

  test('shows no more than the asker may see, whatever is asked', async () => {
    const seen = (scope: Partial<Scope>): Ctx => ({
      ...workbench().ctx,
      scope: { ...wholeCommissioner, ...scope },
    })
    expect(Object.keys(await rowsOf({}, seen({ practices: practicesOnly(['A99002']) })))).toEqual(['A99002', 'Total'])
    expect(
      Object.keys(await rowsOf({ filters: { practice: 'A99001' } }, seen({ practices: practicesOnly(['A99002']) }))),
    ).toEqual(['Total'])
    const other = await tableOf({ by: 'provider' }, seen({ providers: ['RBB'] }))
    expect(other.rows.map((row) => row.code)).toEqual(['RBB'])
    expect(other.notes?.join(' ')).not.toContain('RAA')
  })

  test('says when prices were agreed after the month was priced, and only for the months they touch', async () => {
    const nextDay = new Date(workbench().ctx.clock.now().getTime() + 86_400_000)
    await importFile(
      (ctx, given) => loadLocalPrices({ ...ctx, clock: { now: () => nextDay } }, given),
      'agreed.csv',
      'provider,service,price,from,to\nRAA,COMM,12.50,2007-10-15,2008-03-31\n',
    )
    const outdated = (month: Month): Promise<string[]> =>
      tableOf({ month }).then(({ warnings }) => warnings.filter((warning) => warning.includes('agreed prices')))
    expect(await outdated(toMonth('2007-09'))).toEqual([])
    expect(await outdated(october)).toEqual([
      'October 2007 was priced before the newest price lists or agreed prices were loaded. Run “locality price --month 2007-10” to price it again.',
    ])
  })

  test('is held to its lines by the check of the stores, which can fail', async () => {
    const { ctx } = workbench()
    expect(await checks[0]!.run(ctx)).toEqual([])
    const { importNo } = await billMonth(ctx, {
      month: '2008-01',
      lines: [{ lineId: 'J1', billedPence: 5_00 }],
    })
    const spoilt = `${ctx.lake.folder}/rollups/2008-01/${importNo}-1.parquet`
    await ctx.lake.build((builder) =>
      builder.run(
        `COPY (SELECT * REPLACE (billed_pence + 1 AS billed_pence) FROM read_parquet('${spoilt}')) TO '${spoilt}.new' (FORMAT parquet)`,
      ),
    )
    await rename(`${spoilt}.new`, spoilt)
    expect((await checks[0]!.run(ctx))[0]).toBe(
      'The statement of January 2008 by practice has 501 pence billed; its lines have 500. Price the month again.',
    )
  })
})
