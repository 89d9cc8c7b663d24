import type { Actor } from '#platform'

/** Who did something for an owner, and when, as every table of the room keeps it. */
export const deedOf = (owner: string, { name, userId }: Actor, at: Date) => ({
  owner,
  actor: name,
  person_id: userId ?? null,
  at,
})
