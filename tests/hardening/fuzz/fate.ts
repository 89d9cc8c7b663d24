import type { Meant } from './draft.ts'

/** What must become of a file. */
export type Fate =
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'lines'
      /** By row: what may be taken, and no other row. */
      readonly lines: ReadonlyMap<number, Meant>
      readonly rejected: ReadonlySet<number>
      /** Refusing the whole of it, or more of its rows, is as good. */
      readonly orLess: boolean
    }

export const refused: Fate = { kind: 'refused' }
