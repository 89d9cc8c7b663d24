import type { PlainDate } from '#shared'
import { type Interval, holdsOn } from './interval.ts'

export interface DatedName extends Interval {
  readonly name: string
}

/**
 * An organisation's names after it was called so on a day. The first name heard counts as far back as is
 * known; another name later ends it on the day it was heard. A code standing in for a name that nobody had
 * said yet is simply replaced.
 */
export function rename(names: readonly DatedName[], code: string, name: string, heardOn: PlainDate): DatedName[] {
  if (names.length === 0) return [{ name, from: null, to: null }]
  return names.flatMap((dated) => (holdsOn(dated, heardOn) ? renameOne(dated, code, name, heardOn) : [dated]))
}

function renameOne(dated: DatedName, code: string, name: string, heardOn: PlainDate): DatedName[] {
  if (dated.name === name) return [dated]
  if (dated.name === code || dated.from === heardOn) return [{ ...dated, name }]
  return [
    { ...dated, to: heardOn },
    { name, from: heardOn, to: dated.to },
  ]
}

export const nameOn = (names: readonly DatedName[], day: PlainDate): string | undefined =>
  names.find((dated) => holdsOn(dated, day))?.name
