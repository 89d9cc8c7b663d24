import type { RiskParameters } from '../policy/risk-policy.ts'

export interface Population {
  readonly practice: string
  readonly group: string | null
  readonly patients: number
}

/** Who is too small to bear chance alone, and what to do about it. */
export interface Warning {
  readonly about: 'practice' | 'group' | 'pool' | 'commissioner'
  readonly code: string
  readonly patients: number
  readonly least: number
  readonly words: string
}

const many = new Intl.NumberFormat('en-GB')

const sum = (of: readonly Population[]): number => of.reduce((all, { patients }) => all + patients, 0)

function groupWarnings(population: readonly Population[], { group_population: least }: RiskParameters): Warning[] {
  const groups = [...new Set(population.flatMap(({ group }) => group ?? []))].toSorted()
  return groups
    .map((code) => ({ code, patients: sum(population.filter(({ group }) => group === code)) }))
    .filter(({ patients }) => patients < least)
    .map((each) => ({
      ...each,
      about: 'group',
      least,
      words: `${many.format(each.patients)} people: fewer than ${many.format(least)}. Let it share its risk with another group.`,
    }))
}

const practiceWarnings = (population: readonly Population[], policy: RiskParameters): Warning[] =>
  population
    .filter(({ patients }) => patients < policy.practice_population)
    .map(({ practice, patients }) => ({
      about: 'practice',
      code: practice,
      patients,
      least: policy.practice_population,
      words: `${many.format(patients)} people: fewer than ${many.format(policy.practice_population)}. Pool its risk with others.`,
    }))

/** The pool is looked at over one year, and over the years in which budgets are to balance. */
function poolWarnings(payers: readonly Population[], policy: RiskParameters): Warning[] {
  const [patients, least] = [sum(payers), policy.pool_patient_years]
  if (patients >= least || payers.length === 0) return []
  const years = Math.ceil(least / Math.max(1, patients))
  return [
    {
      about: 'pool',
      code: '',
      patients,
      least,
      words:
        `${many.format(patients)} people pay in, and chance is said to even out at ${many.format(least)} people in a year. ` +
        `Look at it over ${years} years together, or let more pay in.`,
    },
  ]
}

function wholeWarnings(population: readonly Population[], policy: RiskParameters): Warning[] {
  const [patients, least] = [sum(population), policy.safe_population]
  return patients >= least || patients === 0
    ? []
    : [
        {
          about: 'commissioner',
          code: '',
          patients,
          least,
          words:
            `${many.format(patients)} people in all: below ${many.format(least)} the risk was found ` +
            'too high without a larger pool around it.',
        },
      ]
}

/** Largest matter first: the whole, the pool, groups, practices. */
export const populationWarnings = (
  population: readonly Population[],
  payers: readonly Population[],
  policy: RiskParameters,
): Warning[] => [
  ...wholeWarnings(population, policy),
  ...poolWarnings(payers, policy),
  ...groupWarnings(population, policy),
  ...practiceWarnings(population, policy),
]
