import { toFinancialYear } from '#shared'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { sharedFolder } from '../../../../tests/support/shared-folder.ts'
import { readTariffSource } from './read-tariff-source.ts'

let root: string
beforeAll(async () => void (root = await mkdtemp(join(tmpdir(), 'tariff-'))))
afterAll(() => rm(root, { recursive: true }))

let made = 0
async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, `list-${(made += 1)}`)
  await mkdir(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function fileOf(name: string, text: string): Promise<string> {
  return join(await folderOf({ [name]: text }), name)
}

type Cells = readonly (string | number | null)[]

async function workbookOf(sheets: Readonly<Record<string, readonly Cells[]>>): Promise<string> {
  const path = join(root, `book-${(made += 1)}.xlsx`)
  const cells = (row: Cells) =>
    row.map((value) => (value === null ? null : { value, type: typeof value === 'number' ? Number : String }))
  const data = Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map(cells) as never }))
  await (await writeWorkbook(data)).toFile(path)
  return path
}

const year = (text: string) => toFinancialYear(text)
const read = (path: string, of = '2007/08') => readTariffSource(path, year(of))

async function refusal(path: string, of?: string): Promise<string> {
  const source = await read(path, of)
  return source.ok ? 'it was taken' : source.message
}

const apcHeader =
  'hrg,name,outpatient_procedure,combined,day_case,elective,elective_trim_days,non_elective,non_elective_trim_days,per_day,' +
  'short_stay_applies,short_stay_percent,short_stay'

describe('a plain tariff folder', () => {
  test('gives prices in pence; what is empty is no price and never nothing to pay', async () => {
    const folder = await folderOf({
      'tariff-apc.csv': `\uFEFF${apcHeader}\nAA22C,"Stroke, severe",,1000,,,5,2406.5,23,219,Y,30%,\nH04,,0,,,,,,,,N,,\n`,
      'tariff-outpatient.csv': 'tfc,first_single,first_multi,follow_up_single,follow_up_multi\n300,200,,90.25,\n',
      'tariff-ae.csv': 'hrg,type_1_2,type_3\nVB08Z,130,\n',
      'mff.csv': 'provider,mff\nRAL,1.0634\n',
      'specialised-top-ups.csv': 'service_code,rate\nNCBPS08S,0.25\n',
    })
    const source = await read(folder)
    expect(source.ok && source.value).toMatchObject({
      kind: 'folder',
      warnings: [],
      parts: {
        apc: [
          {
            hrg: 'AA22C',
            name: 'Stroke, severe',
            outpatientProcedurePence: null,
            combinedPence: 100000,
            electiveTrimDays: 5,
            nonElectivePence: 240650,
            nonElectiveTrimDays: 23,
            perDayPence: 21900,
            shortStayApplies: true,
            shortStayBp: 3000,
            shortStayPence: 72200,
          },
          {
            hrg: 'H04',
            outpatientProcedurePence: 0,
            combinedPence: null,
            shortStayApplies: false,
            shortStayPence: null,
          },
        ],
        outpatient: [
          {
            tfc: '300',
            firstSinglePence: 20000,
            firstMultiPence: null,
            followUpSinglePence: 9025,
            followUpMultiPence: null,
          },
        ],
        emergency: [{ hrg: 'VB08Z', type12Pence: 13000, type3Pence: null }],
        marketForces: [{ provider: 'RAL', mffMicro: 1063400 }],
        topUps: [{ serviceCode: 'NCBPS08S', rateBp: 2500 }],
      },
    })
  })

  test.each([['30%'], ['30'], ['0.3'], ['0.30']])(
    'understands %s as a percentage of the non-elective price, in whole pounds half up',
    async (share) => {
      const folder = await folderOf({
        'tariff-apc.csv': `hrg,non_elective,short_stay_applies,short_stay_percent\nAA22C,2405,Y,${share}\n`,
      })
      const source = await read(folder)
      expect(source.ok && source.value.parts.apc![0]!.shortStayPence).toBe(72200)
    },
  )

  test('warns of a short stay price that is not its percentage, naming the HRG', async () => {
    const folder = await folderOf({
      'tariff-apc.csv':
        'hrg,non_elective,short_stay_applies,short_stay_percent,short_stay\nAA22C,2406,Y,30%,700\nAA22D,2406,Y,30%,722\n',
    })
    const source = await read(folder)
    expect(source.ok && source.value.warnings).toEqual([
      'tariff-apc.csv, row 2: HRG AA22C: the short stay price is £700.00, but 30% of the non-elective price is £722.00; the price given is used.',
    ])
  })

  test('is refused whole, with row, column and what to do', async () => {
    const folder = await folderOf({
      'tariff-apc.csv':
        'hrg,combined,elective_trim_days,short_stay_applies\nAA22C,"1,000",5,Y\naa22d,12.34567,-1,maybe\nAA22C,1,1,N\n,2,,\n',
    })
    expect(await refusal(folder)).toBe(
      [
        'tariff-apc.csv, row 2, column combined: “1,000” is not a price: write pounds like 2406 or 2406.50, or leave it empty for no price.',
        'tariff-apc.csv, row 3, column hrg: “aa22d” is not an HRG: write it like AA22C or H04.',
        'tariff-apc.csv, row 4, column hrg: AA22C is there twice; keep one of the rows.',
        'tariff-apc.csv, row 5, column hrg: the code is missing.',
        'Nothing was taken: put these right and load it again.',
      ].join('\n'),
    )
  })

  test('must have the columns it should have, and no others', async () => {
    const folder = await folderOf({ 'tariff-ae.csv': 'hrg,type_1,type_3\nVB08Z,1,2\n' })
    expect(await refusal(folder)).toContain(
      'tariff-ae.csv, row 1: the column “type_1” is not known; the columns are hrg, type_1_2, type_3.',
    )
  })

  test('without any prices is refused, and a file with a misspelt name is pointed out', async () => {
    expect(await refusal(await folderOf({ 'mff.csv': 'provider,mff\nRAL,1\n' }))).toContain(
      'none of tariff-apc.csv, tariff-outpatient.csv, tariff-ae.csv',
    )
    const source = await read(await folderOf({ 'tariff-ae.csv': 'hrg,type_1_2\nVB08Z,1\n', 'tarif-apc.csv': 'x' }))
    expect(source.ok && source.value.warnings[0]).toContain(
      'tarif-apc.csv is not a file of a tariff folder and was not read',
    )
  })

  test('has one hash for one content, wherever it lies', async () => {
    const files = { 'tariff-ae.csv': 'hrg,type_1_2\nVB08Z,1\n' }
    const [a, b] = [await read(await folderOf(files)), await read(await folderOf(files))]
    const other = await read(await folderOf({ 'tariff-ae.csv': 'hrg,type_1_2\nVB08Z,2\n' }))
    expect(
      a.ok && b.ok && other.ok && [a.value.sha256 === b.value.sha256, a.value.sha256 === other.value.sha256],
    ).toEqual([true, false])
  })
})

