import type { Actor } from '#platform'

/** Who did something and when, as events keep it. */
export const deedOf = ({ name, userId }: Actor, at: Date) => ({ actor: name, person_id: userId ?? null, at })
