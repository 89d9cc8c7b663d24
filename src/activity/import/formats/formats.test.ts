import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type LakeBuilder, openBuilder } from '#lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedFolder } from '../../../../tests/support/shared-folder.ts'
import type { IngestOutcome } from '../ingest/ingest-job.ts'
import { ingest } from '../ingest/ingest.step.ts'
import { codeLists, knownFormats } from './read-formats.step.ts'

const shared = sharedFolder()
let staging: string
let builder: LakeBuilder
beforeAll(async () => {
  staging = await mkdtemp(join(tmpdir(), 'formats-'))
  builder = await openBuilder({ folders: [staging], tempFolder: join(staging, 'look') })
})
afterAll(async () => {
  await builder.close()
  await rm(staging, { recursive: true, force: true })
})

let imports = 0
async function read(bytes: Buffer | string, acceptPartial = false): Promise<IngestOutcome> {
  const importNo = ++imports
  await writeFile(join(staging, `in-${importNo}`), bytes)
  return ingest(
    {
      staging,
      files: [{ importNo, spool: `in-${importNo}`, name: 'given.csv' }],
      formats: await knownFormats(),
      lists: await codeLists(),
      snapshot: 'flex',
      acceptPartial,
      keys: { pseudonym: [Buffer.alloc(32, 1)], vault: { version: 1, key: Buffer.alloc(32, 2) } },
      threads: 1,
      memoryLimit: '400MB',
      maxUnpackedBytes: 1e8,
      maxWorkbookBytes: 1e8,
    },
    () => undefined,
  )
}

const linesOf = (outcome: IngestOutcome, columns: string): Promise<Record<string, unknown>[]> =>
  builder.read(
    `SELECT ${columns} FROM read_parquet([${outcome.files.map(({ made }) => `'${join(staging, made)}'`).join(', ')}], union_by_name = true) AS l ORDER BY l.line_no`,
  )

const rejectsOf = (): string => readFileSync(join(staging, `rejects-${imports}.csv`), 'utf8')

async function csvOf(name: string, rows: readonly Record<string, string>[]): Promise<string> {
  const { columns } = (await knownFormats()).find((format) => format.name === name)!
  return (
    [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ title }) => row[title] ?? ''))]
      .map((cells) => cells.join(','))
      .join('\n') + '\n'
  )
}

const head = {
  'FINANCIAL MONTH': '7',
  'FINANCIAL YEAR': '200708',
  'DATE AND TIME DATA SET CREATED': '2007-11-20T09:00:00',
  'ORGANISATION IDENTIFIER (CODE OF PROVIDER)': 'RAL',
  'ORGANISATION IDENTIFIER (GP PRACTICE RESPONSIBILITY)': '5K5',
  'ORGANISATION IDENTIFIER (CODE OF COMMISSIONER)': '5K5',
  'GENERAL MEDICAL PRACTICE CODE (PATIENT REGISTRATION)': 'E84001',
  'COMMISSIONED SERVICE CATEGORY CODE': '12',
  'NATIONAL TARIFF INDICATOR': 'Y',
}
const billed = {
  ...head,
  'NHS NUMBER': '9990079196',
  'CDS UNIQUE IDENTIFIER': 'B1',
  'ACTIVITY TREATMENT FUNCTION CODE': '100',
  'UNBUNDLED EPISODE INDICATOR': 'N',
  'ACTIVITY START DATE (CONTRACT MONITORING)': '2007-10-01',
  'ACTIVITY END DATE (CONTRACT MONITORING)': '2007-10-03',
  'POINT OF DELIVERY CODE': 'EL',
  'TARIFF CODE': 'AA22C/NCBPS08O/BP1',
  'ACTIVITY COUNT (POINT OF DELIVERY)': '1',
  'ACTIVITY UNIT PRICE': '1200.125',
  'TOTAL COST': '1200.125',
}

