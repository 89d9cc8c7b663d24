import type { Contract, RegisterFacts } from '#activity/contracts'
import type { KnownPractice, PracticeMembership } from '#organisations'
import type { PlainDate } from '#shared'
import type { Register } from '../rules/rule.ts'
import type { Cells } from './fill-table.ts'

/** What is known beside the bills of one commissioner. */
export interface CheckFacts {
  readonly practices: readonly KnownPractice[]
  readonly memberships: readonly PracticeMembership[]
  readonly register: RegisterFacts
  readonly nationalHrgs: ReadonlySet<string>
  /** When each import was received. */
  readonly received: ReadonlyMap<number, Date>
}

const endOfTime = '9999-12-31'

export const oursRows = ({ memberships }: CheckFacts, commissioner: string): Cells[] =>
  memberships
    .filter((one) => commissioner === '' || one.commissioner === commissioner)
    .map(({ practice, from, to }) => ({ practice, valid_from: from, valid_to: to ?? endOfTime }))

/** Closed on a day means open that day. */
export const practiceRows = ({ practices }: CheckFacts): Cells[] =>
  practices.map(({ practice, closedOn }) => ({ practice, closed_on: closedOn }))

const isOf =
  (commissioner: string) =>
  (row: { readonly commissioner: string | null }): boolean =>
    commissioner === '' || row.commissioner === null || row.commissioner === commissioner

const dated = ({ from, to }: { readonly from: PlainDate; readonly to: PlainDate | null }): Cells => ({
  valid_from: from,
  valid_to: to,
})

export interface ContractRows {
  readonly terms: Cells[]
  readonly services: Cells[]
}

const coverRows = ({ services, from, to, provider }: Contract, no: number): Cells[] =>
  (services.length === 0 ? [''] : services).map((code) => ({
    contract_no: no,
    provider,
    code,
    valid_from: from,
    valid_to: to ?? endOfTime,
  }))

export function contractRows({ register }: CheckFacts, commissioner: string): ContractRows {
  const own = register.contracts.filter(isOf(commissioner))
  return {
    terms: own.map((one, at) => ({
      contract_no: at + 1,
      reference: one.reference,
      mechanism: one.mechanism,
      line_tolerance_pence: one.lineTolerancePence,
    })),
    services: own.flatMap((one, at) => coverRows(one, at + 1)),
  }
}

/** Rows of the tables of facts that come from the register, by table, with the names of their columns. */
export function registerRows({ register }: CheckFacts, commissioner: string): Readonly<Record<string, Cells[]>> {
  const own = isOf(commissioner)
  return {
    follow_up_cap: register.followUpCaps
      .filter(own)
      .map((cap) => ({ ...dated(cap), provider: cap.provider, tfc: cap.tfc, ratio_thousandths: cap.ratioThousandths })),
    multi_professional_specialty: register.multiProfessional
      .filter(own)
      .map((one) => ({ ...dated(one), provider: one.provider, tfc: one.tfc })),
    prior_approval: register.priorApprovals
      .filter(own)
      .map((one) => ({ ...dated(one), patient: one.patient, procedure: one.procedure })),
    low_priority: register.lowPriority.filter(own).map((one) => ({
      ...dated(one),
      commissioner: one.commissioner,
      policy: one.policy,
      title: one.title,
      procedures: one.procedures,
      also_procedures: listText(one.alsoProcedures),
      diagnoses: one.diagnoses,
      also_diagnoses: listText(one.alsoDiagnoses),
      not_diagnoses: one.notDiagnoses,
      minimum_age: one.minimumAge,
      maximum_age: one.maximumAge,
      sex: one.sex,
      elective_only: one.electiveOnly,
      needs_approval: one.needsApproval,
    })),
    excluded_drug: register.excludedDrugs.filter(own).map((one) => ({
      ...dated(one),
      commissioner: one.commissioner,
      code: one.code,
      agreed_pence: one.agreedPence,
    })),
    clinic: register.clinics.filter(own).map(({ provider, code, kind }) => ({ provider, code, kind })),
  }
}

/** Several patterns in one cell, with a blank between them. */
const listText = (items: readonly string[]): string | null => (items.length === 0 ? null : items.join(' '))

/** Which registers of the contract room somebody has filled. */
export const filledRegisters = ({ register }: CheckFacts): Set<Register> =>
  new Set(
    Object.entries(register.isFilled)
      .filter(([, filled]) => filled)
      .map(([name]) => name as Register),
  )
