import type { PlainDate } from '#shared'
import type { Lead } from '../leads/lead.ts'
import type { Status, Timescale } from '../timescale/timescale.ts'

/** What a version of an item says. */
export interface ItemSaid {
  readonly place: number
  readonly section: string
  readonly ref: string
  /** As it was written, before it was repaired. */
  readonly refAsWritten: string
  readonly objective: string
  readonly leadsText: string
  readonly timescaleText: string
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  /** Whether the days were read from the timescale or typed by somebody. */
  readonly daysAre: 'read' | 'typed'
  /** What was noted when it was taken in, such as that its reference was repaired. */
  readonly notes: readonly string[]
  readonly isRemoved: boolean
}

/** An item of a plan as it stands. */
export interface PlanItem extends ItemSaid {
  readonly itemNo: number
  readonly owner: string
  readonly source: string
  readonly versionNo: number
  readonly status: Status
  readonly leads: readonly Lead[]
  readonly timescale: Timescale
  /** Days since it was due, where it is late on the day asked about; 0 where it is not, null where no day is named. */
  readonly daysLate: number | null
}

export const isDone = ({ status }: Pick<PlanItem, 'status'>): boolean =>
  status === 'complete' || status === 'complete-ongoing'

export const statusWords: Readonly<Record<Status, string>> = {
  planned: 'Planned',
  ongoing: 'Ongoing',
  complete: 'Complete',
  'complete-ongoing': 'Complete and ongoing',
}
