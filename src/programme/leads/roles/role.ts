import { type PlainDate, addDays } from '#shared'
import type { PaidAs, SkillAsked } from '../stores/lead-tables.store.ts'
import { monthsAfter } from '../words/when.ts'

export type { PaidAs, SkillAsked }

/** A job description and a person specification: what is changed by a new version of a role. */
export interface RoleWords {
  readonly title: string
  readonly purpose: string
  readonly duties: readonly string[]
  readonly essential: readonly string[]
  readonly desirable: readonly string[]
  /** What reports are written against. */
  readonly objectives: readonly string[]
  readonly skills: readonly SkillAsked[]
  readonly minutesPerMonth: number
  readonly paidAs: PaidAs
  /** Whether somebody else is looked for when its holder steps down. */
  readonly isRefilled: boolean
}

export interface Holder {
  readonly personNo: number
  readonly name: string
  readonly accountId: string | null
}

/** Half-open; nothing as its end where none is set. */
export interface LeadTerm {
  readonly termNo: number
  readonly roleNo: number
  readonly owner: string
  readonly holder: Holder
  readonly from: PlainDate
  readonly to: PlainDate | null
}

export interface LeadRole extends RoleWords {
  readonly roleNo: number
  readonly owner: string
  readonly version: number
  readonly isClosed: boolean
  /** What changed with this version. */
  readonly words: string
  readonly changedBy: string
  readonly changedAt: Date
  /** Every term, the earliest first; one that ended before it began is none. */
  readonly terms: readonly LeadTerm[]
}

export const isHeldOn = ({ from, to }: Pick<LeadTerm, 'from' | 'to'>, day: PlainDate): boolean =>
  from <= day && (to === null || day < to)

export const termOn = ({ terms }: Pick<LeadRole, 'terms'>, day: PlainDate): LeadTerm | undefined =>
  terms.find((term) => isHeldOn(term, day))

/** Whoever holds it next after a day. */
export const nextTerm = ({ terms }: Pick<LeadRole, 'terms'>, day: PlainDate): LeadTerm | undefined =>
  terms.find(({ from }) => from > day)

/** A term that ends within so many months of a day, and what follows it: somebody, a search, or nobody by schedule. */
export interface Ending {
  readonly term: LeadTerm
  readonly lastDay: PlainDate
  readonly afterwards: 'taken-over' | 'to-fill' | 'not-replaced'
}

/** On 1 March, within 6 months: a term to 1 September (last day 31 August) ends; one to 2 September does not. */
export function endingWithin(role: LeadRole, day: PlainDate, months: number): Ending | undefined {
  const term = termOn(role, day)
  if (!term || term.to === null || role.isClosed || term.to > monthsAfter(day, months)) return undefined
  const after = termOn(role, term.to) ?? nextTerm(role, term.to)
  return {
    term,
    lastDay: addDays(term.to, -1),
    afterwards: after ? 'taken-over' : role.isRefilled ? 'to-fill' : 'not-replaced',
  }
}

/** Nobody holds it, and somebody should. */
export const isVacant = (role: LeadRole, day: PlainDate): boolean =>
  !role.isClosed && role.isRefilled && termOn(role, day) === undefined
