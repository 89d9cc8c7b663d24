import type { Person } from '../posts/standing.ts'

/** Somebody as recorded, whether they are shut out or not. */
export interface RecordedPerson extends Person {
  readonly isDisabled: boolean
}
