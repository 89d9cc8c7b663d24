import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importMemberships, importOrganisations } from '#organisations'
import type { Ctx } from '#platform'

export const epdHeader =
  'YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,AREA_TEAM_NAME,AREA_TEAM_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,PRACTICE_CODE,' +
  'ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,BNF_DESCRIPTION,' +
  'BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,ACTUAL_COST,UNIDENTIFIED'

export interface EpdRow {
  readonly month?: string
  readonly practice?: string
  readonly bnf?: string
  readonly name?: string
  readonly items?: number | string
  readonly nic?: string
  readonly actual?: string
  readonly mark?: string
}

/** One row of the national file, of an invented practice unless it is said. */
export const epdRow = ({
  month = '200710',
  practice = 'P90001',
  bnf = '0212000B0AAABAB',
  name = 'An Invented_Tab 10mg',
  items = 10,
  nic = '12.34',
  actual = '11.50123',
  mark = 'N',
}: EpdRow = {}): string =>
  `${month},A REGION,Y00,"AN AREA, AND ANOTHER",Q00,A COMMISSIONER,C01,A PRACTICE,${practice},,,,,,,,${bnf},${name},,28.0,${items},280.0,1.5,${nic},${actual},${mark}`

export const epdFile = (rows: readonly string[]): string => `${[epdHeader, ...rows].join('\r\n')}\r\n`

/** The first row of the file of the years before, with blanks around its titles and a column without one. */
export const earlierHeader =
  ' SHA,PCT,PRACTICE,BNF CODE,BNF NAME                                    ,ITEMS  ,NIC        ,ACT COST   ,QUANTITY,PERIOD,                 '
export const earlierRow = ({
  practice = 'P90001',
  bnf = '0212000B0AAABAB',
  items = '0000010',
  actual = '00000011.50',
} = {}): string =>
  `Q44,5ZZ,${practice},${bnf},An Invented_Tab 10mg                    ,${items},00000012.34,${actual},0000280,201001,                 `
export const earlierFile = (rows: readonly string[]): string => `${[earlierHeader, ...rows].join('\r\n')}\r\n`

/** Two commissioners: C01 with two groups of two practices, C02 with one practice in a group; and a practice of nobody. */
export async function addPrescribers(
  ctx: Ctx,
  folder: string,
  codes: readonly string[] = ['P90001', 'P90002', 'P90003', 'P90004'],
): Promise<void> {
  const organisations = [
    ['C01', 'First Commissioner', 'commissioner'],
    ['C02', 'Second Commissioner', 'commissioner'],
    ['G1', 'North Group', 'group'],
    ['G2', 'South Group', 'group'],
    ['GZ', 'Far Group', 'group'],
    ...codes.map((code, at) => [code, `Practice ${at + 1}`, 'practice']),
    ['P90009', 'Far Practice', 'practice'],
    ['P90008', 'Practice of Nobody', 'practice'],
  ]
  const memberships = [
    ['G1', 'C01'],
    ['G2', 'C01'],
    ['GZ', 'C02'],
    ...codes.map((code, at) => [code, at < 2 ? 'G1' : 'G2']),
    ['P90009', 'GZ'],
  ]
  const put = async (name: string, lines: readonly string[]) => {
    await writeFile(join(folder, name), `${lines.join('\n')}\n`)
    return { file: join(folder, name), name }
  }
  const rows = organisations.map(([code, name, kind]) => `${code},${name},${kind},2002-04-01,,`)
  const told = await importOrganisations(
    ctx,
    await put('organisations.csv', ['code,name,kind,open_date,close_date,postcode', ...rows]),
  )
  if (!told.ok) throw new Error(told.message)
  const members = memberships.map(([member, parent]) => `${member},${parent},2002-04-01,`)
  const joined = await importMemberships(ctx, await put('memberships.csv', ['member,parent,from,to', ...members]))
  if (!joined.ok) throw new Error(joined.message)
}
