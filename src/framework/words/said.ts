import { type Refused, findPatientData, patientDataRefusal, refused } from '#shared'

export type WordsRefusal = 'no-words' | 'names-patient'

/** Long enough for what a group writes into one cell of its table; it is kept for ever. */
const longest = 2_000

/** Words that somebody gives are there, not too long, and name no patient. */
export function refuseWords(said: string, why: string, isNeeded: boolean): Refused<WordsRefusal> | undefined {
  if (isNeeded && said === '') return refused('no-words', why)
  if (said.length > longest)
    return refused('no-words', `Say it in at most ${longest.toLocaleString('en-GB')} characters.`)
  const named = findPatientData(said)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : undefined
}
