import type { PlainDate } from '#shared'

export const kinds = ['commissioner', 'group', 'practice', 'provider', 'region'] as const
export type Kind = (typeof kinds)[number]

export const statuses = ['active', 'closed', 'dormant', 'proposed'] as const
export type Status = (typeof statuses)[number]

export interface Organisation {
  readonly code: string
  readonly kind: Kind
  /** The name it has now. */
  readonly name: string
  /** As a national register says; empty when no register spoke of it. */
  readonly status: Status | null
  readonly openDate: PlainDate | null
  /** The last day it was open, as national registers write it. */
  readonly closeDate: PlainDate | null
  readonly postcode: string | null
}

export const findKind = (text: string): Kind | undefined => kinds.find((kind) => kind === text)

/** A code of any organisation: capital letters and digits, 2 to 10 of them. */
export const isCode = (text: string): boolean => /^[A-Z0-9]{2,10}$/.test(text)

/** The code of a practice in England and Wales (NHS Data Dictionary, GP practice code): A81001, W00001. */
export const isNationalPractice = (code: string): boolean => /^[A-HJ-NPWY]\d{5}$/.test(code)

/**
 * The national default codes: V81997 no registered practice, V81998 practice code not applicable, V81999
 * practice code not known (NHS Data Dictionary). They look like practices and are none.
 */
export const isNoPractice = (code: string): boolean => /^V8199[789]$/.test(code)

/** Closed on 31 October 2017 means open that day and not on 1 November. */
export const isOpenOn = (
  { openDate, closeDate }: Pick<Organisation, 'openDate' | 'closeDate'>,
  day: PlainDate,
): boolean => (openDate === null || openDate <= day) && (closeDate === null || day <= closeDate)
