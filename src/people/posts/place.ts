import { type PostPlace, type Role, findRole } from '#shared'

const places: readonly PostPlace[] = ['practice', 'group', 'commissioner', 'provider', 'installation']

/** The place of a post at an organisation of a kind; without one, the installation itself. A region has no posts. */
export const placeOf = (kind: string | null): PostPlace | undefined =>
  kind === null ? 'installation' : places.find((place) => place === kind && place !== 'installation')

export interface PlacedRole {
  readonly role: Role
  readonly place: PostPlace
}

/** A role and its place as recorded; nothing where this version has no such role, or not there: such a post lets nobody see anything. */
export function findPlacedRole(name: string, kind: string | null): PlacedRole | undefined {
  const role = findRole(name)
  const place = placeOf(kind)
  return role && place && role.at.includes(place) ? { role, place } : undefined
}
