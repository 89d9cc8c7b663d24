import type { Month } from '#shared'

/** A line as somebody names it: the version that counts, unless they say which. */
export interface AskedLine {
  readonly month: Month
  readonly provider: string
  readonly lineId: string
  readonly snapshot?: 'flex' | 'freeze'
}

/** A line that somebody may see, with what leads to its identity: never shown itself. */
export interface FoundLine extends AskedLine {
  readonly importNo: number
  readonly lineNo: number
  readonly practice: string | null
  /** All 64 bits, as text; nothing where the line names nobody. */
  readonly patient: string | null
  readonly status: 'nhs-number' | 'pseudonym' | 'invalid' | 'missing'
}

/** Why there is no number to show, to somebody who may see the line; nothing where there is one. */
export function withoutNumber({ status, patient }: Pick<FoundLine, 'status' | 'patient'>): string | undefined {
  if (status === 'invalid')
    return 'The number given for this line is not a valid NHS number, so it cannot be said who it is about. Ask the provider.'
  if (status === 'pseudonym')
    return 'No NHS number was given for this line: the provider gave an identifier of its own, which means nothing elsewhere.'
  return status === 'missing' || patient === null
    ? 'No NHS number was given for this line, or the patient’s identity is withheld.'
    : undefined
}
