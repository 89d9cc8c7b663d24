import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toPlainDate } from '#shared'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { type TestWorkbench, openTestWorkbench } from '../../../tests/support/workbench.ts'
import {
  type FileToImport,
  type ImportResult,
  findOrganisation,
  groupsAsAt,
  importListSizes,
  importMemberships,
  importNetworks,
  importOrganisations,
  importPractices,
  organisationNames,
} from '../index.ts'
import { allLayouts } from '../reading/layouts.ts'

let folder: string
let bench: TestWorkbench
let made = 0
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'organisations-'))))
afterAll(() => rm(folder, { recursive: true }))

async function file(content: string | Uint8Array, options: Partial<FileToImport> = {}): Promise<FileToImport> {
  const path = join(folder, `${made++}.csv`)
  await writeFile(path, content)
  return { file: path, name: 'sent.csv', ...options }
}

const organisations = `code,name,kind,open_date,close_date,postcode
5XX,Northshire,commissioner,2006-10-01,,
G1,East group,group,2006-04-01,,
G2,West group,group,2006-04-01,,
P1,Mill Lane Surgery,practice,1974-04-01,,NX1 1AA
P2,Station Road Surgery,practice,1974-04-01,2009-03-31,NX1 2AA
R11,Northshire Hospitals,provider,,,
`

async function known(): Promise<void> {
  const result = await importOrganisations(bench.ctx, await file(organisations))
  if (!result.ok) throw new Error(result.message)
}

const members = async (text: string, options: Partial<FileToImport> = {}): Promise<ImportResult> =>
  importMemberships(bench.ctx, await file(`member,parent,from,to\n${text}`, options))

const groupOf = async (practice: string, day: string) =>
  (await groupsAsAt(bench.ctx.db, toPlainDate(day))).get(practice)

const rejectsOf = (result: ImportResult) => (result.ok ? result.value.rejects : result.rejects)
const messageOf = (result: ImportResult): string => (result.ok ? '' : result.message)

beforeEach(async () => {
  bench = await openTestWorkbench()
  return () => bench.close()
})

