import type { Actor } from '#platform'

/** Who did something and when, as it is kept. */
export const deedOf = ({ name, userId }: Actor, at: Date) => ({ actor: name, person_id: userId ?? null, at })
