import { type Refused, findPatientData, patientDataRefusal, refused } from '#shared'

export type WordsRefusal = 'no-words' | 'names-patient'

/** As much as a form takes. */
const longest = 2_000

/** Words that somebody gives are there, not too long, and name no patient: they are kept for ever. */
export function refuseWords(said: string, why: string, isNeeded = true): Refused<WordsRefusal> | undefined {
  if (isNeeded && said.trim() === '') return refused('no-words', why)
  if (said.length > longest) return refused('no-words', `Say it in at most ${longest} characters.`)
  const named = findPatientData(said)
  return named.length > 0 ? refused('names-patient', patientDataRefusal('words', named)) : undefined
}

/** One thing a line: blanks and empty lines are left out, and bullets that came along from elsewhere. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^[\s•*–-]{1,8}/, '').trim())
    .filter((line) => line !== '')
