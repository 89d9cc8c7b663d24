import type { Body, Stage, Use, UseEvent } from './use.ts'

/** The bodies as sentences name them. */
export const bodyWords: Readonly<Record<Body, string>> = {
  group: 'the group',
  executive: 'the executive',
  board: 'the board',
}

export const stageWords: Readonly<Record<Stage, string>> = {
  group: 'Before the group',
  executive: 'Before the executive',
  board: 'Before the board',
  approved: 'Approved',
  refused: 'Refused',
  withdrawn: 'Taken back',
}

export const kindWords: Readonly<Record<Use['kind'], string>> = {
  declared: 'Declared before the year',
  opportunistic: 'As the opportunity came',
}

export const saidWords: Readonly<Record<UseEvent['event'], string>> = {
  agreed: 'agreed',
  refused: 'refused',
  conflict: 'left the decision',
  withdrawn: 'took it back',
}
