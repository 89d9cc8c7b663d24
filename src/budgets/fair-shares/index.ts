export { commands } from './commands.ts'
export { type Atypical, type Treatment } from './atypical/atypical.ts'
export { atypicalPractices } from './atypical/atypical.view.ts'
export { markAtypical } from './atypical/mark-atypical.command.ts'
export type {
  FairShareLine,
  FairShareOfPractice,
  FairShareQuestion,
  FairShareRefusal,
  FairShares,
  NeedFrom,
  WeightsFrom,
} from './calculation/fair-shares.ts'
export { fairShares } from './calculation/fair-shares.view.ts'
export { workOutFairShares } from './calculation/work-out.command.ts'
export { type Fraction, decimalText, onOneScale, scaledTo } from './sums/decimal.ts'
export { atFixedFactor, exactShares, normalisingFactor } from './sums/normalise.ts'
export {
  type PracticeShare,
  type PracticeWeights,
  agesexIndex,
  meanOne,
  shareByIndex,
  shareLine,
} from './sums/share-line.ts'
export { type BandWeight, weighList, weightTable } from './sums/weigh-list.ts'
export { astroPu, prescribingUnit, prescribingUnits, starPu } from './weights/prescribing-units.view.ts'
