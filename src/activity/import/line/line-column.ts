/** What a cell of a column must look like once it is clean. */
export type CellType =
  | 'id'
  | 'code'
  | 'short-code'
  | 'national-code'
  | 'time'
  | 'date'
  | 'age'
  | 'days'
  | 'units'
  | 'unit-price'
  | 'money'
  | 'codes'
  | 'month'
  | 'snapshot'
  | 'sex'
  | 'yes-no'
  | 'text'

export interface LineColumn {
  readonly name: string
  readonly type: CellType
  readonly needed?: true
  /** Kept out of the lake, of messages and of files of rejects. */
  readonly isPrivate?: true
  /** What a whole code must match; a person is told `words`. */
  readonly shape?: string
  readonly words?: string
}

const organisation = (name: string, shape: string, words: string, needed?: true): LineColumn => ({
  name,
  type: 'code',
  shape,
  words,
  ...(needed && { needed }),
})
const codes = (...names: string[]): LineColumn[] => names.map((name) => ({ name, type: 'short-code' }))
const days = (...names: string[]): LineColumn[] => names.map((name) => ({ name, type: 'days' }))

/** The columns of the plain activity file, in the order of its description. One row is one billed line. */
export const lineColumns: readonly LineColumn[] = [
  { name: 'line_id', type: 'id', needed: true },
  organisation('provider', '[A-Z0-9]{3,6}', 'a provider code of 3 to 6 letters and digits, like RAL', true),
  organisation('site', '[A-Z0-9]{5,9}', 'a site code of 5 to 9 letters and digits, like RAL01'),
  organisation('commissioner', '[A-Z0-9]{3,5}', 'a commissioner code of 3 to 5 letters and digits, like 5K5'),
  organisation('practice', '[A-Z0-9]{3,8}', 'a practice code like E84001', true),
  { name: 'patient', type: 'id', isPrivate: true },
  { name: 'birth_date', type: 'date', isPrivate: true },
  { name: 'sex', type: 'sex' },
  { name: 'age', type: 'age' },
  organisation('pod', '[A-Z0-9]{2,10}', 'a national point of delivery code like OPFASPCL', true),
  { name: 'local_pod', type: 'text' },
  { name: 'spell_id', type: 'id' },
  { name: 'attendance_id', type: 'id' },
  { name: 'start_date', type: 'date', needed: true },
  { name: 'start_time', type: 'time' },
  { name: 'end_date', type: 'date' },
  ...codes(
    'admission_method',
    'admission_source',
    'discharge_method',
    'discharge_destination',
    'patient_classification',
  ),
  ...days('critical_care_days', 'rehabilitation_days', 'palliative_days', 'delayed_days'),
  {
    name: 'hrg',
    type: 'code',
    shape: '[A-Z0-9]{3,8}',
    words: 'a healthcare resource group like AA01Z or E01',
  },
  { name: 'tfc', type: 'national-code' },
  { name: 'main_specialty', type: 'national-code' },
  ...codes('first_attendance', 'attended', 'outcome', 'referral_source'),
  { name: 'referral_date', type: 'date' },
  { name: 'ubrn', type: 'id' },
  ...codes(
    'multi_professional',
    'consultation_medium',
    'department_type',
    'attendance_category',
    'admin_category',
    'overseas_status',
  ),
  {
    name: 'service_code',
    type: 'code',
    shape: '[A-Z0-9/_-]{1,20}',
    words: 'a service code of at most 20 letters and digits',
  },
  { name: 'national_tariff', type: 'yes-no' },
  { name: 'diagnoses', type: 'codes' },
  { name: 'procedures', type: 'codes' },
  { name: 'units', type: 'units' },
  { name: 'unit_price', type: 'unit-price' },
  { name: 'price', type: 'money', needed: true },
  { name: 'excess_bed_days', type: 'days' },
  { name: 'month', type: 'month', needed: true },
  { name: 'snapshot', type: 'snapshot', needed: true },
]

const byName = new Map(lineColumns.map((column) => [column.name, column]))

export function lineColumn(name: string): LineColumn {
  const column = byName.get(name)
  if (!column) throw new RangeError(`no such column of a line: ${name}`)
  return column
}

export const isLineColumn = (name: string): boolean => byName.has(name)

/**
 * A file may end without a line end where half of its last cell can never be taken for the whole. Only flex and freeze
 * are such: 2007-10-12 cut short is 2007-10-1, 200710 is a serial number without its last digit, and nothing at all is a
 * stay without a discharge.
 */
export const hasFixedForm = ({ type }: LineColumn): boolean => type === 'snapshot'
