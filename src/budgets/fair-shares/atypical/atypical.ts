/** How a practice out of the ordinary is treated: it shares nothing, is given what it cost before, or shares like others after all. */
export const treatments = ['left-out', 'as-before', 'as-others'] as const
export type Treatment = (typeof treatments)[number]

export const treatmentWords: Readonly<Record<Treatment, string>> = {
  'left-out': 'Left out of sharing',
  'as-before': 'Given what it cost before',
  'as-others': 'Shares like others again',
}

export interface Atypical {
  readonly practice: string
  readonly treatment: Treatment
  readonly reason: string
  readonly at: Date
  readonly actor: string
}
