import type { Actor } from '#platform'
import { type PlainDate, type Refused, findPatientData, patientDataRefusal, refused } from '#shared'

/** Who wrote a row, and for whom. */
export const deedOf = ({ name, userId }: Actor, owner: string, at: Date) => ({
  owner,
  actor: name,
  person_id: userId ?? null,
  at,
})

const longest = 10_000

/**
 * Words that people typed, by the field they typed them in: not too long, and naming no patient, for they are kept for ever. The code of
 * a refusal is the field.
 */
export function refuseWords(
  fields: Readonly<Record<string, string>>,
  writtenOn: PlainDate,
  most = longest,
): Refused | undefined {
  for (const [field, text] of Object.entries(fields)) {
    if (text.length > most) return refused(field, `Say it in at most ${most} characters.`)
    const named = findPatientData(text, { writtenOn })
    if (named.length > 0) return refused(field, patientDataRefusal(field.replaceAll('_', ' '), named))
  }
  return undefined
}
