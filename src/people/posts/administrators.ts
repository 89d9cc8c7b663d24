import { type PlainDate, type Refused, formatDate, refused, roles } from '#shared'
import { type Term, firstDayUncovered, fromDayOn } from './term.ts'

/** The roles that give and end posts; without anybody in one of them nobody could be let in or shut out any more. */
export const administratorRoles: readonly string[] = roles
  .filter(({ permissions }) => permissions.includes('person.change'))
  .map(({ name }) => name)

export const isAdministratorRole = (role: string): boolean => administratorRoles.includes(role)

export interface AdministratorsChange {
  /** What will no longer be held of administrators’ posts. */
  readonly lost: readonly Term[]
  /** The administrators’ posts that stay, of people who are not shut out. */
  readonly staying: readonly Term[]
  readonly today: PlainDate
}

/**
 * Refuses a change after which some day, today or later, would have no administrator where it has one now. The last
 * administrator may go once somebody else’s term covers all the days of theirs.
 */
export function refuseWithoutAdministrator(change: AdministratorsChange): Refused<'last-administrator'> | undefined {
  const { lost, staying, today } = change
  const uncovered = lost
    .flatMap((term) => fromDayOn(term, today) ?? [])
    .flatMap((term) => firstDayUncovered(term, staying) ?? [])
    .toSorted()[0]
  return (
    uncovered &&
    refused(
      'last-administrator',
      `Nobody would be an administrator on ${formatDate(uncovered)}, and nobody could let anybody in any more. ` +
        'Make somebody else an administrator first, for as long as this post would have lasted.',
    )
  )
}
