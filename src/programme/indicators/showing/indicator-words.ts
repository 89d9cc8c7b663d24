import type { AgainstTarget, IndicatorKind } from '../model/indicator.ts'
import type { Assurance, Direction, Meaning, Rule } from '../spc/index.ts'

export const kindTitles: Readonly<Record<IndicatorKind, string>> = {
  'health-check': 'Health check',
  key: 'Key indicator',
}

export const directionWords: Readonly<Record<Direction, string>> = {
  up: 'higher is better',
  down: 'lower is better',
  neither: 'neither way is better',
}

export const againstWords: Readonly<Record<AgainstTarget, string>> = {
  met: 'Met',
  within: 'Within tolerance',
  beyond: 'Beyond tolerance',
}

export const variationWords: Readonly<Record<Meaning, string>> = {
  common: 'Chance',
  improvement: 'Unusual, for better',
  concern: 'Unusual, for worse',
  high: 'Unusually high',
  low: 'Unusually low',
}

export const assuranceWords: Readonly<Record<Assurance, string>> = {
  passes: 'As it is, it will be met',
  fails: 'As it is, it will not be met',
  'hit-and-miss': 'As it is, it is met by chance alone',
}

export const ruleWords: Readonly<Record<Rule, string>> = {
  outside: 'outside the limits',
  trend: 'part of a trend',
  'near-limit': 'two of three near a limit',
  run: 'part of a run on one side of the mean',
}