describe('organisations.csv', () => {
  test('is taken with columns in any order, a byte order mark and missing optional columns', async () => {
    const result = await importOrganisations(
      bench.ctx,
      await file('\uFEFFkind,name,code\npractice,"Smith, Jones and partners",P7\n'),
    )
    expect(result).toMatchObject({ ok: true, value: { rows: 1, taken: 1, rejects: [] } })
    expect(await findOrganisation(bench.ctx.db, 'P7')).toEqual({
      code: 'P7',
      kind: 'practice',
      name: 'Smith, Jones and partners',
      status: null,
      openDate: null,
      closeDate: null,
      postcode: null,
    })
  })

  test('an unknown column is an error that names it; so is a missing one', async () => {
    const unknown = await importOrganisations(
      bench.ctx,
      await file('code,name,kind,colour,size\nP7,A,practice,red,1\n'),
    )
    expect(unknown).toMatchObject({ ok: false, code: 'columns' })
    expect(messageOf(unknown)).toMatch(/“colour”, “size”/)
    const missing = await importOrganisations(bench.ctx, await file('code,name\nP7,A\n'))
    expect(messageOf(missing)).toMatch(/lacks the column “kind”/)
  })

  test('one bad row and nothing is taken; each reject says row, column, value and what to do', async () => {
    const bad = await importOrganisations(
      bench.ctx,
      await file('code,name,kind\nP7,A,practice\np8,B,practice\nP9,C,surgery\n'),
    )
    expect(bad).toMatchObject({ ok: false, code: 'rejected' })
    expect(rejectsOf(bad)).toEqual([
      {
        sheet: 'sent.csv',
        row: 3,
        column: 'code',
        value: 'p8',
        message: expect.stringMatching(/capital letters/) as string,
      },
      {
        sheet: 'sent.csv',
        row: 4,
        column: 'kind',
        value: 'surgery',
        message: expect.stringMatching(/commissioner, group, practice/) as string,
      },
    ])
    expect(await findOrganisation(bench.ctx.db, 'P7')).toBeUndefined()
  })

  test('the good rows are taken when that is accepted', async () => {
    const csv = 'code,name,kind\nP7,A,practice\np8,B,practice\n'
    const taken = await importOrganisations(bench.ctx, await file(csv, { acceptPartial: true }))
    expect(taken).toMatchObject({ ok: true, value: { taken: 1, rows: 2 } })
    expect(rejectsOf(taken)).toHaveLength(1)
    expect(await findOrganisation(bench.ctx.db, 'P7')).toMatchObject({ name: 'A' })
  })

  test('a row cut short, a code twice, a default practice code and a close before the open are rejected', async () => {
    const rows = [
      'P7,A,practice',
      'P8,B,practice,2006-04-01,',
      'P8,C,practice,2006-04-01,',
      'V81999,D,practice,,',
      'P9,E,practice,2007-01-01,2006-01-01',
    ]
    const result = await importOrganisations(
      bench.ctx,
      await file(`code,name,kind,open_date,close_date\n${rows.join('\n')}`),
    )
    expect(rejectsOf(result).map(({ row, column }) => [row, column])).toEqual([
      [2, 'the whole row'],
      [4, 'code'],
      [5, 'code'],
      [6, 'close_date'],
    ])
  })

  test('a newer file updates; the name of the time is kept', async () => {
    await known()
    const newer = await importOrganisations(
      bench.ctx,
      await file('code,name,kind\nP1,Mill Lane Medical Centre,practice\n'),
    )
    expect(newer).toMatchObject({ value: { changed: { organisations: 0, names: 1 } } })
    expect(await findOrganisation(bench.ctx.db, 'P1')).toMatchObject({
      name: 'Mill Lane Medical Centre',
      postcode: 'NX1 1AA',
    })
    expect((await organisationNames(bench.ctx.db)).get('P2')).toBe('Station Road Surgery')
  })

  test('the same file again is recognised and changes nothing, and does not undo a newer one', async () => {
    await known()
    await importOrganisations(bench.ctx, await file('code,name,kind\nP1,Mill Lane Medical Centre,practice\n'))
    const again = await importOrganisations(bench.ctx, await file(organisations))
    expect(again).toMatchObject({ ok: true, value: { recognised: true, changed: { organisations: 0, names: 0 } } })
    expect(await findOrganisation(bench.ctx.db, 'P1')).toMatchObject({ name: 'Mill Lane Medical Centre' })
  })

  test('a practice cannot become a hospital', async () => {
    await known()
    const result = await importOrganisations(bench.ctx, await file('code,name,kind\nP1,A,provider\n'))
    expect(messageOf(result)).toMatch(/“P1” is a practice already/)
  })

  test('text that looks like SQL is a name like another', async () => {
    const name = `Robert'); drop table organisations.organisation; --`
    await importOrganisations(bench.ctx, await file(`code,name,kind\nP7,"${name}",practice\n`))
    expect(await findOrganisation(bench.ctx.db, 'P7')).toMatchObject({ name })
  })
})

describe('memberships.csv', () => {
  beforeEach(known)

  test('a question about 2007 gets the membership of 2007', async () => {
    expect(await members('P1,G1,2006-04-01,2008-04-01\nP1,G2,2008-04-01,\nP1,5XX,2006-10-01,\n')).toMatchObject({
      ok: true,
      value: { taken: 3 },
    })
    expect(await groupOf('P1', '2007-06-30')).toBe('G1')
    expect(await groupOf('P1', '2008-03-31')).toBe('G1')
    expect(await groupOf('P1', '2008-04-01')).toBe('G2')
    expect(await groupOf('P1', '2006-03-31')).toBeUndefined()
  })

  test('two groups at the same time are rejected, each row naming the other', async () => {
    const result = await members('P1,G1,2006-04-01,2008-04-02\nP2,G1,2006-04-01,\nP1,G2,2008-04-01,\n')
    expect(result).toMatchObject({ ok: false, code: 'rejected' })
    expect(rejectsOf(result).map(({ row, message }) => [row, /row (\d+)/.exec(message)![1]])).toEqual([
      [2, '4'],
      [4, '2'],
    ])
  })

  test('a newer file that moves a practice ends its old membership', async () => {
    await members('P1,G1,2006-04-01,\n')
    expect(await members('P1,G2,2008-04-01,\n')).toMatchObject({
      value: { changed: { membershipsAdded: 2, membershipsRemoved: 1 } },
    })
    expect([await groupOf('P1', '2008-03-31'), await groupOf('P1', '2008-04-01')]).toEqual(['G1', 'G2'])
  })

  test('unknown codes, wrong kinds and reversed dates are rejected', async () => {
    const result = await members('P9,G1,2006-04-01,\nP1,R11,2006-04-01,\nP2,G1,2006-04-01,2006-04-01\nP1,G1,1 April,\n')
    expect(rejectsOf(result).map(({ row, column }) => [row, column])).toEqual([
      [2, 'member'],
      [3, 'parent'],
      [4, 'to'],
      [5, 'from'],
    ])
    expect(rejectsOf(result)[1]!.message).toMatch(/a group or a commissioner/)
  })

  test('the application cannot put a practice into two groups even behind the importer', async () => {
    await members('P1,G1,2006-04-01,\n')
    const { addMemberships } = await import('../stores/membership.store.ts')
    const second = {
      member: 'P1',
      memberKind: 'practice' as const,
      parent: 'G2',
      parentKind: 'group' as const,
      from: toPlainDate('2007-01-01'),
      to: null,
      dataset: 'plain',
    }
    await expect(addMemberships(bench.ctx.db, [second], 1)).rejects.toThrow(/one_parent_at_a_time/)
  })
})

