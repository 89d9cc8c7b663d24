export {
  type Assurance,
  type Direction,
  type Meaning,
  type XmrChart,
  type XmrOptions,
  type XmrPoint,
  xmrChart,
} from './chart.ts'
export { assuranceOf, meaningOf } from './chart.ts'
export { type LimitOptions, type XmrLimits, movingRanges, xmrLimits } from './limits.ts'
export { type Rule, type RuleOptions, type Side, type Signal, signalsOf } from './signals.ts'
