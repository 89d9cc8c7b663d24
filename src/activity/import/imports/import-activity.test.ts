import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lakeFiles } from '#lake'
import { type Month, toMonth } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { openPeople } from '../vault/people-pack.ts'
import { pseudonymOf } from '../vault/pseudonym.ts'
import { packsAfter } from '../vault/packs.view.ts'
import { keyHolder } from '../vault/pseudonym-keys.ts'
import { checks } from './checks.view.ts'
import { compareSnapshots } from './compare-snapshots.view.ts'
import { countedLines, currentActivity, monthsWithActivity } from './current-activity.view.ts'
import { importActivity } from './import-activity.command.ts'
import { findImport, listImports } from './import-list.view.ts'
import { withdrawImport } from './withdraw-import.command.ts'

const workbench = useWorkbench()
let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'import-activity-'))))
afterAll(() => rm(folder, { recursive: true }))

const header = 'line_id,provider,practice,patient,birth_date,pod,start_date,end_date,hrg,price,month,snapshot'
const october = toMonth('2007-10')
let files = 0

const row = (
  id: string,
  over: {
    provider?: string
    price?: string
    snapshot?: string
    month?: string
    patient?: string
    start?: string
  } = {},
): string =>
  [
    id,
    over.provider ?? 'RAA',
    'E84001',
    over.patient ?? '9990079196',
    '1950-06-15',
    'EL',
    over.start ?? '2007-10-01',
    '2007-10-03',
    'E01',
    over.price ?? '100.00',
    over.month ?? '2007-10',
    over.snapshot ?? 'freeze',
  ].join(',')

async function given(rows: readonly string[], name = `activity-${++files}.csv`) {
  const path = join(folder, name)
  await writeFile(path, [header, ...rows, ''].join('\n'))
  return { path, name }
}

const take = async (...all: { path: string; name: string }[]) => importActivity(workbench().ctx, { files: all })

async function counted(month: Month): Promise<Record<string, unknown>[]> {
  const { ctx } = workbench()
  const current = await currentActivity(ctx, month)
  if (current.files.length === 0) return []
  return ctx.lake.read(
    `SELECT l.* EXCLUDE (patient), l.patient::VARCHAR AS patient FROM ${countedLines(ctx.lake, current)} AS l ORDER BY l.provider, l.line_id`,
  )
}

