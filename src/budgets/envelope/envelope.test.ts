import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importListSizes, importMemberships, importOrganisations } from '#organisations'
import { penceFromPounds, toFinancialYear } from '#shared'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import {
  type YearFile,
  type YearResult,
  ageWeights,
  findEnvelope,
  importAgeWeights,
  importEnvelope,
  importNeedIndex,
  needIndex,
  practiceLists,
  setTopSlices,
} from './index.ts'

const workbench = useWorkbench()
let folder: string
const year = toFinancialYear('2008/09')
const of = { commissioner: '5XX', year }
const pounds = (text: string) => {
  const read = penceFromPounds(text)
  if (!read.ok) throw new Error(read.message)
  return read.value
}

async function file(text: string, more: Partial<YearFile> = {}): Promise<YearFile> {
  const path = join(folder, 'given.csv')
  await writeFile(path, text)
  return { file: path, name: 'given.csv', commissioner: '5XX', year, ...more }
}

const rejects = (result: YearResult) =>
  (result.ok ? result.value.rejects : result.rejects).map(({ row, column }) => [row, column])
const words = (result: { ok: boolean; message?: string }) => (result.ok ? '' : result.message)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'envelope-'))
  const { ctx } = workbench()
  const organisations = [
    'code,name,kind,open_date,close_date',
    '5XX,A Commissioner,commissioner,,',
    'G1,East,group,,',
    'P1,Mill Lane,practice,,',
    'P2,Station Road,practice,,',
    'P3,Old Bakery,practice,1990-04-01,2007-12-31',
  ]
  await importOrganisations(ctx, { ...(await file(organisations.join('\n'))), name: 'organisations.csv' })
  const memberships = 'member,parent,from,to\nG1,5XX,2006-04-01,\nP1,G1,2006-04-01,\nP2,5XX,2006-04-01,\n'
  await importMemberships(ctx, { ...(await file(memberships)), name: 'memberships.csv' })
  const lists = ['practice,sex,age_band,patients', 'P1,1,0-4,100', 'P1,2,95+,20', 'P2,1,0-4,300']
  await importListSizes(ctx, { ...(await file(lists.join('\n'))), name: 'list-sizes.csv', date: '2008-04-01' })
})
afterAll(() => rm(folder, { recursive: true }))

const envelopeText = [
  'line,amount,scope',
  'planned,600.00,in',
  'Prescribing,400,in',
  'A&E,123.4567,blocked-back',
  'Hospital at home,10.50,in',
].join('\n')

describe('an envelope', () => {
  test('is taken by codes, titles and aliases, and a line nobody knows is kept as one’s own', async () => {
    const taken = await importEnvelope(workbench().ctx, await file(envelopeText))
    expect(taken).toMatchObject({ ok: true, value: { rows: 4, taken: 4 } })
    expect(taken.ok && taken.value.notes).toEqual([
      'Row 4: 123.4567 was taken as £123.46, because an envelope is whole pence.',
      'Row 5: “Hospital at home” is none of the known service lines, so it is kept as a line of your own: no activity counts to it.',
    ])
    expect(await findEnvelope(workbench().ctx.db, of)).toMatchObject({
      totalPence: 113_396,
      inPence: 101_050,
      controlTotalPence: 101_050,
      lines: [
        { line: 'planned' },
        { line: 'emergency-department', scope: 'blocked-back' },
        { line: 'prescribing' },
        { line: 'Hospital at home' },
      ],
    })
  })

  test('taken again changes nothing, and one that is newer stands in its place', async () => {
    const { ctx } = workbench()
    expect(await importEnvelope(ctx, await file(envelopeText))).toMatchObject({ value: { recognised: true } })
    await importEnvelope(ctx, await file('line,amount,scope\nplanned,1,in\n'))
    expect(await findEnvelope(ctx.db, of)).toMatchObject({ totalPence: 100 })
    expect(await importEnvelope(ctx, await file(envelopeText))).toMatchObject({ value: { recognised: false } })
  })

  test('is refused with each row and what to do', async () => {
    const bad = [
      'line,amount,scope',
      'planned,600,in',
      'elective care,600,in',
      'prescribing,-1,in',
      'maternity,much,in',
      'imaging,1,perhaps',
      ',1,in',
    ].join('\n')
    const refused = await importEnvelope(workbench().ctx, await file(bad))
    expect(rejects(refused).toSorted()).toEqual([
      [3, 'line'],
      [4, 'amount'],
      [5, 'amount'],
      [6, 'scope'],
      [7, 'line'],
    ])
    expect(words(refused)).toMatch(
      /5 of the 6 rows .* none was\. The first: row 3, line “elective care”: Row 2 has the line planned/,
    )
    expect(await importEnvelope(workbench().ctx, await file('line,amount\nplanned,1\n'))).toMatchObject({
      code: 'columns',
    })
  })

  test('gives its good rows where somebody asks for them', async () => {
    const partly = await file('line,amount,scope\nplanned,600,in\nprescribing,x,in\n', { acceptPartial: true })
    expect(await importEnvelope(workbench().ctx, { ...partly, year: toFinancialYear('2010/11') })).toMatchObject({
      ok: true,
      value: { taken: 1 },
    })
  })
})

