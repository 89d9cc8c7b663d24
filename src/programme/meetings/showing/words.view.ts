import type { Ctx } from '#platform'
import { type BodyKind, bodyKinds } from '../model/body.ts'

/** What a body is called: where the word for a group is an era's own, it is the era's. */
export function bodyKindWords({ vocabulary }: Pick<Ctx, 'vocabulary'>): Readonly<Record<BodyKind, string>> {
  const group = vocabulary.word('group', 'short')
  return {
    executive: 'Executive',
    commissioning: 'Commissioning group',
    board: `${group.charAt(0).toUpperCase()}${group.slice(1)} board`,
    'sub-committee': 'Sub-committee',
    forum: 'Patients’ forum',
    members: 'All member practices',
  }
}

export const bodyKindOptions = (ctx: Pick<Ctx, 'vocabulary'>) => {
  const words = bodyKindWords(ctx)
  return bodyKinds.map((value) => ({ value, text: words[value] }))
}
