import type { DatedName } from '../model/dated-name.ts'
import type { ListCell } from '../model/list-count.ts'
import type { Membership } from '../model/membership.ts'
import type { Kind, Organisation } from '../model/organisation.ts'

/** What is recorded already of what a file speaks of. */
export interface Recorded {
  readonly organisations: ReadonlyMap<string, Organisation & { readonly names: readonly DatedName[] }>
  readonly memberships: readonly Membership[]
  /** By practice and day: `A81001 2013-04-01`. */
  readonly counts: ReadonlyMap<string, readonly ListCell[]>
}

/** What a file makes different. */
export interface Changes {
  readonly organisations: readonly Organisation[]
  readonly names: ReadonlyMap<string, readonly DatedName[]>
  readonly removed: readonly Membership[]
  readonly added: readonly (Membership & { readonly memberKind: Kind })[]
  readonly counts: readonly { practice: string; countedOn: Membership['from']; cells: readonly ListCell[] }[]
}

export const countChanges = (changes: Changes): number =>
  changes.organisations.length +
  changes.names.size +
  changes.added.length +
  changes.removed.length +
  changes.counts.length
