import type { PlainDate } from '#shared'
import type { CodeLists } from './price-rules.ts'

export interface AdmittedFacts {
  readonly patientClassification: string | null
  readonly admissionMethod: string | null
  readonly startDate: PlainDate
  readonly endDate: PlainDate | null
  /** True when the stay is paid at the reduced short stay emergency price. */
  readonly isShortStay?: boolean
}

export interface OutpatientFacts {
  readonly hrg: string | null
  readonly mainSpecialty: string | null
  readonly firstAttendance?: string | null
}

const planned = ['11', '12', '13']
const otherNonElective = ['31', '32', '81', '82', '83']

/**
 * The national point of delivery of a spell, from PATIENT CLASSIFICATION and ADMISSION METHOD (NHS Data Dictionary).
 * A day case (2) that stayed the night is an ordinary elective stay. Class 3 is RADAY, 4 RANIGHT; method 21 is NEL, or NELST when it is
 * paid as a short stay; 31 is NELNE. Nothing when the codes say nothing.
 */
export function deriveAdmittedPointOfDelivery(facts: AdmittedFacts, codes: CodeLists): string | undefined {
  const { patientClassification, admissionMethod, startDate, endDate, isShortStay = false } = facts
  if (patientClassification === '3') return 'RADAY'
  if (patientClassification === '4') return 'RANIGHT'
  if (patientClassification === '2' && startDate === endDate) return 'DC'
  if (admissionMethod === null) return patientClassification === '2' ? 'EL' : undefined
  if (codes.short_stay_admission_methods.includes(admissionMethod)) return isShortStay ? 'NELST' : 'NEL'
  if (otherNonElective.includes(admissionMethod)) return 'NELNE'
  return planned.includes(admissionMethod) || patientClassification === '2' ? 'EL' : undefined
}

/**
 * The national point of delivery of an outpatient attendance, from its HRG and the main specialty of who was seen.
 * WF01A with main specialty 950 is OPFUPSPNCL; WF02B with 300 is OPFAMPCL; WF01D is NF2FFA; any HRG that is not of the families WF and
 * UZ is a procedure. UZ01Z could not be grouped and has none.
 */
export function deriveOutpatientPointOfDelivery(
  { hrg, mainSpecialty }: OutpatientFacts,
  codes: CodeLists,
): string | undefined {
  if (hrg === null || hrg.startsWith('UZ')) return undefined
  if (!hrg.startsWith('WF')) return 'OPPROC'
  const match = /^WF0([12])([ABCD])$/.exec(hrg)
  if (!match) return undefined
  const [, staff, kind] = match
  if (kind === 'D') return 'NF2FFA'
  if (kind === 'C') return 'NF2FFUP'
  const led = isConsultantLed(mainSpecialty, codes) ? 'CL' : 'NCL'
  return `${kind === 'B' ? 'OPFA' : 'OPFUP'}${staff === '1' ? 'SP' : 'MP'}${led}`
}

function isConsultantLed(mainSpecialty: string | null, { not_consultant_led: others }: CodeLists): boolean {
  if (mainSpecialty === null) return true
  const number = Number(mainSpecialty)
  return !others.codes.includes(mainSpecialty) && !(number >= others.from && number <= others.to)
}

export type PointOfDeliveryFacts =
  | ({ readonly setting: 'admitted' } & AdmittedFacts)
  | ({ readonly setting: 'outpatient' } & OutpatientFacts)
  | { readonly setting: 'emergency' }

/** The national point of delivery of a line that does not carry one. */
export function derivePointOfDelivery(facts: PointOfDeliveryFacts, codes: CodeLists): string | undefined {
  if (facts.setting === 'emergency') return 'AE'
  return facts.setting === 'admitted'
    ? deriveAdmittedPointOfDelivery(facts, codes)
    : deriveOutpatientPointOfDelivery(facts, codes)
}
