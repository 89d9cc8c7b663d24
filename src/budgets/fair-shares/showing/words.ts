import { formatDate, formatMonth } from '#shared'
import type { FairShares, NeedFrom, WeightsFrom } from '../calculation/fair-shares.ts'

export const weightsWords: Readonly<Record<WeightsFrom, string>> = {
  uploaded: 'Costs by age that were sent',
  activity: 'Costs by age out of priced activity',
  'astro-pu': 'Prescribing units (cost ASTRO-PU)',
  'weighted-lists': 'The published weighted list',
  patients: 'Every patient alike',
}

export const needWords: Readonly<Record<NeedFrom, string>> = {
  uploaded: 'an index that was sent',
  'weighted-lists': 'the published weighted list, which has age and sex in it already',
  deprivation: 'deprivation',
  none: 'nothing: every practice has a need of 1',
}

/** How a calculation was made, in the sentences that stand under its tables. */
export function methodNotes(shares: FairShares): string[] {
  const { floorPercent, ceilingPercent, months } = shares
  return [
    `Patients by sex and age times their cost times need${shares.withMff ? ' times market forces' : ''}, over the same for all ` +
      'practices, of the line’s amount in the envelope; to the penny by largest remainder.',
    `Lists counted up to ${formatDate(shares.listsOn)}. Need is told by ${needWords[shares.needFrom]}.`,
    ...(months ? [`Activity looked at: ${formatMonth(months.first)} to ${formatMonth(months.last)}.`] : []),
    ...(floorPercent === null ? [] : [`Nobody gets less than ${floorPercent}% of the mean for a patient.`]),
    ...(ceilingPercent === null ? [] : [`Nobody gets more than ${ceilingPercent}% of the mean for a patient.`]),
  ]
}