describe('list-sizes.csv', () => {
  beforeEach(known)
  const header = 'practice,date,sex,age_band,patients\n'

  test('is taken; an unknown practice, sex, band or number is rejected', async () => {
    expect(
      await importListSizes(bench.ctx, await file(`${header}P1,2007-04-01,1,0-4,120\nP1,2007-04-01,2,95+,7\n`)),
    ).toMatchObject({ value: { taken: 2, changed: { lists: 1 } } })
    const bad = await importListSizes(
      bench.ctx,
      await file(
        `${header}P9,2007-04-01,1,0-4,1\nP2,2007-04-01,3,0-4,1\nP2,2007-07-01,1,5-14,1\nP1,2007-07-01,1,0-4,-1\n`,
      ),
    )
    expect(
      rejectsOf(bad)
        .map(({ row, column }) => [row, column])
        .toSorted(),
    ).toEqual([
      [2, 'practice'],
      [3, 'sex'],
      [4, 'age_band'],
      [5, 'patients'],
    ])
  })

  test("a practice's list is taken whole or not at all", async () => {
    const csv = `${header}P1,2007-04-01,1,0-4,120\nP1,2007-04-01,1,5-9,many\nP2,2007-04-01,1,0-4,90\n`
    const taken = await importListSizes(bench.ctx, await file(csv, { acceptPartial: true }))
    expect(taken).toMatchObject({ ok: true, value: { taken: 1, changed: { lists: 1 } } })
    expect(rejectsOf(taken).map(({ row }) => row)).toEqual([2, 3])
    const undated = `${header}P1,2007-04-01,1,0-4,120\nP1,April,1,5-9,100\nP2,2007-04-01,1,0-4,91\n`
    const partly = await importListSizes(bench.ctx, await file(undated, { acceptPartial: true }))
    expect(rejectsOf(partly).map(({ row }) => row)).toEqual([2, 3])
  })

  test('the national five-year file gives practices only, and its totals must agree', async () => {
    const national = (total: number) =>
      [
        'PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS',
        'GP_PRAC_PAT_LIST,01Apr2017,Commissioner,5XX,E1,,ALL,ALL,500',
        `GP_PRAC_PAT_LIST,01Apr2017,GP,P1,,NX1 1AA,ALL,ALL,${total}`,
        'GP_PRAC_PAT_LIST,01Apr2017,GP,P1,,NX1 1AA,MALE,0_4,30',
        'GP_PRAC_PAT_LIST,01Apr2017,GP,P1,,NX1 1AA,FEMALE,95+,12',
        'GP_PRAC_PAT_LIST,01Apr2017,GP,X99999,,,FEMALE,95+,12',
      ].join('\r\n')
    expect(await importListSizes(bench.ctx, await file(national(42)))).toMatchObject({
      value: { rows: 5, taken: 3, skipped: 1, unknown: 1, changed: { lists: 1 } },
    })
    expect(messageOf(await importListSizes(bench.ctx, await file(national(43))))).toMatch(
      /The total is 43 but its parts add up to 42/,
    )
  })

  test('the national ten-year file is dated by its name, or by the day said with it, or asks for one', async () => {
    const bands = ['0-4', '5-14', '15-24', '25-34', '35-44', '45-54', '55-64', '65-74', '75+']
    const columns = ['Practice Name', 'Practice Code', ...bands.flatMap((band) => [`Male ${band}`, `Female ${band}`])]
    const csv = `${columns.join(',')}\nMILL LANE,P1,${Array.from({ length: 18 }, (_, at) => at).join(',')}\n`
    expect(await importListSizes(bench.ctx, await file(csv))).toMatchObject({ ok: false, code: 'no-date' })
    expect(
      await importListSizes(bench.ctx, await file(csv, { name: 'Patient_List_Size_2013_04-06.csv' })),
    ).toMatchObject({ ok: true })
    expect(await importListSizes(bench.ctx, await file(csv, { date: '2013-07-01' }))).toMatchObject({
      value: { changed: { lists: 1 } },
    })
    expect(await importListSizes(bench.ctx, await file(csv, { date: 'July' }))).toMatchObject({ code: 'no-date' })
  })
})