describe('the national monthly sets', () => {
  test.skipIf(!shared)(
    'have the columns of the specification, in its order: acm.yaml, plcm.yaml, drplcm.yaml, deplcm.yaml',
    async () => {
      const rows: Record<string, string>[] = parse(
        readFileSync(join(shared!, 'data/plcm_reference/contract_monitoring_data_set_specs.csv')),
        { columns: true, bom: true },
      )
      const sets = { acm: 'aggregate', plcm: 'patient', drplcm: 'drugs', deplcm: 'devices' }
      for (const [name, begins] of Object.entries(sets)) {
        const published = rows
          .filter((row) => row['data_set']!.startsWith(begins))
          .map((row) => [row['data_element'], row['requirement'], row['format_length']])
        const ours = (await knownFormats())
          .find((format) => format.name === name)!
          .columns.map(({ title, need, form }) => [title, need, form])
        expect(ours, name).toEqual(published)
      }
    },
  )

  test('the lists of submission-lists.yaml, hrg-codes.yaml and specialised-services.yaml are whole', async () => {
    const lists = await codeLists()
    expect([
      lists.pointsOfDelivery.size,
      lists.treatmentFunctions.size,
      lists.serviceCategories.size,
      lists.hrgs.size,
      lists.services.size,
    ]).toEqual([81, 181, 20, 5001, 514])
  })

  test('a patient level line is taken with its month, its tariff code in parts, and its price rounded once', async () => {
    const outcome = await read(await csvOf('plcm', [billed]))
    expect(outcome.refusal).toBeUndefined()
    expect(
      await linesOf(
        outcome,
        'l.line_id, l.month, l.snapshot, l.hrg, l.best_practice, l.billed_pence, l.start_date, l.patient_status, l.dataset',
      ),
    ).toEqual([
      {
        line_id: 'B1',
        month: '2007-10',
        snapshot: 'flex',
        hrg: 'AA22C',
        best_practice: 'BP1',
        billed_pence: 120013,
        start_date: '2007-10-01',
        patient_status: 'nhs-number',
        dataset: 'plcm',
      },
    ])
  })

  test('a patient whose identity is withheld is nobody: in the lake without a pseudonym, in the vault not at all', async () => {
    const withheld = {
      ...billed,
      'CDS UNIQUE IDENTIFIER': 'B2',
      'WITHHELD IDENTITY REASON': '03',
      'PERSON BIRTH DATE': '1950-06-15',
    }
    const outcome = await read(await csvOf('plcm', [billed, withheld]))
    expect(outcome.refusal).toBeUndefined()
    const lines = await linesOf(outcome, 'l.line_id, l.patient IS NULL AS nobody, l.patient_status, l.age')
    expect(lines).toEqual([
      { line_id: 'B1', nobody: false, patient_status: 'nhs-number', age: null },
      { line_id: 'B2', nobody: true, patient_status: 'missing', age: null },
    ])
    const none = await read(await csvOf('plcm', [withheld]))
    expect(none.packs).toEqual([])
  })

  test('what the submission checks forbid is rejected by column, and no private value is shown', async () => {
    const bad: Record<string, string>[] = [
      { 'TOTAL COST': '-5' },
      { 'POINT OF DELIVERY CODE': 'ELX' },
      { 'ACTIVITY TREATMENT FUNCTION CODE': '' },
      { 'TARIFF CODE': 'QQ99Z' },
      { 'COMMISSIONED SERVICE CATEGORY CODE': '11' },
      { 'POINT OF DELIVERY CODE': 'DRUG', 'TARIFF CODE': '' },
      { 'FINANCIAL MONTH': '13' },
      { 'SPECIALISED SERVICE CODE': 'NONSENSE' },
      { 'ORGANISATION IDENTIFIER (CODE OF PROVIDER)': 'RAL00' },
      { 'PERSON BIRTH DATE': '9990079196' },
    ]
    const outcome = await read(
      await csvOf(
        'plcm',
        bad.map((over, at) => ({ ...billed, 'CDS UNIQUE IDENTIFIER': `B${at}`, ...over })),
      ),
    )
    expect(outcome.refusal?.code).toBe('rejects')
    const found: string[][] = parse(rejectsOf(), { from: 2 })
    expect(found.map(([row, column]) => `${row} ${column}`)).toEqual(
      expect.arrayContaining([
        '2 TOTAL COST',
        '3 POINT OF DELIVERY CODE',
        '4 ACTIVITY TREATMENT FUNCTION CODE',
        '5 TARIFF CODE',
        '6 COMMISSIONED SERVICE CATEGORY CODE',
        '7 ACTIVITY COUNT (POINT OF DELIVERY)',
        '8 FINANCIAL MONTH',
        '9 SPECIALISED SERVICE CODE',
        '10 ORGANISATION IDENTIFIER (CODE OF PROVIDER)',
        '11 PERSON BIRTH DATE',
      ]),
    )
    expect(new Set(found.map(([row]) => row)).size).toBe(bad.length)
    expect(rejectsOf()).not.toContain('9990079196')
  })

  test('totals stand apart from lines, credits and all', async () => {
    const total = {
      ...head,
      'POINT OF DELIVERY CODE': 'EL',
      'ACTIVITY TREATMENT FUNCTION CODE': '100',
      'TARIFF CODE': 'AA22C',
      ...Object.fromEntries(
        [
          'PLANNED ACTIVITY',
          'PLANNED PRICE',
          'PLANNED MARKET FORCES FACTOR',
          'ACTUAL ACTIVITY',
          'ACTUAL PRICE',
          'ACTUAL MARKET FORCES FACTOR',
        ].map((name) => [`CONTRACT MONITORING ${name}`, '10']),
      ),
    }
    const outcome = await read(await csvOf('acm', [total]))
    expect(outcome.files).toMatchObject([
      { holds: 'totals', path: `aggregates/2007-10/${imports}-acm.parquet`, billedPence: 1000 },
    ])
  })

  test('drugs have no identifier of their own, so a line is known by its row', async () => {
    const drug = {
      ...head,
      'POINT OF DELIVERY CODE': 'DRUG',
      'CLINICAL INTERVENTION DATE (DRUG ADMINISTERED)': '2007-10-05',
      'UNIT PRICE (SUPPLIER)': '5',
      'UNIT PRICE (COMMISSIONER)': '5',
      'HOME DELIVERY CHARGE (HIGH COST TARIFF EXCLUDED DRUG)': '0',
      'VALUE ADDED TAX CHARGED INDICATOR (CONTRACT MONITORING)': 'N',
      'TOTAL COST': '12.5',
    }
    const outcome = await read(await csvOf('drplcm', [drug, drug]))
    expect(await linesOf(outcome, 'l.line_id, l.billed_pence')).toEqual([
      { line_id: 'row 2', billed_pence: 1250 },
      { line_id: 'row 3', billed_pence: 1250 },
    ])
  })
})

