import type { Actor } from '#platform'

/** One and the same person: by their account, or as the operator by the name they gave. */
export const personKey = ({ name, userId }: { readonly name: string; readonly userId?: string | null }): string =>
  userId ?? `operator ${name}`

export const deedOf = ({ name, userId }: Actor, at: Date) => ({ actor: name, person_id: userId ?? null, at })
