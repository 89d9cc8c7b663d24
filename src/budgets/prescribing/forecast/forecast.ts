import { type FinancialYear, type Month, type Pence, addPence, monthNumber, roundHalfUp, toPence } from '#shared'
import { type Method, methods } from '../policy/prescribing-policy.ts'
import { type Profile, type ProfileFacts, type SpentMonth, monthsOf, profileOf, wholeYears } from './profile.ts'

const weightOf = (profile: Profile, months: readonly Month[]): bigint =>
  months.reduce((sum, month) => sum + profile[monthNumber(month) - 1]!, 0n)

interface KnownAndWanted {
  readonly known: readonly Month[]
  readonly wanted: readonly Month[]
}

const exactly = (spent: Pence, profile: Profile, { known, wanted }: KnownAndWanted): bigint =>
  roundHalfUp(BigInt(spent) * weightOf(profile, wanted), weightOf(profile, known))

/**
 * What some months of a year come to when others cost so much: by how a profile shares the year out. £1,100 in April and May, which are
 * a sixth of the year, make £6,600 of all twelve months, and £550 of June.
 */
export const inProportion = (spent: Pence, profile: Profile, months: KnownAndWanted): Pence =>
  toPence(Number(exactly(spent, profile, months)))

/** One trial: a year that is over, foretold from its first months, against what it came to. */
export interface Trial {
  readonly method: Method
  readonly year: FinancialYear
  readonly after: number
  /** Foretold less what it was, in ten-thousandths of that. */
  readonly errorBp: number
}

function trialOf(method: Method, year: FinancialYear, after: number, facts: ProfileFacts): Trial | undefined {
  const own = facts.spent.filter(({ month }) => monthsOf(year).includes(month))
  const actual = addPence(...own.map(({ pence }) => pence))
  const earlier = facts.spent.filter(({ month }) => month < monthsOf(year)[0]!)
  const profile = profileOf(method, year, { ...facts, spent: earlier })
  if (!profile || actual <= 0) return undefined
  const known = monthsOf(year).slice(0, after)
  const spent = addPence(...own.filter(({ month }) => known.includes(month)).map(({ pence }) => pence))
  const foretold = exactly(spent, profile, { known, wanted: monthsOf(year) })
  const errorBp = Number(roundHalfUp((foretold - BigInt(actual)) * 10_000n, BigInt(actual)))
  return { method, year, after, errorBp }
}

/** Every method tried on every whole year before one, after so many months each time; each knows only what was known then. */
export function trials(year: FinancialYear, testedAt: readonly number[], facts: ProfileFacts): Trial[] {
  const years = wholeYears(facts.spent).filter((other) => other < year)
  return years.flatMap((other) =>
    testedAt.flatMap((after) => methods.flatMap((method) => trialOf(method, other, after, facts) ?? [])),
  )
}

export interface MethodResult {
  readonly method: Method
  readonly forecastPence: Pence
  /** Mean size of the error of its trials, in ten-thousandths; nothing where it was never tried. */
  readonly meanErrorBp: number | null
  readonly worstErrorBp: number | null
  readonly trials: number
  readonly profile: Profile
}

const meanOf = (sizes: readonly number[]): number | null =>
  sizes.length === 0 ? null : Math.round(sizes.reduce((sum, size) => sum + size, 0) / sizes.length)

/** The methods are compared on the trials that all of them had; where there is none such, on each one's own. */
function compared(all: readonly Trial[], usable: readonly Method[]): (method: Method) => readonly Trial[] {
  const key = ({ year, after }: Trial): string => `${year} ${after}`
  const counts = new Map<string, number>()
  for (const trial of all.filter(({ method }) => usable.includes(method)))
    counts.set(key(trial), (counts.get(key(trial)) ?? 0) + 1)
  const shared = new Set([...counts].filter(([, count]) => count === usable.length).map(([pair]) => pair))
  return (method) => all.filter((trial) => trial.method === method && (shared.size === 0 || shared.has(key(trial))))
}

export interface Foretelling extends ProfileFacts {
  readonly year: FinancialYear
  readonly testedAt: readonly number[]
  readonly untested: Method
}

export interface ForetoldYear {
  readonly method: Method
  readonly results: readonly MethodResult[]
  readonly known: readonly Month[]
  readonly spentPence: Pence
}

/** A year foretold by each method that can be, and which of them is used: the one that erred least when it was tried. */
export function foretell(asked: Foretelling): ForetoldYear | undefined {
  const { year, spent, testedAt, untested } = asked
  const own: readonly SpentMonth[] = spent.filter(({ month }) => monthsOf(year).includes(month))
  if (own.length === 0) return undefined
  const known = own.map(({ month }) => month)
  const spentPence = addPence(...own.map(({ pence }) => pence))
  const earlier = { ...asked, spent: spent.filter(({ month }) => month < monthsOf(year)[0]!) }
  const usable = methods.flatMap((method) => {
    const profile = profileOf(method, year, earlier)
    // A profile in which the months that are here are next to nothing says nothing of the others.
    const told = profile && exactly(spentPence, profile, { known, wanted: monthsOf(year) })
    return profile && Number.isSafeInteger(Number(told)) ? [{ method, profile }] : []
  })
  const trialsOf = compared(
    trials(year, testedAt, earlier),
    usable.map(({ method }) => method),
  )
  const results = usable.map(({ method, profile }): MethodResult => {
    const sizes = trialsOf(method).map(({ errorBp }) => Math.abs(errorBp))
    const forecastPence = inProportion(spentPence, profile, { known, wanted: monthsOf(year) })
    return {
      method,
      profile,
      forecastPence,
      meanErrorBp: meanOf(sizes),
      worstErrorBp: sizes.length > 0 ? Math.max(...sizes) : null,
      trials: sizes.length,
    }
  })
  const tried = results
    .filter(({ meanErrorBp }) => meanErrorBp !== null)
    .toSorted((a, b) => a.meanErrorBp! - b.meanErrorBp!)
  const chosen = tried[0] ?? results.find(({ method }) => method === untested) ?? results[0]!
  return { method: chosen.method, results, known, spentPence }
}
