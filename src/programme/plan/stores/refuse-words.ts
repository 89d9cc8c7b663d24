import { type Refused, findPatientData, patientDataRefusal, refused } from '#shared'
import { planPolicy } from '../policy/plan-policy.view.ts'

export type WordsRefusal = 'words' | 'names-patient'

/** Words that people type are there where they must be, not too long, and name no patient: they are kept for ever. */
export function refuseWords(
  field: string,
  text: string,
  { need, most }: { readonly need?: string; readonly most?: number } = {},
): Refused<WordsRefusal> | undefined {
  if (need !== undefined && text.trim() === '') return refused('words', need)
  const longest = most ?? planPolicy().longest_words
  if (text.length > longest)
    return refused('words', `“${field}” has ${text.length} characters: at most ${longest} are kept.`)
  const named = findPatientData(text)
  return named.length > 0 ? refused('names-patient', patientDataRefusal(field, named)) : undefined
}
