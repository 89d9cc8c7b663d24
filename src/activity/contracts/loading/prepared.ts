import type { Change } from './differences.ts'
import type { Fault } from './fault.ts'
import type { KindName } from './kind.ts'
import type { ReadItem } from './read-items.ts'

/** A list as a file brings it, with nothing in it that names a patient. */
export interface PreparedList {
  readonly kind: KindName
  readonly file: string
  readonly sha256: string
  readonly items: readonly ReadItem[]
}

/** What files would do to the register, or what is wrong with them. */
export interface Prepared {
  readonly lists: readonly PreparedList[]
  readonly changes: readonly Change[]
  /** Lists that nobody ever loaded for that commissioner: they count as filled from then on, be they empty. */
  readonly firsts: readonly { readonly kind: KindName; readonly commissioner: string | null }[]
  readonly faults: readonly Fault[]
  /** Whose list an empty file empties. */
  readonly commissioner: string | null
}

/** Whether taking it would leave anything different. */
export const isNews = ({ changes, firsts }: Prepared): boolean => changes.length > 0 || firsts.length > 0
