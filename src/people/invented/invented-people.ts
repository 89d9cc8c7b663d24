import { type RoleName, findRole, roleNames } from '#shared'

interface Coded {
  readonly code: string
}

/** As much of an invented commissioner as its people need. */
export interface InventedWorld {
  readonly commissioner: Coded
  readonly groups: readonly Coded[]
  readonly practices: readonly (Coded & { readonly group: number })[]
  readonly providers: readonly Coded[]
}

export interface InventedPost {
  readonly role: RoleName
  readonly organisation: string | null
}

/** Somebody who is nobody: the name says so, and the address is of the domain that is nobody’s (RFC 2606). */
export interface InventedPerson {
  readonly name: string
  readonly email: string
  readonly posts: readonly InventedPost[]
}

const domain = 'example.org'

/** What every invented address begins with, so that they are known again. */
export const inventedAddress = `demo.%@${domain}`

const person = (words: string, posts: readonly InventedPost[]): InventedPerson => ({
  name: `Demo ${words}`,
  email: `demo.${words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@${domain}`,
  posts,
})

/** Where the invented holder of a role sits: the first practice, its group, the commissioner and its largest provider. */
function placeFor(world: InventedWorld, role: RoleName): string | null {
  const practice = world.practices[0]!
  const places = {
    practice: practice.code,
    group: world.groups[practice.group]!.code,
    commissioner: world.commissioner.code,
    provider: world.providers[0]!.code,
    installation: null,
  }
  return places[findRole(role)!.at[0]!]
}

/**
 * One person for each role where it is held; a second of the two whose decisions need two people (changes of an issued budget,
 * uses of savings that the executive and then the board approve); and one who leads a practice and chairs its group.
 */
export function inventedPeople(world: InventedWorld): readonly InventedPerson[] {
  const post = (role: RoleName): InventedPost => ({ role, organisation: placeFor(world, role) })
  const each = roleNames.map((role) => person(findRole(role)!.title, [post(role)]))
  const seconds = [
    person('Other finance lead', [post('finance-lead')]),
    person('Other board member', [post('executive-member')]),
  ]
  return [...each, ...seconds, person('GP with two posts', [post('gp-lead'), post('group-chair')])]
}
