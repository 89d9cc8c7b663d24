import { gzipSync } from 'node:zlib'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { type Scope, practicesOnly, toFinancialYear, toMonth, toPlainDate, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { addPrescribers, epdFile, epdRow } from '../../../tests/support/prescribing-files.ts'
import { sharedFolder } from '../../../tests/support/shared-folder.ts'
import { saidInTerminal } from '../../../tests/support/said-in-terminal.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { checks } from './checks.view.ts'
import { commands } from './commands.ts'
import { importPrescribing } from './imports/import-prescribing.command.ts'
import { findPrescribingImport, listPrescribingImports } from './imports/import-list.view.ts'
import { withdrawPrescribing } from './imports/withdraw-prescribing.command.ts'
import { prescribingForecast } from './forecast/forecast.view.ts'
import {
  commissionerChapters,
  groupChapters,
  monthsPrescribed,
  practiceChapters,
  prescribingSpend,
} from './spend/spend.view.ts'
import { presentations, substances } from './spend/substances.view.ts'
import { tableOfMonth } from './showing/month-table.view.ts'

const workbench = useWorkbench({ now: new Date('2018-03-01T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
const october = toMonth('2007-10')
const commissioner = 'C01'
const shared = sharedFolder()
const sample = (name: string): string => join(shared!, 'data', 'prescribing', name)

let serial = 0
async function put(text: string | Buffer, name = `epd-${(serial += 1)}.csv`): Promise<{ path: string; name: string }> {
  await mkdir(join(workbench().data, 'sent'), { recursive: true })
  const path = join(workbench().data, 'sent', name)
  await writeFile(path, text)
  return { path, name }
}

const take = async (text: string | Buffer, more: Partial<Parameters<typeof importPrescribing>[1]> = {}) =>
  importPrescribing(ctx(), { files: [await put(text)], commissioner, ...more })

async function taken(text: string | Buffer, more: Partial<Parameters<typeof importPrescribing>[1]> = {}) {
  const result = await take(text, more)
  if (!result.ok) throw new Error(result.message)
  return result.value.taken[0]!
}

const handed = (scope: Partial<Scope>): Ctx =>
  ctx().handTo({
    actor: { name: 'Somebody', userId: 'p-1' },
    scope: { ...wholeCommissioner, permissions: ['budget.read'], personId: 'p-1', ...scope },
  })

const practices = ['B85010', 'B85054', 'L84018', 'L84073']

beforeAll(async () => addPrescribers(ctx(), workbench().data, [...practices, 'P90001', 'P90002']), 60_000)

describe.skipIf(shared === undefined)('the published months (skipped where the folder of real files is absent)', () => {
  test('are taken in to the last row, and cost to the penny what is known of them', async () => {
    const files = ['epd_201709_sample.csv', 'epd_201710_sample.csv'].map((name) => ({ path: sample(name), name }))
    const result = await importPrescribing(ctx(), { files, commissioner })
    expect(result).toMatchObject({ ok: true })
    const [first, second] = result.ok ? result.value.taken : []
    expect(first).toMatchObject({
      month: '2017-09',
      nicPounds: '352697.84',
      nicPence: 352_697_84,
      actualPounds: '328908.73007',
    })
    expect(first!.counts).toMatchObject({ read: 10_027, taken: 10_027, left: 0, rejected: 0, practices: 4 })
    expect(second).toMatchObject({
      month: '2017-10',
      nicPounds: '372543.43',
      nicPence: 372_543_43,
      actualPounds: '347057.33594',
    })
    expect(second!.counts).toMatchObject({ read: 10_223, taken: 10_223 })
  })

  test('foot from substance to chapter to practice to commissioner, and presentations to their substance', async () => {
    const month = toMonth('2017-10')
    const asked = { commissioner, month }
    const [byPractice, whole, spend] = await Promise.all([
      practiceChapters(ctx(), asked),
      commissionerChapters(ctx(), asked),
      prescribingSpend(ctx(), { commissioner, months: [month] }),
    ])
    const sum = (rows: readonly { actualCostPence: number }[]) =>
      rows.reduce((all, row) => all + row.actualCostPence, 0)
    expect(sum(byPractice)).toBe(sum(spend))
    expect(sum(whole)).toBe(sum(spend))
    for (const practice of practices) {
      const own = await substances(ctx(), { ...asked, practices: [practice] })
      expect(sum(own)).toBe(sum(byPractice.filter((row) => row.practice === practice)))
      const dearest = own.toSorted((a, b) => b.actualCostPence - a.actualCostPence)[0]!
      expect(sum(await presentations(ctx(), { ...asked, practice }, dearest))).toBe(dearest.actualCostPence)
    }
    const all = await substances(ctx(), { ...asked, practices })
    expect(sum(all)).toBe(sum(spend))
  })

  test('are each practice’s exact sum, rounded once', async () => {
    const rows = (await readFile(sample('epd_201709_sample.csv'), 'utf8')).split('\r\n').slice(1, -1)
    const exact = new Map<string, bigint>()
    for (const row of rows) {
      const cells = row.split(',')
      const [pounds, part = ''] = cells.at(-2)!.split('.')
      const practice = practices.find((code) => cells.includes(code))!
      exact.set(practice, (exact.get(practice) ?? 0n) + BigInt(pounds! + part.padEnd(5, '0')))
    }
    const spend = await prescribingSpend(ctx(), { commissioner, months: [toMonth('2017-09')] })
    expect(spend.map((one) => [one.practice, one.actualCostPence])).toEqual(
      practices.map((code) => [code, Number((exact.get(code)! + 500n) / 1000n)]),
    )
  })
})

describe('a month', () => {
  test('keeps the rows of practices that belonged to the commissioner in it, and says how many it left', async () => {
    const rows = [
      epdRow({ practice: 'P90001' }),
      epdRow({ practice: 'P90002', nic: '0.335', actual: '0.336' }),
      epdRow({ practice: 'P90002', bnf: '0407010H0AAAMAM', nic: '0.335', actual: '0.336' }),
      epdRow({ practice: 'P90002', bnf: '23963059709', nic: '0.33', actual: '0.328' }),
      epdRow({ practice: 'P90009' }),
      epdRow({ practice: 'Y00001' }),
      epdRow({ practice: 'P90008' }),
      epdRow({ practice: '-', mark: 'Y' }),
    ]
    const month = await taken(epdFile(rows))
    expect(month.counts).toEqual({
      read: 8,
      taken: 4,
      left: 3,
      unidentified: 1,
      rejected: 0,
      practices: 2,
      practicesLeft: 3,
    })
    const chapters = await practiceChapters(ctx(), { commissioner, month: october })
    expect(chapters.map((row) => [row.practice, row.chapter, row.nicPence, row.actualCostPence])).toEqual([
      ['P90001', '02', 1234, 1150],
      ['P90002', '02', 34, 34],
      ['P90002', '04', 33, 33],
      ['P90002', '23', 33, 33],
    ])
  })

  test('is recognised when it is sent again, whatever it is called, and packed months are read too', async () => {
    const text = epdFile([epdRow({ month: '2007_05' }), epdRow({ month: '2007_05', practice: 'P90002' })])
    await taken(gzipSync(text))
    expect(await take(gzipSync(text))).toMatchObject({ ok: false, code: 'already-imported' })
  })

  test('is replaced by a later file, which may be taken back', async () => {
    const month = toMonth('2007-06')
    const spent = async () =>
      (await prescribingSpend(ctx(), { commissioner, months: [month] })).map((one) => one.nicPence)
    const first = await taken(epdFile([epdRow({ month: '200706', nic: '1.00' })]))
    const second = await taken(epdFile([epdRow({ month: '200706', nic: '2.00' })]))
    expect([second.replaced, await spent()]).toEqual([first.importNo, [200]])
    expect(await withdrawPrescribing(ctx(), { importNo: second.importNo, reason: 'The wrong file' })).toMatchObject({
      ok: true,
    })
    expect(await spent()).toEqual([100])
    expect(await withdrawPrescribing(ctx(), { importNo: second.importNo })).toMatchObject({ code: 'already-withdrawn' })
    expect(await findPrescribingImport(ctx(), second.importNo)).toMatchObject({
      state: 'withdrawn',
      reason: 'The wrong file',
    })
    expect(await monthsPrescribed(ctx(), { commissioner })).toContain(month)
  })

  test('may keep all practices, and counts only the commissioner’s own', async () => {
    const rows = [epdRow({ month: '200704' }), epdRow({ month: '200704', practice: 'P90009' })]
    const month = await taken(epdFile(rows), { keepAll: true })
    expect(month.counts).toMatchObject({ taken: 2, left: 0, practices: 2 })
    const spend = await prescribingSpend(ctx(), { commissioner, months: [toMonth('2007-04')] })
    expect(spend.map(({ practice }) => practice)).toEqual(['P90001'])
  })
})

describe('a file that is not as it should be', () => {
  const refusedWith = async (text: string | Buffer, code: string, words: string, more = {}) => {
    const before = await sql<{ count: number }>`SELECT count(*)::int AS count FROM prescribing.month_taken`.execute(
      ctx().db,
    )
    const result = await take(text, more)
    expect(result).toMatchObject({ ok: false, code })
    expect(result.ok ? '' : result.message).toContain(words)
    const after = await sql<{ count: number }>`SELECT count(*)::int AS count FROM prescribing.month_taken`.execute(
      ctx().db,
    )
    expect(after.rows).toEqual(before.rows)
  }
  const good = epdRow({ month: '200708' })

  test('is refused with what to do, and nothing of it counts', async () => {
    await refusedWith('', 'empty', 'empty')
    await refusedWith(
      epdFile([good]).replace('ACTUAL_COST', 'COST'),
      'wrong-header',
      'lacks ACTUAL_COST and has “COST”',
    )
    await refusedWith(epdFile([]), 'empty', 'no row below the header')
    await refusedWith(Buffer.from(epdFile([good]), 'utf16le'), 'unreadable', 'UTF-8')
    await refusedWith(epdFile([good]).replace('\r\n', '\r\r\n'), 'unreadable', 'as it was published')
    await refusedWith(Buffer.from('504b0304aabbccdd', 'hex'), 'unreadable', 'or unpack it and send the CSV')
    const packed = gzipSync(
      epdFile(Array.from({ length: 500 }, (_, at) => epdRow({ month: '200708', nic: `${at}.17` }))),
    )
    await refusedWith(packed.subarray(0, packed.length - 300), 'unreadable', 'cut short')
    await refusedWith(epdFile([epdRow({ month: '201803' })]), 'month-not-over', 'not over yet')
    await refusedWith(epdFile([good]), 'other-month', 'is of August 2007, and May 2007 was asked for', {
      month: toMonth('2007-05'),
    })
    await refusedWith(epdFile([epdRow({ month: '200708', practice: 'Y00001' })]), 'no-rows', 'none of its 1 rows')
  })

  test('has each bad row named by its place, column and value; the good ones are taken where a part is asked for', async () => {
    const rows = [
      good,
      epdRow({ month: '200708', items: -3 }),
      epdRow({ month: '200708', nic: '1e3' }),
      '200708,too,few',
      epdRow({ month: '200708', actual: '1.123456789' }),
      epdRow({ month: '200707' }),
      epdRow({ month: '200708', bnf: '212000B0AAABAB' }),
      epdRow({ month: '200708', practice: 'Y00001', nic: 'whatever' }),
      epdRow({ month: '200708', mark: '' }),
      epdRow({ month: '200708', name: '=HYPERLINK(1)', bnf: '0212000B0AAABAB', items: 'many' }),
      epdRow({ month: '200708', nic: '-4.20', actual: '-4.00' }),
    ]
    const text = epdFile(rows)
    const result = await take(text)
    expect(result).toMatchObject({ ok: false, code: 'rejects' })
    const [seen] = await listPrescribingImports(ctx())
    const rejects = (
      await readFile(join(workbench().data, 'rejects', `prescribing-${seen!.importNo}.csv`), 'utf8')
    ).split('\r\n')
    expect(rejects.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
      'row column value',
      `3 ITEMS '-3`,
      '4 NIC 1e3',
      '5  "200708',
      '6 ACTUAL_COST 1.123456789',
      '7 YEAR_MONTH 200707',
      '8 BNF_CODE 212000B0AAABAB',
      '10 UNIDENTIFIED ',
      '11 ITEMS many',
      '',
    ])
    const part = await taken(text, { acceptPartial: true })
    expect(part.counts).toMatchObject({ read: 11, taken: 2, left: 1, rejected: 8 })
    expect(part.nicPounds).toBe('8.14')
  })

  test('with a row in another encoding names the row', async () => {
    const bytes = Buffer.concat([
      Buffer.from(epdFile([good])),
      Buffer.from(`${epdRow({ month: '200708', name: 'Caf' })}`),
      Buffer.from('\r\n'),
    ])
    const text = Buffer.from(bytes.toString('latin1').replace('Caf', 'Caf\u00e9'), 'latin1')
    const result = await take(text)
    expect(result.ok ? '' : result.message).toContain('Row 3 of the file is not text in UTF-8')
  })

  test('leaves nothing behind: no staging, no file that is not registered', async () => {
    expect(
      (await readdir(join(workbench().data, 'lake', 'staging'))).filter((name) => name.startsWith('prescribing')),
    ).toEqual([])
    const { rows } = await sql<{ path: string }>`SELECT path FROM prescribing.lake_file`.execute(ctx().db)
    const found: string[] = []
    for (const month of await readdir(join(workbench().data, 'lake', 'prescribing')))
      for (const name of await readdir(join(workbench().data, 'lake', 'prescribing', month)))
        found.push(`prescribing/${month}/${name}`)
    expect(found.toSorted()).toEqual(rows.map(({ path }) => path).toSorted())
  })
})

describe('who sees what', () => {
  const asked = { commissioner, month: october }

  test('a practice sees its own rows, and the sums of its group and commissioner', async () => {
    const practice = handed({ practices: practicesOnly(['P90002']) })
    expect((await practiceChapters(practice, asked)).map((row) => row.practice)).toEqual(['P90002', 'P90002', 'P90002'])
    expect(await commissionerChapters(practice, asked)).toEqual(await commissionerChapters(ctx(), asked))
    expect(await groupChapters(practice, { ...asked, group: 'G2' })).toEqual(
      await groupChapters(ctx(), { ...asked, group: 'G2' }),
    )
    expect(await groupChapters(practice, { ...asked, group: 'G1' })).toEqual([])
    const { rows } = await sql<{ practice: string }>`SELECT DISTINCT practice FROM prescribing.spend`.execute(
      practice.db,
    )
    expect(rows).toEqual([{ practice: 'P90002' }])
    expect(await substances(practice, { ...asked, practices: ['P90001', 'P90002'] })).toHaveLength(3)
    expect(await listPrescribingImports(practice)).toEqual([])
  })

  test('another commissioner and its practices see nothing of it, nor does a provider', async () => {
    for (const who of [
      handed({ commissioners: ['C02'] }),
      handed({ practices: practicesOnly(['P90009']) }),
      handed({ providers: ['RAA'] }),
      handed({ permissions: [] }),
    ]) {
      expect(await monthsPrescribed(who, { commissioner })).toEqual([])
      expect(await commissionerChapters(who, asked)).toEqual([])
      expect(await prescribingSpend(who, { commissioner, months: [october] })).toEqual([])
      expect(await substances(who, { ...asked, practices: ['P90001'] })).toEqual([])
    }
  })

  test('nothing of it can be changed, whoever asks, and files are taken in by the product alone', async () => {
    await expect(sql`UPDATE prescribing.spend SET items = 1`.execute(ctx().db)).rejects.toThrow()
    const lead = handed({
      commissioners: ['C01'],
      permissions: ['budget.read', 'prescribing.import', 'activity.read-imports'],
    })
    await expect(
      sql`INSERT INTO prescribing.spend VALUES (1, 'P90001', '01', 'C01', 1, 1, 1)`.execute(lead.db),
    ).rejects.toThrow(/policy/)
    const [latest] = await listPrescribingImports(lead)
    expect(latest).toBeDefined()
    const elsewhere = handed({ commissioners: ['C02'], permissions: ['budget.read', 'prescribing.import'] })
    expect(await withdrawPrescribing(elsewhere, { importNo: latest!.importNo })).toMatchObject({ code: 'no-import' })
  })
})

test('each file taken, refused or taken back is in the journal, once and by name', async () => {
  const { rows } = await sql<{ action: string; subject: string; actor: string }>`
    SELECT e.action, e.subject, e.actor FROM audit.entry AS e WHERE e.action LIKE 'prescribing.%' ORDER BY e.seq`.execute(
    ctx().db,
  )
  const imports = await listPrescribingImports(ctx())
  const of = (action: string) => rows.filter((row) => row.action === action).map(({ subject }) => subject)
  const named = (states: readonly string[]) =>
    imports
      .filter(({ state }) => states.includes(state))
      .map(({ importNo }) => `prescribing import ${importNo}`)
      .toReversed()
  expect(of('prescribing.import')).toEqual(named(['accepted', 'withdrawn']))
  expect(of('prescribing.refuse')).toEqual(named(['refused']))
  expect(of('prescribing.withdraw')).toEqual(named(['withdrawn']))
  expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(['a tester']))
})

describe('what is said', () => {
  const command = (name: string) => commands.find((one) => one.name === name)!

  test('at the command line: the month by practice, substance and in JSON, and what is not there', async () => {
    const { out } = await saidInTerminal(command('prescribing'), ctx(), {
      month: '2007-10',
      commissioner,
      format: 'csv',
    })
    expect(out).toContain('P90002,Practice 6,South Group,30,100,100,3')
    const missing = await saidInTerminal(command('prescribing'), ctx(), { month: '2011-10', commissioner })
    expect([missing.code, missing.error]).toEqual([3, expect.stringContaining('no prescribing of October 2011')])
    const imports = await saidInTerminal(command('prescribing imports'), ctx(), {})
    expect(imports.out).toContain('Withdrawn')
  })

  test('of one practice alone, down to a paragraph', async () => {
    const table = await tableOfMonth(ctx(), { month: october, by: 'paragraph', practice: 'P90002', commissioner })
    expect(table.ok && table.value.rows.map((row) => [row['code'], row['nic_pence']])).toEqual([
      ['021200', 34],
      ['040701', 33],
      ['239630', 33],
    ])
  })

  test('of the year: what is here, what is late, and what it will come to', async () => {
    const forecast = await prescribingForecast(ctx(), {
      commissioner,
      year: toFinancialYear('2007/08'),
      today: toPlainDate('2008-01-20'),
    })
    expect(forecast!.arrival).toMatchObject({
      awaited: ['2007-11', '2007-12'],
      ahead: ['2008-01', '2008-02', '2008-03'],
    })
    expect(forecast!.arrival.late).toContain('2007-09')
    expect(forecast!.method).toBe('dispensing-days')
  })

  test('by verify: the files are whole, and add up', async () => {
    for (const check of checks) expect(await check.run(ctx()), check.name).toEqual([])
  })
})
