import type { Actor } from '#platform'

/** Who did something and when, as every event keeps it. */
export const deedOf = ({ name, userId }: Actor, at: Date) => ({ actor: name, person_id: userId ?? null, at })

/** One and the same person: by their account, or as the operator by the name they gave. */
export const doerKey = (deed: { readonly actor: string; readonly personId: string | null }): string =>
  deed.personId ?? `operator ${deed.actor}`

export const actorKey = ({ name, userId }: Actor): string => userId ?? `operator ${name}`
