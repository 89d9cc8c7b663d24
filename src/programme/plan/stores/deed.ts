import type { Ctx } from '#platform'

/** Who does something and when, as every row of this room keeps it. */
export const deedOf = ({ actor: { name, userId }, clock }: Pick<Ctx, 'actor' | 'clock'>) => ({
  actor: name,
  person_id: userId ?? null,
  at: clock.now(),
})
