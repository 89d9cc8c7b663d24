import type { Facts } from './facts.ts'
import type { Cell } from './matrix.ts'
import type { Answer, Walker } from './walkers.ts'
import type { Relation } from './world.ts'

/** One way to try a cell of the table, and how one sees whether it was allowed. */
export interface Probe {
  readonly thing: string
  readonly action: string
  /** `page`, `csv`, `json`, `form`, `program`: the same thing may be had in several ways, and all must answer alike. */
  readonly way: string
  ask(walker: Walker, cell: Cell, facts: Facts): Promise<Answer>
  shows(answer: Answer, cell: Cell, facts: Facts): boolean
  /** A page that holds nothing of its own: with the product's checks taken down it is only a frame without figures. */
  readonly isFrame?: true
}

export type Ask = Probe['ask']
export type Shows = Probe['shows']

export const probe = (thing: string, action: string, way: string, ask: Ask, shows: Shows): Probe => ({
  thing,
  action,
  way,
  ask,
  shows,
})

export const relationOf = ({ relation }: Cell): Relation => relation!

export const get =
  (path: string | ((cell: Cell, facts: Facts) => string)): Ask =>
  (walker, cell, facts) =>
    walker.get(typeof path === 'string' ? path : path(cell, facts))

/** By the interface for programs, below `/api/v1`. */
export const pull =
  (path: string | ((cell: Cell, facts: Facts) => string)): Ask =>
  (walker, cell, facts) =>
    walker.program(`/api/v1${typeof path === 'string' ? path : path(cell, facts)}`)

export const holds =
  (text: string | ((cell: Cell, facts: Facts) => string)): Shows =>
  (answer, cell, facts) => {
    const wanted = typeof text === 'string' ? text : text(cell, facts)
    return answer.status < 400 && answer.text.includes(wanted)
  }

export const opens: Shows = ({ status }) => status === 200

export function upload(fields: Readonly<Record<string, string>>, name: string, text: string): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  form.append('file', new File([text], name))
  return form
}

export const sentOn =
  (to: RegExp): Shows =>
  ({ status, text }) =>
    status === 303 && to.test(text)

export const pulled = (
  thing: string,
  action: string,
  path: Parameters<typeof pull>[0],
  text: Parameters<typeof holds>[0],
) => probe(thing, action, 'program', pull(path), holds(text))
