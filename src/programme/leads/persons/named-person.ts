import type { PlainDate } from '#shared'

/** Somebody who may lead on something for an owner; whether they may sign in is another matter. */
export interface NamedPerson {
  readonly personNo: number
  readonly owner: string
  readonly name: string
  /** As plans and minutes write them; two may have the same, and some have none. */
  readonly initials: string
  /** The body or group of people in whose name they act, in its own words; empty where nobody said. */
  readonly body: string
  /** Of #people, where they have an account. */
  readonly accountId: string | null
  /** The day they left; nothing while they are here. */
  readonly leftOn: PlainDate | null
}

/** Whether they are there on a day; who leaves on a day is gone on it. */
export const isHere = ({ leftOn }: Pick<NamedPerson, 'leftOn'>, day: PlainDate): boolean =>
  leftOn === null || day < leftOn

/** Initials as people write them, from a name: titles are no part of it. `Dr Ann-Marie O'Neil` is AMO. */
export const initialsOf = (name: string): string =>
  name
    .replaceAll(/\b(dr|mr|mrs|ms|miss|prof|professor|sir|dame|rev)\b\.?/gi, ' ')
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => /[A-Z]/.test(letter))
    .join('')
    .slice(0, 6)
