import type { Month } from '../month.ts'
import type { Permission } from './permission.ts'

/** How counts of one to seven are published: as they are, held back and rounded, or held back with another beside them. */
export type SmallNumbers = 'shown' | 'hes' | 'strict'

/** A practice whose activity may be seen, in which months: half-open, without end where there is none. */
export interface PracticeReach {
  readonly practice: string
  readonly from?: Month
  readonly to?: Month
}

/**
 * What the asker may see, handed to every store and view as a parameter. Each list narrows and `'all'` does not; a line is
 * seen when all of them allow it. The database is told the same and holds everybody to it a second time.
 */
export interface Scope {
  readonly practices: 'all' | readonly PracticeReach[]
  readonly providers: 'all' | readonly string[]
  /** To whom it was billed. */
  readonly commissioners: 'all' | readonly string[]
  readonly detail: 'lines' | 'sums' | 'none'
  readonly smallNumbers: SmallNumbers
  readonly seesRestrictedCodes: boolean
  readonly permissions: 'all' | readonly Permission[]
  /** Whoever asks, where it is a person: their own account, sessions and runs are theirs to see. */
  readonly personId?: string
}

/** The operator's scope: the command line, and the product's own work. It may see and do all; what it does is in the journal. */
export const wholeCommissioner: Scope = {
  practices: 'all',
  providers: 'all',
  commissioners: 'all',
  detail: 'lines',
  smallNumbers: 'shown',
  seesRestrictedCodes: true,
  permissions: 'all',
}

/** Nothing at all: whoever has not come in. */
export const nothingAtAll: Scope = {
  practices: [],
  providers: [],
  commissioners: [],
  detail: 'none',
  smallNumbers: 'hes',
  seesRestrictedCodes: false,
  permissions: [],
}

/** Whole practices, whenever it was. */
export const practicesOnly = (codes: readonly string[]): readonly PracticeReach[] =>
  codes.map((practice) => ({ practice }))

export const mayDo = ({ permissions }: Pick<Scope, 'permissions'>, permission: Permission): boolean =>
  permissions === 'all' || permissions.includes(permission)
