import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A month small enough to price by hand. Every expected price below was worked out on paper from the printed rule beside it;
 * nothing here is computed by the product.
 */
export const organisations = `code,name,kind,open_date,close_date,postcode
X01,Invented Commissioner,commissioner,2002-04-01,,
G1,North Group,group,2005-04-01,,
G2,South Group,group,2005-04-01,,
A99001,First Practice,practice,1990-04-01,,
A99002,Second Practice,practice,1990-04-01,,
A99003,Third Practice,practice,1990-04-01,,
RAA,Invented Hospital,provider,1994-04-01,,
RBB,Other Hospital,provider,1994-04-01,,
`

/** The second practice changes group on 1 October 2007; the third belongs to none. */
export const memberships = `member,parent,from,to
A99001,G1,2005-04-01,
A99002,G1,2005-04-01,2007-10-01
A99002,G2,2007-10-01,
A99001,X01,2002-04-01,
A99002,X01,2002-04-01,
A99003,X01,2002-04-01,
`

export const tariff = {
  'tariff-apc.csv': `hrg,name,outpatient_procedure,combined,day_case,elective,elective_trim_days,non_elective,non_elective_trim_days,per_day,short_stay_applies,short_stay_percent,short_stay
E01,Long stay,,,,,,2406,23,219,N,,
B02,Short stay,,800,,,5,1500,10,100,Y,0.4,
C03,Day surgery,150,,500,900,6,,,120,N,,
D04,No price at all,,,,,,,,,N,,
`,
  'tariff-outpatient.csv': `tfc,first_single,first_multi,follow_up_single,follow_up_multi
100,160,200,75,90
110,140,,65,
`,
  'tariff-ae.csv': `hrg,type_1_2,type_3
V01,110,55
`,
  'mff.csv': `provider,mff
RAA,1.063400
`,
}

const header =
  'line_id,provider,commissioner,practice,patient,birth_date,sex,age,pod,spell_id,start_date,end_date,admission_method,' +
  'critical_care_days,hrg,tfc,first_attendance,attended,multi_professional,department_type,national_tariff,units,unit_price,price,month,snapshot'

interface Case {
  readonly id: string
  readonly practice: string
  readonly provider?: string
  readonly pod: string
  readonly cells: Readonly<Record<string, string>>
  readonly billed: string
  /** In pence; null is a line that has no price. */
  readonly price: number | null
  readonly basis: string
  readonly why: string
}

const stay = (start: string, end: string, method: string, hrg: string, age = '60') => ({
  start_date: start,
  end_date: end,
  admission_method: method,
  hrg,
  age,
})
const visit = (day: string, tfc: string, more: Readonly<Record<string, string>> = {}) => ({
  start_date: day,
  tfc,
  ...more,
})

