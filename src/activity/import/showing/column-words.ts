/** What a column is called where its own name says too little. */
const called: Readonly<Record<string, string>> = {
  line_id: 'the provider’s number of the line',
  patient: 'the NHS number or local number of the patient',
  birth_date: 'the date of birth',
  pod: 'the point of delivery',
  local_pod: 'the provider’s own point of delivery',
  spell_id: 'the number of the spell',
  attendance_id: 'the number of the attendance',
  start_date: 'the start date (admission, appointment or arrival)',
  end_date: 'the end date (discharge)',
  hrg: 'HRG',
  tfc: 'the treatment function (specialty)',
  first_attendance: 'first or follow-up attendance',
  attended: 'attended or did not attend',
  ubrn: 'the booking reference (UBRN)',
  admin_category: 'the administrative category (NHS or private)',
  national_tariff: 'under the national tariff',
  price: 'the price billed',
  snapshot: 'flex or freeze',
}

/** A column of a line within a sentence: `end_date` is “the end date (discharge)”. */
export const columnWords = (name: string): string => called[name] ?? `the ${name.replaceAll('_', ' ')}`

export const columnLabel = (name: string): string => {
  const words = columnWords(name).replace(/^the /, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
