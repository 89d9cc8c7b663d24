import { formatPounds, toPence } from '#shared'
import type { Pace } from '../method/pace.ts'
import type { MethodName } from '../stores/budget-tables.store.ts'
import type { Gain } from './gains.ts'

/** What of a way of setting budgets a sentence needs to know. */
export interface WaySaid {
  readonly method: MethodName
  readonly pace?: Pace
}

/** What a practice’s patients are like, list-weighted over the lines of its budget: 1 is the average of all. */
export interface Indices {
  readonly age: number | null
  readonly need: number | null
}

const onePlace = (bp: number): string => `${(Math.round(Math.abs(bp) / 10) / 10).toFixed(1)}%`

function patientsWords({ age, need }: Indices): string {
  const words = (index: number | null, more: string, less: string): string[] =>
    index === null || Math.abs(index - 1) < 0.02 ? [] : [`${index > 1 ? more : less} (index ${index.toFixed(2)})`]
  const said = [
    ...words(age, 'are of ages that cost more', 'are of ages that cost less'),
    ...words(need, 'have more need', 'have less need'),
  ]
  return said.length === 0 ? 'are much like the average' : said.join(' and ')
}

function changeWords({ gainPence, gainBp }: Gain): string {
  if (gainPence === 0) return 'neither gains nor loses against history'
  const much = `${formatPounds(toPence(Math.abs(gainPence)))}${gainBp === null ? '' : ` (${onePlace(gainBp)})`}`
  return gainPence > 0 ? `gains ${much} against history` : `gives up ${much} of what history would give`
}

function distanceWords({ distanceBp }: Gain, indices: Indices): string {
  if (distanceBp === null) return 'it has no fair share to be compared with'
  const patients = `its patients ${patientsWords(indices)}`
  if (Math.abs(distanceBp) < 50) return `its history is what its fair share would be: ${patients}`
  return `its history is ${onePlace(distanceBp)} ${distanceBp > 0 ? 'above' : 'below'} its fair share: ${patients}`
}

function methodWords({ method, pace }: WaySaid, { distanceBp, gainPence }: Gain): string {
  if (method === 'historic' && !pace) return 'the budget goes by history alone, so nothing moves'
  if (!pace)
    return method === 'fair-share' ? 'the budget goes all the way to the fair share' : 'the budget goes part of the way'
  if (distanceBp !== null && Math.abs(distanceBp) <= pace.triggerBp)
    return gainPence === 0
      ? `that is within ${pace.triggerBp / 100}%, so it stays where it is`
      : `that is within ${pace.triggerBp / 100}%, so it stays where it is but for the room that others make or need`
  const points = pace.moveBp === 100 ? '1 point' : `${pace.moveBp / 100} points`
  return `the pace of change moves it by ${points} of its fair share at most`
}

/**
 * Why a practice has what it has, in one sentence: what it gains or gives up, how far its history is from its fair share and what its
 * patients are like, and how far the method moves it.
 */
export function whySentence(gain: Gain, indices: Indices, way: WaySaid): string {
  const change = changeWords(gain)
  return `It ${change}: ${distanceWords(gain, indices)}; ${methodWords(way, gain)}.`
}
