import { findPatientData } from '#shared'
import { chance } from '../../oracles/chance.ts'
import { harmlessText } from './harmless.ts'
import { type Planted, plantedText } from './planted.ts'

export interface GuardReport {
  readonly caught: number
  readonly alarms: number
  /** What was missed or alarmed, by how it was written. */
  readonly missedBy: Readonly<Record<string, number>>
  readonly alarmsBy: Readonly<Record<string, number>>
  readonly examples: readonly string[]
}

const finds = ({ text }: Planted): boolean => findPatientData(text).some(({ kind }) => kind === 'nhs-number')

function count(wrong: readonly Planted[]): Record<string, number> {
  const by: Record<string, number> = {}
  for (const { way } of wrong) by[way] = (by[way] ?? 0) + 1
  return by
}

/** Looks at so many texts with an NHS number, and at as many with another. */
export function runGuard({ count: texts, seed }: { count: number; seed: number }): GuardReport {
  const chances = chance(seed)
  const missed: Planted[] = []
  const alarms: Planted[] = []
  for (let at = 0; at < texts; at++) {
    const planted = plantedText(chances)
    if (!finds(planted)) missed.push(planted)
    const harmless = harmlessText(chances)
    if (finds(harmless)) alarms.push(harmless)
  }
  return {
    caught: texts - missed.length,
    alarms: alarms.length,
    missedBy: count(missed),
    alarmsBy: count(alarms),
    examples: [...missed.slice(0, 20), ...alarms.slice(0, 20)].map(({ way, text }) => `${way}: ${text}`),
  }
}