const longHeader = [
  'HRG code',
  'HRG name',
  'Outpatient procedure\ntariff (£)',
  'Combined day case / ordinary elective spell tariff (£)',
  'Day case spell tariff (£)',
  'Ordinary elective spell tariff (£)',
  'Ordinary elective long stay trim point (days)',
  'Non-elective spell tariff (£) *',
  'Non-elective long stay trim point (days)',
  'Per day long stay payment (for days exceeding trim point) (£)',
  'Reduced short stay emergency tariff applicable?',
  '% applied in calculation of reduced short stay emergency tariff ',
  'Reduced short stay emergency tariff (£)',
  'BPT applies to HRG or sub-HRG level',
]

describe('the national workbook (every file of reference/pricing: layouts.yaml says its headings)', () => {
  test('of 2017/18: the sheet of the year among two, headings under titles, dashes, commas, stars and padding', async () => {
    const path = await workbookOf({
      Contents: [['2017/18 and 2018/19 prices']],
      '1a APC & OPROC 17.18': [
        ['Admitted patient care and outpatient procedure prices 2017/18'],
        [null],
        [null, ...longHeader],
        [null, 'AA22C ', 'Stroke', '-', '8,207', '-', '-', 117, '2,406*', 23, 219, 'Yes', 0.3, 722, 'HRG'],
        [null, 'AA22D*', 'Stroke, less', 130, 5629, null, null, 58, 5629.5, 58, 240, 'No', '-', '-', null],
        [null, '* including a price that differs'],
      ],
      '1b APC & OPROC 18.19': [
        [null, ...longHeader],
        [null, 'AA22C', 'Stroke', '-', 1, 1, 1, 1, 1, 1, 1, 'No', '-', '-', null],
      ],
      '2a Outpatients 17.18': [
        [
          'Treatment function code',
          'Treatment function description',
          'WF01B_First Attendance - Single Professional',
          'WF02B_First - Multi',
          'WF01A_Follow Up - Single',
          'WF02A_Follow Up - Multi',
        ],
        [100, 'General surgery', 180, '-', 70.5, '-'],
      ],
      '3 A&E': [
        ['HRG code', 'HRG name', 'Type 1 and 2 Departments', 'Type 3 Departments'],
        ['VB08Z', 'Category 2', 130, 60],
      ],
      MFF: [
        ['Provider code', 'MFF payment index for 2016/17', 'MFF payment index for 2017/18'],
        ['RAL', 1.2, 1.0634],
      ],
    })
    const source = await read(path, '2017/18')
    expect(source.ok ? source.value.parts : source.message).toMatchObject({
      apc: [
        {
          hrg: 'AA22C',
          outpatientProcedurePence: null,
          combinedPence: 820700,
          dayCasePence: null,
          electivePence: null,
          electiveTrimDays: 117,
          nonElectivePence: 240600,
          nonElectiveTrimDays: 23,
          perDayPence: 21900,
          shortStayApplies: true,
          shortStayBp: 3000,
          shortStayPence: 72200,
        },
        {
          hrg: 'AA22D',
          outpatientProcedurePence: 13000,
          nonElectivePence: 562950,
          shortStayApplies: false,
          shortStayPence: null,
        },
      ],
      outpatient: [
        {
          tfc: '100',
          firstSinglePence: 18000,
          firstMultiPence: null,
          followUpSinglePence: 7050,
          followUpMultiPence: null,
        },
      ],
      emergency: [{ hrg: 'VB08Z', type12Pence: 13000, type3Pence: 6000 }],
      marketForces: [{ provider: 'RAL', mffMicro: 1063400 }],
    })
  })

  test('of 2025/26: another order, headings over merged cells, data from row 7', async () => {
    const path = await workbookOf({
      '1 APC & OPROC': [
        [null, 'Annex A: prices'],
        [null],
        [null],
        [null, null, null, null, null, null, 'Non-elective'],
        [
          null,
          'HRG code',
          'HRG name',
          'Outpatient procedure price (£)',
          'Combined day case/ordinary elective price (£)',
          'Ordinary elective long stay trim point (days)',
          'price (£)',
          'long stay trim point (days)',
          'Per day long stay payment (£)',
        ],
        [null],
        [null, 'HN12F', 'Hip', '-', 7251, 8, 9876, 20, 300],
      ],
    })
    const source = await read(path, '2025/26')
    expect(source.ok ? source.value.parts.apc : source.message).toMatchObject([
      {
        hrg: 'HN12F',
        combinedPence: 725100,
        electiveTrimDays: 8,
        nonElectivePence: 987600,
        nonElectiveTrimDays: 20,
        perDayPence: 30000,
      },
    ])
  })

  test('of another year is refused with the years it has', async () => {
    const path = await workbookOf({
      '1b APC & OPROC 18.19': [[...longHeader], ['AA22C', 'x', 1, 1, 1, 1, 1, 1, 1, 1, 'No', '-', '-']],
    })
    expect(await refusal(path, '2017/18')).toContain(
      'There are no prices of 2017/18: “1b APC & OPROC 18.19” is of 2018/19.',
    )
  })

  test('with a word where a price should be is refused with the sheet, the row and the heading', async () => {
    const path = await workbookOf({ Prices: [[...longHeader], ['AA22C', 'x', 'tbc', 1]] })
    expect(await refusal(path)).toContain('Prices, row 2, column Outpatient procedure tariff (£): “tbc” is not a price')
  })

  test('that is none says what was looked for', async () => {
    expect(await refusal(await fileOf('else.csv', 'a,b\n1,2\n'))).toContain(
      'No sheet of “else.csv” has the headings of a price list',
    )
    expect(await refusal(await fileOf('broken.xlsx', 'PK\u0003\u0004 not really a workbook'))).toContain('damaged')
  })
})

