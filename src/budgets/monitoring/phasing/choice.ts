import type { PlainDate } from '#shared'
import type { PhasingForm } from '../policy/monitoring-policy.ts'
import type { Weights } from './phase-year.ts'

/** How somebody wanted a line's year to be spread. */
export interface PhasingChoice {
  readonly line: string
  /** `usual`: what policy says, taken back to. */
  readonly form: PhasingForm | 'usual'
  /** Of `by-hand` alone. */
  readonly weights: Weights | null
  readonly words: string
  readonly actor: string
  readonly on: PlainDate
}

/** The form in words, as people choose it. */
export const formWords: Readonly<Record<PhasingForm | 'usual', string>> = {
  usual: 'As policy says',
  equal: 'Equal twelfths',
  'working-days': 'Working days',
  season: 'The season of the year before',
  'by-hand': 'By hand',
}
