import { type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'

export const mostWords = 500

export type WordsRefusal = 'no-words' | 'names-patient'

/**
 * What somebody wrote, trimmed: it is shown to others and sent to the provider, so it names no patient. `needed` says what is
 * asked for.
 */
export function guardedWords(words: string | undefined, needed?: string): Result<string | undefined, WordsRefusal> {
  const text = words?.trim() ?? ''
  if (text === '') return needed === undefined ? ok(undefined) : refused('no-words', needed)
  if (text.length > mostWords) return refused('no-words', `Say it in at most ${mostWords} characters.`)
  const named = findPatientData(text)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('reason', named)) : ok(text)
}