describe('top-slices', () => {
  const contingency = { kind: 'contingency', line: null, amountPence: pounds('30'), words: '' } as const
  const pool = { kind: 'risk-pool', line: 'planned', amountPence: pounds('100'), words: '' } as const

  test('are taken off before anything is shared: first of their own line, then pro rata to what is left', async () => {
    const { ctx } = workbench()
    await importEnvelope(ctx, await file(envelopeText))
    expect(await setTopSlices(ctx, { ...of, slices: [contingency, pool], words: 'Agreed by the board' })).toMatchObject(
      { ok: true },
    )
    const found = await findEnvelope(ctx.db, of)
    expect(found).toMatchObject({ topSlicedPence: 13_000, controlTotalPence: 88_050 })
    // £30 of 500 : 400 : 10.50 is £16.47, £13.18 and £0.35, to the penny.
    expect(found!.distributable).toEqual([
      { line: 'planned', pence: 48_353, taken: [1_647, 10_000] },
      { line: 'prescribing', pence: 38_682, taken: [1_318, 0] },
      { line: 'Hospital at home', pence: 1_015, taken: [35, 0] },
    ])
  })

  test('larger than the envelope are refused, whichever comes first', async () => {
    const { ctx } = workbench()
    const tooMuch = { ...contingency, amountPence: pounds('1010.51') }
    expect(await setTopSlices(ctx, { ...of, slices: [tooMuch], words: 'x' })).toMatchObject({ code: 'too-much' })
    expect(await setTopSlices(ctx, { ...of, slices: [{ ...pool, line: 'imaging' }], words: 'x' })).toMatchObject({
      code: 'no-line',
    })
    expect(await setTopSlices(ctx, { ...of, slices: [pool], words: ' ' })).toMatchObject({ code: 'no-words' })
    const smaller = await importEnvelope(ctx, await file('line,amount,scope\nplanned,99.99,in\nprescribing,500,in\n'))
    expect(words(smaller)).toMatch(/Top-slice 2 \(risk pool, £100\.00 of planned\) is larger than the £99\.99/)
  })
})

describe('need and costs by age', () => {
  test('are kept to the last digit they were written with', async () => {
    const { ctx } = workbench()
    expect(await importNeedIndex(ctx, await file('practice,index\nP1,1.10\nP2,0.987654321\n'))).toMatchObject({
      ok: true,
    })
    expect((await needIndex(ctx.db, of))?.practices).toEqual([
      { practice: 'P1', number: '1.10' },
      { practice: 'P2', number: '0.987654321' },
    ])
    const costs = 'line,sex,age_band,cost_per_head\nElective care,1,0-4,412.5000\nplanned,2,95+,1\n'
    expect(await importAgeWeights(ctx, await file(costs))).toMatchObject({ ok: true, value: { notes: [] } })
    expect((await ageWeights(ctx.db, of))?.weights).toContainEqual({
      line: 'planned',
      sex: '1',
      ageBand: '0-4',
      costPerHead: '412.5000',
    })
  })

  test('that cannot be are refused by row', async () => {
    const { ctx } = workbench()
    const need = 'practice,index\nP1,-1\nP2,\nP3,1\nP9,1\nP1,many\nP2,0\nP1,2\nP1,2\n'
    expect(rejects(await importNeedIndex(ctx, await file(need))).toSorted()).toEqual([
      [2, 'index'],
      [3, 'index'],
      [4, 'practice'],
      [5, 'practice'],
      [6, 'index'],
      [7, 'index'],
      [9, 'practice'],
    ])
    const costs =
      'line,sex,age_band,cost_per_head\nplanned,3,0-4,1\nplanned,1,5,1\nplanned,1,5-9,-2\nplanned,2,0-9,1\nplanned,2,5-9,1\n'
    expect(rejects(await importAgeWeights(ctx, await file(costs)))).toEqual([
      [2, 'sex'],
      [3, 'age_band'],
      [4, 'cost_per_head'],
      [6, 'age_band'],
    ])
  })
})

test('a practice has the last list counted up to a day, and the group it is in then', async () => {
  const { ctx } = workbench()
  expect(await practiceLists(ctx.db, { commissioner: '5XX', on: '2008-04-01' })).toMatchObject([
    { practice: 'P1', group: 'G1', countedOn: '2008-04-01', isOpen: true, patients: 120 },
    { practice: 'P2', group: null, patients: 300 },
    { practice: 'P3', isOpen: false, closedOn: '2007-12-31', patients: 0, countedOn: null },
  ])
  expect(await practiceLists(ctx.db, { commissioner: '5XX', on: '2008-03-31' })).toMatchObject([
    { patients: 0 },
    {},
    {},
  ])
})
