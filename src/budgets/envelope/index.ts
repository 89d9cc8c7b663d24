export { commands } from './commands.ts'
export { importAgeWeights } from './importing/import-age-weights.command.ts'
export { importEnvelope } from './importing/import-envelope.command.ts'
export { importDeprivation, importNeedIndex, importWeightedLists } from './importing/import-need.command.ts'
export type { YearFile, YearOutcome, YearResult } from './importing/outcome.ts'
export { PlainRow, plainRows, rejectRepeats } from './reading/plain-rows.ts'
export { rejectsTable } from './showing/outcome-words.ts'
export type { LineCode, LineScope, ServiceLine } from './lines/service-line.ts'
export {
  findServiceLine,
  inLineOrder,
  lineNamed,
  lineOfPod,
  lineTitle,
  serviceLines,
} from './lines/service-lines.view.ts'
export { commissionerOption, formatInput, formatOption, yearInput, yearOption } from './showing/year-input.ts'
export { type TopSlicesToSet, setTopSlices } from './slices/set-top-slices.command.ts'
export type { Distributable } from './slices/take-slices.ts'
export {
  type EnvelopeLine,
  type TopSlice,
  type TopSliceKind,
  topSliceKinds,
  topSliceTitles,
} from './slices/top-slice.ts'
export { type Envelope, findEnvelope } from './year/envelope.view.ts'
export { type ListBand, type PracticeList, memberPracticesOn, practiceLists } from './year/practice-lists.view.ts'
export {
  type AgeWeight,
  type AgeWeights,
  type PracticeNumbers,
  ageWeights,
  deprivationScores,
  needIndex,
  weightedLists,
} from './year/weights.view.ts'
export { whoseYear } from './year/whose-year.view.ts'
export {
  envelopeAddress,
  envelopeCrumbs,
  fairSharesAddress,
  inputsAddress,
  topSlicesAddress,
} from './showing/addresses.ts'