export const cases: readonly Case[] = [
  {
    id: 'L01',
    practice: 'A99001',
    pod: 'NEL',
    cells: stay('2007-09-10', '2007-10-10', '21', 'E01'),
    billed: '4188.73',
    price: 418_873,
    basis: 'non-elective',
    why: '30 days, 7 beyond 23: (2406 + 7 x 219) x 1.0634 = 4188.7326',
  },
  {
    id: 'L02',
    practice: 'A99001',
    pod: 'NEL',
    cells: stay('2007-09-17', '2007-10-10', '21', 'E01'),
    billed: '2558.54',
    price: 255_854,
    basis: 'non-elective',
    why: '23 days is not beyond 23: 2406 x 1.0634 = 2558.5404',
  },
  {
    id: 'L03',
    practice: 'A99002',
    pod: 'NEL',
    cells: stay('2007-10-01', '2007-10-02', '21', 'B02', '19'),
    billed: '1595.10',
    price: 63_804,
    basis: 'short-stay',
    why: '1 day, age 19: round(1500 x 0.4) = 600; 600 x 1.0634 = 638.04',
  },
  {
    id: 'L04',
    practice: 'A99002',
    pod: 'NEL',
    cells: stay('2007-10-01', '2007-10-02', '21', 'B02', '18'),
    billed: '1595.10',
    price: 159_510,
    basis: 'non-elective',
    why: 'age 18 is not reduced: 1500 x 1.0634',
  },
  {
    id: 'L05',
    practice: 'A99002',
    pod: 'NELNE',
    cells: stay('2007-10-01', '2007-10-02', '31', 'B02'),
    billed: '1595.10',
    price: 159_510,
    basis: 'non-elective',
    why: 'maternity admission is not reduced',
  },
  {
    id: 'L06',
    practice: 'A99001',
    pod: 'EL',
    cells: stay('2007-10-01', '2007-10-09', '11', 'B02'),
    billed: '1170.00',
    price: 116_974,
    basis: 'elective',
    why: '8 days, 3 beyond 5: (800 + 300) x 1.0634 = 1169.74',
  },
  {
    id: 'L07',
    practice: 'A99001',
    pod: 'DC',
    cells: stay('2007-10-05', '2007-10-05', '11', 'C03'),
    billed: '531.70',
    price: 53_170,
    basis: 'day-case',
    why: '500 x 1.0634',
  },
  {
    id: 'L08',
    practice: 'A99003',
    pod: 'EL',
    cells: { ...stay('2007-10-05', '2007-10-15', '11', 'C03'), critical_care_days: '3' },
    billed: '1084.67',
    price: 108_467,
    basis: 'elective',
    why: '10 days less 3 in critical care is 7, 1 beyond 6: (900 + 120) x 1.0634 = 1084.668',
  },
  {
    id: 'L09',
    practice: 'A99001',
    pod: 'NEL',
    cells: { ...stay('2007-09-01', '2007-10-01', '21', 'E01'), spell_id: 'SP9' },
    billed: '2558.54',
    price: 255_854,
    basis: 'non-elective',
    why: 'its 7 excess days stand on a line of their own',
  },
  {
    id: 'L10',
    practice: 'A99001',
    pod: 'NELXBD',
    cells: { ...stay('2007-09-01', '2007-10-01', '21', 'E01'), spell_id: 'SP9', units: '7' },
    billed: '1630.19',
    price: 163_019,
    basis: 'excess-bed-days',
    why: '7 x 219 x 1.0634 = 1630.1922',
  },
  {
    id: 'L11',
    practice: 'A99001',
    pod: 'OPFASPCL',
    cells: visit('2007-10-03', '100', { first_attendance: '1', attended: '5' }),
    billed: '170.14',
    price: 17_014,
    basis: 'outpatient-attendance',
    why: '160 x 1.0634 = 170.144',
  },
  {
    id: 'L12',
    practice: 'A99002',
    pod: 'OPFUPMPCL',
    cells: visit('2007-10-04', '100', { first_attendance: '2', attended: '5', multi_professional: '2' }),
    billed: '95.71',
    price: 9571,
    basis: 'outpatient-attendance',
    why: '90 x 1.0634 = 95.706',
  },
  {
    id: 'L13',
    practice: 'A99002',
    pod: 'OPFUPSPCL',
    cells: visit('2007-10-04', '110', { first_attendance: '2', attended: '3' }),
    billed: '90.00',
    price: 0,
    basis: 'not-attended',
    why: 'did not attend',
  },
  {
    id: 'L14',
    practice: 'A99002',
    pod: 'OPPROC',
    cells: { ...visit('2007-10-04', '110', { first_attendance: '1', attended: '5' }), hrg: 'C03' },
    billed: '159.51',
    price: 15_951,
    basis: 'outpatient-procedure',
    why: '150 x 1.0634',
  },
  {
    id: 'L15',
    practice: 'A99002',
    pod: 'OPPROC',
    cells: { ...visit('2007-10-04', '110', { first_attendance: '1', attended: '5' }), hrg: 'B02' },
    billed: '148.88',
    price: 14_888,
    basis: 'outpatient-procedure-as-attendance',
    why: 'no procedure price: the first attendance, 140 x 1.0634 = 148.876',
  },
  {
    id: 'L16',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'AE',
    cells: { start_date: '2007-10-06', hrg: 'V01', department_type: '01' },
    billed: '110.00',
    price: 11_000,
    basis: 'emergency-attendance',
    why: 'a provider without a factor has 1',
  },
  {
    id: 'L17',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'AE',
    cells: { start_date: '2007-10-06', hrg: 'V01', department_type: '03' },
    billed: '110.00',
    price: 5500,
    basis: 'emergency-attendance',
    why: 'type 3 department',
  },
  {
    id: 'L18',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'DRUG',
    cells: { start_date: '2007-10-06' },
    billed: '1234.56',
    price: 123_456,
    basis: 'pass-through',
    why: 'passed through at cost',
  },
  {
    id: 'L19',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'DC',
    cells: stay('2007-10-06', '2007-10-06', '11', 'D04'),
    billed: '50.00',
    price: null,
    basis: 'no-national-price',
    why: 'a row without any price',
  },
  {
    id: 'L20',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'NEL',
    cells: { start_date: '2007-10-06', admission_method: '21', hrg: 'E01', age: '60' },
    billed: '50.00',
    price: null,
    basis: 'not-discharged',
    why: 'not discharged yet',
  },
  {
    id: 'L21',
    practice: 'A99003',
    provider: 'RBB',
    pod: 'COMM',
    cells: { start_date: '2007-10-06', national_tariff: 'N' },
    billed: '33.00',
    price: null,
    basis: 'no-local-price',
    why: 'a local line without an agreed price',
  },
]

const row = (of: Case, snapshot: string): string => {
  const cells: Record<string, string> = {
    line_id: of.id,
    provider: of.provider ?? 'RAA',
    commissioner: 'X01',
    practice: of.practice,
    sex: '2',
    pod: of.pod,
    price: of.billed,
    month: '2007-10',
    snapshot,
    ...of.cells,
  }
  return header
    .split(',')
    .map((name) => cells[name] ?? '')
    .join(',')
}

export const activity = (snapshot: 'flex' | 'freeze', which: readonly Case[] = cases): string =>
  [header, ...which.map((one) => row(one, snapshot)), ''].join('\n')

export function writeWorld(folder: string): void {
  mkdirSync(join(folder, 'tariff'), { recursive: true })
  for (const [name, text] of Object.entries(tariff)) writeFileSync(join(folder, 'tariff', name), text)
  writeFileSync(join(folder, 'organisations.csv'), organisations)
  writeFileSync(join(folder, 'memberships.csv'), memberships)
  writeFileSync(
    join(folder, 'flex.csv'),
    activity(
      'flex',
      cases.filter(({ id }) => id !== 'L07'),
    ),
  )
  writeFileSync(join(folder, 'freeze.csv'), activity('freeze'))
}
