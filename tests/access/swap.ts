import type { Asker } from './matrix.ts'
import type { Answer, Walker } from './walkers.ts'

/** An identifier of somebody else put where an own one belongs, beside one that nothing has. */
export interface Swap {
  /** The address as it is declared, and the field where it is not of the path. */
  readonly where: string
  readonly askers: readonly Asker[]
  readonly theirs: readonly string[]
  readonly absent: string
  ask(walker: Walker, id: string): Promise<Answer>
}

export type Where = (id: string) => string
export type Ids = Pick<Swap, 'askers' | 'theirs' | 'absent'>

export const read = (where: string, path: Where, ids: Ids): Swap => ({
  where,
  ...ids,
  ask: (walker, id) => walker.get(path(id)),
})

export const pulled = (where: string, path: Where, ids: Ids): Swap => ({
  where: `/api/v1${where}`,
  ...ids,
  ask: (walker, id) => walker.program(`/api/v1${path(id)}`),
})

export const sent = (where: string, path: Where, fields: (id: string) => Record<string, string>, ids: Ids): Swap => ({
  where,
  ...ids,
  ask: (walker, id) => walker.post(path(id), fields(id)),
})