const shared = sharedFolder()

describe.skipIf(!shared)('published prices, where the folder of real files is there', () => {
  const file = (name: string) => join(shared!, 'data', 'tariff', name)

  test('2017/18 and 2018/19 come out of one file by year', async () => {
    const [first, second] = [
      await read(file('national_tariff_2017-19_apc_oproc.csv'), '2017/18'),
      await read(file('national_tariff_2017-19_apc_oproc.csv'), '2018/19'),
    ]
    const stroke = (source: typeof first) => source.ok && source.value.parts.apc!.find(({ hrg }) => hrg === 'AA22C')
    expect(first.ok && first.value.parts.apc!.length).toBe(2303)
    expect(stroke(first)).toMatchObject({
      combinedPence: 820700,
      nonElectivePence: 976600,
      electiveTrimDays: 117,
      nonElectiveTrimDays: 98,
      perDayPence: 24000,
    })
    expect(stroke(second)).toMatchObject({ combinedPence: 828500, nonElectivePence: 985900 })
    expect(await refusal(file('national_tariff_2017-19_apc_oproc.csv'), '2016/17')).toContain('has no rows of 2016/17')
  })

  test('trim points are never under 5 days for elective stays', async () => {
    const source = await read(file('national_tariff_2017-19_apc_oproc.csv'), '2017/18')
    const trims = source.ok ? source.value.parts.apc!.flatMap(({ electiveTrimDays }) => electiveTrimDays ?? []) : []
    expect(Math.min(...trims)).toBe(5)
  })

  test.each([
    ['HN12F', 7251],
    ['HN12A', 13900],
    ['HN22E', 7222],
    ['HN24C', 2143],
    ['HN23C', 4399],
  ])('2025/26: %s, day case or elective, £%i', async (code, price) => {
    const source = await read(file('nhsps_2025-26_pay_award_HN_HC_partial.csv'), '2025/26')
    expect(source.ok && source.value.parts.apc!.find(({ hrg }) => hrg === code)?.combinedPence).toBe(price * 100)
  })

  test('the factors of 140 providers for 2026/27', async () => {
    const source = await read(file('nhse_provider_mff_2026-27.csv'), '2026/27')
    expect(source.ok && source.value.parts.marketForces!.length).toBe(140)
    expect(source.ok && source.value.parts.marketForces![0]).toEqual({ provider: 'RCF', mffMicro: 1012977 })
  })
})