describe('taking in what a provider billed', () => {
  test('a clean file is taken whole, to the penny, and its lines stand in the lake', async () => {
    const taken = await take(await given([row('A1', { price: '12.345' }), row('A2', { price: '-0.01' })]))
    expect(taken).toMatchObject({
      ok: true,
      value: { lines: 2, billedPence: 1234, months: ['2007-10'] },
    })
    const lines = await counted(october)
    expect(lines.map((line) => [line.line_id, line.billed_pence, line.age, line.units, line.line_no])).toEqual([
      ['A1', 1235, 57, '1.000', 2],
      ['A2', -1, 57, '1.000', 3],
    ])
    expect(Object.keys(lines[0]!)).not.toContain('birth_date')
    expect(await monthsWithActivity(workbench().ctx)).toEqual(['2007-10'])
  })

  test('a person has the number that the key of this installation makes, and nothing else of them is in the lake', async () => {
    const use = { version: 1, commissioner: keyHolder(null), purpose: 'activity' } as const
    const key = await workbench().ctx.folder.purposeKey(use)
    const [line] = await counted(october)
    expect(line).toMatchObject({
      patient: String(pseudonymOf(key, 'nhs:9990079196')),
      patient_status: 'nhs-number',
    })
    const { files: inLake } = await currentActivity(workbench().ctx, october)
    const bytes = await readFile(join(workbench().ctx.lake.folder, inLake[0]!.path))
    expect(bytes.includes('9990079196')).toBe(false)
  })

  test('who they are lies apart, and opens for whoever holds the key of the vault', async () => {
    const { ctx } = workbench()
    const [line] = await counted(october)
    const [pack, ...others] = await packsAfter(ctx.db, 0, 10)
    expect(others).toEqual([])
    expect(pack).toMatchObject({ practice: 'E84001', keyVersion: 1, firstPatient: line!.patient, isMixed: false })
    const person = { patient: line!.patient, status: 'nhs-number', digits: '9990079196', birthDate: '1950-06-15' }
    expect(openPeople(await ctx.folder.key('vault'), pack!, pack!.ciphertext)).toEqual([person])
  })

  test('the same file a second time is recognised by its content, whatever its name', async () => {
    const first = await given([row('B1', { provider: 'RBB' })])
    expect(await take(first)).toMatchObject({ ok: true })
    await writeFile(join(folder, 'renamed.csv'), await readFile(first.path))
    const again = await take({ path: join(folder, 'renamed.csv'), name: 'renamed.csv' })
    expect(again).toMatchObject({ ok: false, code: 'already-imported' })
    expect(again.ok ? '' : again.message).toMatch(/already imported on 2 June 2008 as import \d+/)
  })

  test('one bad row refuses everything, unless a part is asked for, and the file of rejects says what to do', async () => {
    const bad = await given([
      row('C1', { provider: 'RCC' }),
      row('C2', { provider: 'RCC', price: '1e3' }),
      row('C3', { provider: 'RCC', start: '2007-10-32' }),
    ])
    const refused = await take(bad)
    expect(refused).toMatchObject({ ok: false, code: 'rejects' })
    expect((await counted(october)).filter((line) => line.provider === 'RCC')).toEqual([])
    const rejects = /Rejects: (\S+)/.exec(refused.ok ? '' : refused.message)![1]!
    expect((await readFile(rejects, 'utf8')).trim().split('\n')).toEqual([
      'row,column,value,problem,what_to_do',
      '3,price,1e3,The value is not an amount of money,"Write digits with a point, like 1234.50 or -12.00."',
      '4,start_date,2007-10-32,The value is not a day,"Write the day as YYYY-MM-DD, like 2007-10-31."',
    ])
    const part = await importActivity(workbench().ctx, { files: [bad], acceptPartial: true })
    expect(part).toMatchObject({
      ok: true,
      value: { lines: 1, files: [{ rowsRead: 3, rowsTaken: 1, rowsRejected: 2 }] },
    })
    expect((await counted(october)).filter((line) => line.provider === 'RCC')).toHaveLength(1)
  })

  test('freeze takes the place of flex, for its own provider only; withdrawn, the flex counts again', async () => {
    const november = toMonth('2007-11')
    const flex = (id: string, provider: string) => row(id, { provider, month: '2007-11', snapshot: 'flex' })
    await take(await given([flex('D1', 'RDD'), flex('D2', 'RDD'), flex('E1', 'REE')]))
    const freeze = await take(await given([row('D1', { provider: 'RDD', month: '2007-11', price: '90' })]))
    const shown = async () =>
      (await counted(november)).map((line) => `${line.line_id} ${line.snapshot} ${line.billed_pence}`)
    expect(await shown()).toEqual(['D1 freeze 9000', 'E1 flex 10000'])
    expect(await compareSnapshots(workbench().ctx, november, 'RDD')).toEqual([
      { kind: 'added', lines: 0, flexPence: 0, freezePence: 0 },
      { kind: 'vanished', lines: 1, flexPence: 10_000, freezePence: 0 },
      { kind: 'changed', lines: 1, flexPence: 10_000, freezePence: 9_000 },
    ])
    expect(await compareSnapshots(workbench().ctx, november, 'REE')).toBeUndefined()
    expect(await withdrawImport(workbench().ctx, { importNo: freeze.ok ? freeze.value.deliveryNo : 0 })).toMatchObject({
      ok: true,
    })
    expect(await shown()).toEqual(['D1 flex 10000', 'D2 flex 10000', 'E1 flex 10000'])
    expect(await withdrawImport(workbench().ctx, { importNo: freeze.ok ? freeze.value.deliveryNo : 0 })).toMatchObject({
      ok: false,
      code: 'already-withdrawn',
    })
  })

  test('files given together are parts of one delivery: all count, and an identifier may stand in one of them only', async () => {
    const december = { month: '2007-12', provider: 'RFF' }
    const both = await take(await given([row('F1', december)]), await given([row('F2', december)]))
    expect(both).toMatchObject({ ok: true, value: { lines: 2 } })
    expect(await counted(toMonth('2007-12'))).toHaveLength(2)
    const repeated = await take(
      await given([row('F3', december)]),
      await given([row('F4', december), row('F3', december)], 'second.csv'),
    )
    expect(repeated).toMatchObject({ ok: false, code: 'rejects' })
    expect(repeated.ok ? '' : repeated.message).toContain('“second.csv”')
    const later = await take(await given([row('F5', december)]))
    expect(later.ok).toBe(true)
    expect((await counted(toMonth('2007-12'))).map((line) => line.line_id)).toEqual(['F5'])
  })

  test('what was received is listed with what became of it, and nothing half done lies about', async () => {
    const { ctx } = workbench()
    const imports = await listImports(ctx)
    expect(new Set(imports.map(({ state }) => state))).toEqual(new Set(['accepted', 'refused', 'withdrawn']))
    const refused = imports.find(({ state }) => state === 'refused')!
    expect(await findImport(ctx, refused.importNo)).toMatchObject({
      refusal: { code: 'rejects' },
      findings: { format: 'plain' },
    })
    expect(await readdir(ctx.folder.path('lake', 'staging'))).toEqual([])
    for (const check of checks) expect(await check.run(ctx), check.name).toEqual([])
  })

  test('a line of the lake that was changed is noticed', async () => {
    const { ctx } = workbench()
    const {
      files: [file],
    } = await currentActivity(ctx, toMonth('2007-12'))
    const path = join(ctx.lake.folder, file!.path)
    const bytes = await readFile(path)
    bytes[40]! ^= 1
    await writeFile(path, bytes)
    expect((await checks[0]!.run(ctx)).join()).toContain('was changed since it was imported')
    bytes[40]! ^= 1
    await writeFile(path, bytes)
    expect(lakeFiles(ctx.lake, [file!.path])).toContain(file!.path)
  })
})