describe('hospital episodes', () => {
  const titles =
    'EPIKEY,PSEUDO_HESID,ADMIDATE,ADMIMETH,CLASSPAT,DISDATE,EPIORDER,EPISTART,EPISTAT,PROCODE3,GPPRAC,DISMETH,STARTAGE,DIAG_4_01,DIAG_4_02,OPERTN_4_01'

  test('of one spell are joined: admitted as the first, discharged as the last, codes of all, in the month of the discharge', async () => {
    const outcome = await read(
      [
        titles,
        'K2,P1,2001-09-28,28,1,2001-10-05,2,2001-10-01,3,RAL,E84001,1,34,I10X,E119,-   ',
        'K1,P1,2001-09-28,21,1,1801-01-01,1,2001-09-28,3,RAL,E84001,,34,R69X,I10X,X401',
        'K3,P2,2001-10-03,11,2,2001-10-03,1,2001-10-03,3,RAL,E84001,1,7003,R69X,,&',
        'K4,P3,2001-10-03,11,1,,1,2001-10-03,3,RAL,E84001,1,20,R69X,,',
        'K5,P4,2001-10-03,11,1,2001-10-09,1,2001-10-03,1,RAL,E84001,1,20,R69X,,',
        '',
      ].join('\n'),
      true,
    )
    expect(outcome.findings.get(imports)).toMatchObject({
      format: 'hes-apc',
      rowsRead: 5,
      rowsRejected: 2,
      notes: ['3 episodes were joined into 2 stays.'],
    })
    expect(
      await linesOf(
        outcome,
        'l.line_id, l.pod, l.admission_method, l.start_date, l.end_date, l.discharge_method, l.age, l.diagnoses, l.procedures, l.month, l.billed_pence',
      ),
    ).toEqual([
      {
        line_id: 'K1',
        pod: 'NEL',
        admission_method: '21',
        start_date: '2001-09-28',
        end_date: '2001-10-05',
        discharge_method: '1',
        age: 34,
        diagnoses: 'R69X|I10X|E119',
        procedures: 'X401',
        month: '2001-10',
        billed_pence: null,
      },
      {
        line_id: 'K3',
        pod: 'DC',
        admission_method: '11',
        start_date: '2001-10-03',
        end_date: '2001-10-03',
        discharge_method: '1',
        age: 0,
        diagnoses: 'R69X',
        procedures: null,
        month: '2001-10',
        billed_pence: null,
      },
    ])
    expect(rejectsOf()).toMatch(/5,DISDATE,,The stay has no day of discharge/)
    expect(rejectsOf()).toMatch(/6,EPISTAT,1,The value is an episode that has not finished/)
  })

  test.skipIf(!shared).each([
    ['hes-apc', 'artificial_hes_apc_0102_truncated.csv', 2075],
    ['hes-op', 'artificial_hes_op_0304_truncated.csv', 1000],
    ['hes-ae', 'artificial_hes_ae_0708_truncated.csv', 1000],
  ])(
    'the national artificial %s is taken, its rejects explained: every file of reference/formats/activity',
    async (name, file, rows) => {
      const outcome = await read(readFileSync(join(shared!, 'data/activity', file)), true)
      const found = outcome.findings.get(imports)!
      expect(found).toMatchObject({ format: name, rowsRead: rows })
      expect(found.rowsTaken).toBeGreaterThan(rows * 0.9)
      expect(
        (parse(rejectsOf(), { from: 2 }) as string[][]).filter(([, , , problem, advice]) => !problem || !advice),
      ).toEqual([])
    },
  )
})

test('the columns of the national extracts are known by their dotted names: susplus.yaml', async () => {
  const titles = [
    'spell.hospital_provider_spell_number',
    'spell.admission.date',
    'spell.discharge.date',
    'spell.admission.method',
    'spell.admission.patient_classification',
    'spell.commissioning.service_agreement.provider',
    'spell.patient.registration.general_practice',
    'spell.patient.identity.nhs_number.value Pseudo',
    'spell.commissioning.grouping.core_hrg',
    'spell.commissioning.tariff_calculation.final_price',
    'spell.has_data_quality_error',
  ]
  const outcome = await read(`${titles.join(',')}\nS1,2007-10-01,2007-10-04,21,1,RAL,E84001,abc123,AA22C,812.5,0\n`)
  expect(await linesOf(outcome, 'l.line_id, l.pod, l.hrg, l.billed_pence, l.patient_status, l.month')).toEqual([
    {
      line_id: 'S1',
      pod: 'NEL',
      hrg: 'AA22C',
      billed_pence: 81250,
      patient_status: 'pseudonym',
      month: '2007-10',
    },
  ])
})
