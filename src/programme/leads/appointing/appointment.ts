import type { PlainDate } from '#shared'
import type { LeadTables } from '../stores/lead-tables.store.ts'

export type StepName = LeadTables['leads.appointment_event']['event']

export interface Step {
  readonly event: StepName
  /** The day it happened; of an interview, the day it is held. */
  readonly on: PlainDate
  readonly words: string
  readonly actor: string
  readonly at: Date
}

/** Somebody is considered for a role. */
export interface Appointment {
  readonly appointmentNo: number
  readonly roleNo: number
  readonly owner: string
  readonly personNo: number
  readonly name: string
  readonly steps: readonly Step[]
}

export const outcomes = ['appointed', 'not-appointed', 'declined', 'withdrawn'] as const
export type Outcome = (typeof outcomes)[number]

export const isOutcome = (event: StepName): event is Outcome => (outcomes as readonly StepName[]).includes(event)

export const outcomeOf = ({ steps }: Pick<Appointment, 'steps'>): Step | undefined =>
  steps.find(({ event }) => isOutcome(event))

export const stepWords: Readonly<Record<StepName, string>> = {
  invited: 'Invited',
  'interview-set': 'Interview set',
  appointed: 'Appointed',
  'not-appointed': 'Not appointed',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

/** How it stands: the last that was noted. */
export const stateOf = ({ steps }: Pick<Appointment, 'steps'>): StepName => steps.at(-1)?.event ?? 'invited'
