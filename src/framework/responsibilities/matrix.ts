import type { Commitment, Degree, Responsibility } from './responsibility.ts'

/** One responsibility with what the practices of a group say of it. */
export interface MatrixRow extends Responsibility {
  readonly said: Readonly<Record<Degree, number>>
  /** Practices that have not said anything of it. */
  readonly silent: number
  /** Practices that think it is somebody else's. */
  readonly disagree: readonly Commitment[]
  /** It is theirs, alone or with the commissioner, and not every practice is committed to it. */
  readonly isGap: boolean
}

/** The list beside what practices say. The commissioner's own needs nobody's commitment, and may be disagreed about all the same. */
export function matrixOf(
  responsibilities: readonly Responsibility[],
  commitments: readonly Commitment[],
  practices: readonly string[],
): MatrixRow[] {
  const own = commitments.filter(({ practice }) => practices.includes(practice))
  return responsibilities.map((responsibility) => {
    const said = own.filter(({ mark }) => mark === responsibility.mark)
    const of = (degree: Degree): number => said.filter((each) => each.degree === degree).length
    const counted = { full: of('full'), partly: of('partly'), not: of('not') }
    return {
      ...responsibility,
      said: counted,
      silent: practices.length - said.length,
      disagree: said.filter(({ side }) => side !== responsibility.side),
      isGap: responsibility.side !== 'commissioner' && counted.full < practices.length,
    }
  })
}
