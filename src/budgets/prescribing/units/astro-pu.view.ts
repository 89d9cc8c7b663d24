import { type PracticeList, practiceLists } from '#budgets/envelope'
import { astroPu } from '#budgets/fair-shares'
import type { Asker } from '#platform'
import { type Pence, type PlainDate, type Result, ok, refused, splitByWeight } from '#shared'

/** The cost ASTRO-PU of a practice's list: its patients weighed by what their age and sex cost in prescribing. */
export interface PracticeUnits {
  readonly practice: string
  readonly group: string | null
  readonly countedOn: PlainDate
  readonly patients: number
  /** Decimal text of twelve places. */
  readonly units: string
}

export type UnitsRefusal = 'no-lists' | 'not-covered'

export interface UnitsFound {
  readonly practices: readonly PracticeUnits[]
  /** Practices without a list up to the day, which have no units. */
  readonly without: readonly string[]
}

function unitsOf(list: PracticeList): Result<PracticeUnits | undefined, 'not-covered'> {
  const { practice, group, countedOn, patients, bands } = list
  if (countedOn === null || patients === 0) return ok(undefined)
  const units = astroPu(bands, { measure: 'cost' })
  if (!units.ok)
    return refused('not-covered', `The list of ${practice} counted on ${countedOn} cannot be weighed. ${units.message}`)
  return ok({ practice, group, countedOn, patients, units: units.value })
}

/**
 * Cost ASTRO-PU (2013) of each of a commissioner's practices, from the latest list not after a day. Lists are no secret: all practices
 * are told.
 */
export async function practiceUnits(
  { db }: Pick<Asker, 'db'>,
  asked: { readonly commissioner: string; readonly on: PlainDate },
): Promise<Result<UnitsFound, UnitsRefusal>> {
  const practices: PracticeUnits[] = []
  const without: string[] = []
  for (const list of await practiceLists(db, asked)) {
    const found = unitsOf(list)
    if (!found.ok) return found
    if (found.value) practices.push(found.value)
    else without.push(list.practice)
  }
  if (practices.length > 0) return ok({ practices, without })
  return refused(
    'no-lists',
    `No practice of ${asked.commissioner} has a list counted up to ${asked.on}: load list sizes first (locality import list-sizes).`,
  )
}

const places = 12

/** Units on one scale of whole numbers. */
export const wholeUnits = (units: string): bigint => {
  const [whole = '0', part = ''] = units.split('.')
  return BigInt(whole + part.padEnd(places, '0').slice(0, places))
}

/** A pool shared out by units: to the penny, largest remainder, ties by code. The practices are in the order of their codes. */
export const sharePool = (pool: Pence, practices: readonly PracticeUnits[]): Pence[] =>
  splitByWeight(
    pool,
    practices.map(({ units }) => wholeUnits(units)),
  )
