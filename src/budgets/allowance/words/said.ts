import { type Refused, findPatientData, patientDataRefusal, refused } from '#shared'

export type WordsRefusal = 'no-words' | 'names-patient'

const longest = 500

/** Words that somebody gives are there, not too long, and name no patient: they are kept for ever. */
export function refuseWords(said: string, why: string, isNeeded: boolean): Refused<WordsRefusal> | undefined {
  if (isNeeded && said === '') return refused('no-words', why)
  if (said.length > longest) return refused('no-words', `Say it in at most ${longest} characters.`)
  const named = findPatientData(said)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : undefined
}
