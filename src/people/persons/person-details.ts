import { type Refused, type Result, findPatientData, ok, patientDataRefusal, refused } from '#shared'

const longestName = 120
const longestEmail = 254

export interface PersonDetails {
  readonly name: string
  readonly email: string
}

/** One address, as much of its grammar as mail systems agree on: something, an at sign, a domain with a dot. */
const isEmail = (text: string): boolean =>
  text.length <= longestEmail && /^[^\s@"(),:;<>[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text)

/** A name and an address as they are kept: without blanks around them, the address in small letters. Refused when either is none. */
export function readDetails({ name, email }: PersonDetails): Result<PersonDetails, 'name' | 'email'> {
  const details = { name: name.trim().replaceAll(/\s+/g, ' '), email: email.trim().toLowerCase() }
  if (details.name === '' || details.name.length > longestName)
    return refused('name', `Give the person’s name, of at most ${longestName} letters.`)
  if (!isEmail(details.email))
    return refused('email', 'Give the e-mail address by which they will sign in, like name@example.org.')
  return ok(details)
}

/** Why somebody was shut out stays for good, so it may name no patient. */
export function refuseReason(reason: string | undefined): Refused<'names-patient'> | undefined {
  const named = findPatientData(reason ?? '')
  return named.length > 0 ? refused('names-patient', patientDataRefusal('reason', named)) : undefined
}
