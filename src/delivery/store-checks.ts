import { type Check, journalCheck, keyProblems } from '#platform'

export const storeChecks: readonly Check[] = [
  { name: 'the keys are there and whole', run: (ctx) => keyProblems(ctx.folder.root) },
  journalCheck,
]
