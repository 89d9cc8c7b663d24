import type { Month, Pence, PlainDate } from '#shared'
import type { Contract } from './contract.ts'

/** Half-open days. */
export interface Dated {
  readonly from: PlainDate
  readonly to: PlainDate | null
}

export interface FollowUpCap extends Dated {
  readonly commissioner: string
  readonly provider: string
  readonly reference: string
  readonly tfc: string
  /** Follow-up attendances for each first one, in thousandths: 2500 is 2.5. */
  readonly ratioThousandths: number
}

export interface MultiProfessional extends Dated {
  readonly commissioner: string
  readonly provider: string
  readonly tfc: string
}

/** A procedure that was approved for a patient beforehand. Refused and withdrawn ones are no approvals, and not among these. */
export interface PriorApproval extends Dated {
  readonly commissioner: string
  readonly approval: string
  /** The pseudonym that lines billed to the commissioner carry, as decimal text. */
  readonly patient: string
  /** The start of an OPCS-4 code, without its dot. */
  readonly procedure: string
}

/**
 * One case in which a procedure is of low priority. A pattern is held against the beginning of a code without its dot; a spell meets it
 * when some procedure fits `procedures`, for each of `alsoProcedures` some procedure fits, some diagnosis fits `diagnoses`, for each of
 * `alsoDiagnoses` some diagnosis fits, and no diagnosis fits `notDiagnoses`.
 */
export interface LowPriority extends Dated {
  /** Whose policy; null: the country's. */
  readonly commissioner: string | null
  readonly policy: string
  readonly title: string
  readonly procedures: string
  readonly alsoProcedures: readonly string[]
  readonly diagnoses: string | null
  readonly alsoDiagnoses: readonly string[]
  readonly notDiagnoses: string | null
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  /** `1` or `2`; null: either. */
  readonly sex: string | null
  readonly electiveOnly: boolean
  /** False: it is never paid for, approved or not. */
  readonly needsApproval: boolean
}

export interface ExcludedDrug extends Dated {
  readonly commissioner: string
  readonly code: string
  readonly name: string | null
  readonly agreedPence: Pence | null
}

export interface Clinic {
  readonly commissioner: string
  readonly provider: string
  /** Of a site, or of the provider's own point of delivery. */
  readonly code: string
  readonly kind: 'pre-operative' | 'ward'
}

/** Until which instant what is sent for a month counts. */
export interface Closings {
  readonly flexClosesAt: Date
  readonly freezeClosesAt: Date
}

export interface CalendarMonth extends Closings {
  readonly month: Month
  readonly flexPublishedAt: Date
  readonly freezePublishedAt: Date
}

export const registerNames = [
  'contracts',
  'plan',
  'caps',
  'multi-professional',
  'prior-approvals',
  'low-priority',
  'excluded-drugs',
  'clinics',
  'calendar',
] as const
export type RegisterName = (typeof registerNames)[number]

/** Everything that rules are checked against which touches the months asked for, within what the asker may see. */
export interface RegisterFacts {
  readonly contracts: readonly Contract[]
  readonly followUpCaps: readonly FollowUpCap[]
  readonly multiProfessional: readonly MultiProfessional[]
  readonly priorApprovals: readonly PriorApproval[]
  readonly lowPriority: readonly LowPriority[]
  readonly excludedDrugs: readonly ExcludedDrug[]
  readonly clinics: readonly Clinic[]
  readonly calendar: readonly CalendarMonth[]
  /** Whether anybody ever loaded it, be it an empty list. A rule that needs one that nobody filled does not run. */
  readonly isFilled: Readonly<Record<RegisterName, boolean>>
}
