import type { PlainDate, Result } from '#shared'
import type { ListCell } from '../model/list-count.ts'
import type { Membership } from '../model/membership.ts'
import type { Kind, Organisation } from '../model/organisation.ts'
import type { RowReading } from '../reading/row-reading.ts'
import type { SheetReading } from '../reading/sheet-reading.ts'

/** What a file says of an organisation itself; what it has no column for is left as recorded. */
export type Standing = Partial<Pick<Organisation, 'status' | 'openDate' | 'closeDate' | 'postcode'>>

export interface OrganisationStatement {
  readonly row: RowReading
  readonly code: string
  readonly kind: Kind
  readonly name: string | null
  /**
   * Nothing when the file only mentions it as somebody's member or parent: enough to make it known, not to
   * change it.
   */
  readonly standing?: Standing
}

export interface MembershipStatement extends Omit<Membership, 'parentKind'> {
  readonly row: RowReading
  /** Nothing when only what is recorded can tell. */
  readonly memberKind?: Kind
  readonly parentKind?: Kind
}

export interface CountStatement {
  readonly rows: readonly RowReading[]
  readonly practice: string
  readonly countedOn: PlainDate
  readonly cells: readonly ListCell[]
}

export interface Statements {
  readonly organisations: readonly OrganisationStatement[]
  readonly memberships: readonly MembershipStatement[]
  readonly counts: readonly CountStatement[]
  /** What a reader should know about how the file was understood. */
  readonly notes: readonly string[]
}

export const noStatements: Statements = { organisations: [], memberships: [], counts: [], notes: [] }

/** What is known of a file beside its rows. */
export interface AboutFile {
  readonly name: string
  /** The day that somebody said the file speaks of. */
  readonly date: PlainDate | null
}

export type Interpreter = (reading: SheetReading, about: AboutFile) => Result<Statements, 'no-date'>

/** Rejects all but the first statement of the same thing, naming the row that said it first. */
export function rejectRepeats<S extends { readonly row: RowReading }>(
  statements: readonly S[],
  keyOf: (statement: S) => string,
  field: string,
): void {
  const first = new Map<string, RowReading>()
  for (const statement of statements) {
    const earlier = first.get(keyOf(statement))
    if (!earlier) first.set(keyOf(statement), statement.row)
    else statement.row.reject(field, `Row ${earlier.number} says the same thing already: keep one of the two rows.`)
  }
}
