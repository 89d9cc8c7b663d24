import type { PlainDate } from '#shared'

/** How something stands: before it began, going on, done, or done and going on all the same. */
export const statuses = ['planned', 'ongoing', 'complete', 'complete-ongoing'] as const
export type Status = (typeof statuses)[number]

/** What one line of a timescale says. */
export interface TimescaleLine {
  readonly text: string
  readonly isOngoing: boolean
  readonly isComplete: boolean
  /** Said in so many words, such as “to be confirmed”: nothing is missing from it. */
  readonly isOpen: boolean
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  /** Whether `due` was said to be a day by which it ends. */
  readonly isDeadline: boolean
  /** What it goes on until, where that is no day: “formation of the board”. */
  readonly until: string | null
  /** Words that could not be read, as they were written. */
  readonly unread: readonly string[]
  /** Why something is no day. */
  readonly problems: readonly string[]
}

/** A timescale as somebody wrote it, and what was read from it. `status` is null where nothing of it could be read. */
export interface Timescale {
  readonly text: string
  readonly status: Status | null
  /** The first day, and the last. */
  readonly start: PlainDate | null
  readonly due: PlainDate | null
  readonly until: string | null
  readonly unread: readonly string[]
  readonly problems: readonly string[]
  readonly lines: readonly TimescaleLine[]
}
