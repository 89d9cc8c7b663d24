import type { Vocabulary } from '#platform'
import { findMonth, findPlainDate, formatDate, formatMonth } from '#shared'
import { dimensionLabel } from '../shape/dimension.ts'
import type { FactKey, LineFacts } from './line-facts.ts'

/** What the fields are called (NHS Data Dictionary), in the order in which somebody checks a bill. */
const labels: readonly (readonly [FactKey, string])[] = [
  ['hrg', 'HRG'],
  ['tfc', 'Treatment function'],
  ['main_specialty', 'Main specialty'],
  ['start_date', 'Start'],
  ['start_time', 'Time'],
  ['end_date', 'End'],
  ['age', 'Age at the start'],
  ['admission_method', 'Admission method'],
  ['admission_source', 'Source of admission'],
  ['discharge_method', 'Discharge method'],
  ['discharge_destination', 'Discharge destination'],
  ['patient_classification', 'Patient classification'],
  ['critical_care_days', 'Critical care days'],
  ['rehabilitation_days', 'Rehabilitation days'],
  ['palliative_days', 'Palliative care days'],
  ['delayed_days', 'Delayed discharge days'],
  ['excess_bed_days', 'Excess bed days billed'],
  ['first_attendance', 'First attendance'],
  ['attended', 'Attended or did not attend'],
  ['outcome', 'Outcome of attendance'],
  ['multi_professional', 'Several professionals'],
  ['consultation_medium', 'Consultation medium'],
  ['referral_source', 'Source of referral'],
  ['referral_date', 'Referral date'],
  ['department_type', 'Department type'],
  ['attendance_category', 'Attendance category'],
  ['admin_category', 'Administrative category'],
  ['overseas_status', 'Overseas visitor status'],
  ['service_code', 'Service'],
  ['national_tariff', 'National price applies'],
  ['best_practice', 'Best practice'],
  ['units', 'Units'],
  ['unit_price', 'Unit price billed (£)'],
  ['spell_id', 'Spell'],
  ['attendance_id', 'Attendance'],
  ['diagnoses', 'Diagnoses (ICD-10)'],
  ['procedures', 'Procedures (OPCS-4)'],
  ['local_pod', 'Point of delivery, local code'],
]

export interface Fact {
  readonly label: string
  readonly value: string
}

function valueOf(value: string | number): string {
  const text = String(value)
  const date = findPlainDate(text)
  if (text.includes('|')) return text.replaceAll('|', ', ')
  if (date) return formatDate(date)
  return /^-?\d+\.\d*0$/.test(text) ? text.replace(/\.?0+$/, '') : text
}

interface NamesOfCodes {
  organisation(code: string): string
  pod(code: string): string
}

function who(facts: LineFacts, words: Vocabulary, names: NamesOfCodes): Fact[] {
  const organisations = [
    ['provider', 'provider'],
    ['practice', 'practice'],
  ] as const
  const named = organisations.flatMap(([key, noun]) => {
    const code = facts[key]
    return code === null
      ? []
      : [{ label: dimensionLabel(noun, words), value: `${names.organisation(String(code))} (${code})` }]
  })
  const pod =
    facts.pod === null ? [] : [{ label: 'Point of delivery', value: `${names.pod(String(facts.pod))} (${facts.pod})` }]
  return [...named, ...pod]
}

/** Where the line comes from, so that somebody can find it in the file received. */
function source(facts: LineFacts): Fact[] {
  const month = findMonth(String(facts.month))
  return [
    { label: 'Billed for', value: `${month ? formatMonth(month) : facts.month}, ${facts.snapshot}` },
    { label: 'Source', value: `Import ${facts.import_no}, row ${facts.line_no} of its file` },
  ]
}

/** What is known of the line, in words; what is not there is left out. */
export const factsInWords = (facts: LineFacts, words: Vocabulary, names: NamesOfCodes): Fact[] => [
  ...who(facts, words, names),
  ...labels.flatMap(([key, label]) => {
    const value = facts[key]
    return value === null ? [] : [{ label, value: valueOf(value) }]
  }),
  ...source(facts),
]
