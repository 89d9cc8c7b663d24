import { type Refused, type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'

const longest = 500

/** What somebody wrote as a reason: some words, not too many, and nothing in them that names a patient. */
export function saidWords(given: string, missing: string): Result<string, 'no-words' | 'names-patient'> {
  const said = given.trim()
  if (said === '') return refused('no-words', missing)
  if (said.length > longest) return refused('no-words', `Say it in at most ${longest} characters.`)
  const named = findPatientData(said)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : ok(said)
}

export const notAllowed = (message: string): Refused<'not-allowed'> => refused('not-allowed', message)