describe('national registers, in small', () => {
  const registerRow = (cells: Record<number, string>) =>
    Array.from({ length: 27 }, (_, at) => `"${cells[at + 1] ?? ''}"`).join(',')
  const practice = {
    1: 'A81001',
    2: 'THE SURGERY',
    10: 'TS18 1HU',
    11: '19740401',
    13: 'A',
    15: '16C',
    16: '20200401',
    26: '4',
  }

  test('a commissioner nobody had named is made known by its code', async () => {
    const csv = [registerRow(practice), registerRow({ ...practice, 1: 'A81002', 26: '0' })].join('\n')
    expect(await importPractices(bench.ctx, await file(csv))).toMatchObject({
      value: { rows: 2, taken: 1, skipped: 1 },
    })
    expect(await findOrganisation(bench.ctx.db, '16C')).toMatchObject({ kind: 'commissioner', name: '16C' })
    expect(await findOrganisation(bench.ctx.db, 'A81002')).toBeUndefined()
  })

  test('a row with a faulty date or code is rejected by its row, counted from 1 because there is no header', async () => {
    const csv = [registerRow({ ...practice, 11: '19740231' }), registerRow({ ...practice, 1: 'RAL' })].join('\n')
    expect(
      rejectsOf(await importPractices(bench.ctx, await file(csv))).map(({ row, column, value }) => [
        row,
        column,
        value,
      ]),
    ).toEqual([
      [1, 'column 11 (Open Date)', '19740231'],
      [2, 'column 1 (Organisation Code)', 'RAL'],
    ])
  })

  test('another file than the register is refused, whatever it is', async () => {
    expect(await importPractices(bench.ctx, await file(organisations))).toMatchObject({
      ok: false,
      code: 'not-recognised',
    })
    expect(await importNetworks(bench.ctx, await file('a,b\n1,2\n'))).toMatchObject({
      ok: false,
      code: 'not-recognised',
    })
  })

  test('the group workbook is read tab by tab, its dates as numbers or as dates, and other tabs are left alone', async () => {
    const headerOf = (name: string, fields: string[]) =>
      fields.map((field) =>
        String(allLayouts().find((layout) => layout.name === name)!.fields[field]!.column).replaceAll(' ', '\n'),
      )
    const partnerHeader = headerOf('group-partners', ['member', 'member_name', 'parent', 'parent_name', 'start', 'end'])
    const groupHeader = headerOf('group-register', ['code', 'name', 'parent', 'parent_name', 'open_date', 'close_date'])
    const cells = (rows: (string | number | Date | null)[][]) =>
      rows.map((row) =>
        row.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value })),
      )
    const path = join(folder, 'groups.xlsx')
    await (
      await writeWorkbook([
        { sheet: 'Notes', data: cells([['Published monthly']]) as never },
        {
          sheet: 'Groups',
          data: cells([groupHeader, ['U00001', 'EAST', '16C', 'NORTHSHIRE', 20191001, null]]) as never,
        },
        {
          sheet: 'Partners',
          data: cells([
            partnerHeader,
            ['A81001', 'THE SURGERY', 'U00001', 'EAST', new Date('2019-10-01T00:00:00Z'), 20200331],
            ['A81001', 'THE SURGERY', 'U00002', 'WEST', 43922, null],
          ]) as never,
        },
      ])
    ).toFile(path)
    expect(await importNetworks(bench.ctx, { file: path, name: 'ePCN.xlsx' })).toMatchObject({
      ok: true,
      value: { taken: 3 },
    })
    expect([await groupOf('A81001', '2020-03-31'), await groupOf('A81001', '2020-04-01')]).toEqual(['U00001', 'U00002'])
    expect(await findOrganisation(bench.ctx.db, '16C')).toMatchObject({ name: 'NORTHSHIRE' })
  })
})

test('the application cannot rewrite which files it received', async () => {
  const { sql } = await import('#db')
  await expect(sql`update organisations.received_file set name = 'x'`.execute(bench.ctx.db)).rejects.toThrow(
    /permission denied/,
  )
})
