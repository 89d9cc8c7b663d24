import type { Actor } from '#platform'

/** One and the same person, for whether two deeds were done by two: by their account, or as the operator by the name they gave. */
export const personKey = (who: { readonly name: string; readonly userId?: string | null }): string =>
  who.userId ?? `operator ${who.name}`

export const deedOf = ({ name, userId }: Actor, at: Date) => ({ actor: name, person_id: userId ?? null, at })

export const doerKey = (deed: { readonly actor: string; readonly personId: string | null }): string =>
  personKey({ name: deed.actor, userId: deed.personId })
