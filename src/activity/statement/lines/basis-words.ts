/** What each price basis means, in words; the codes themselves stand in exports. */
export const basisWords: Readonly<Record<string, string>> = {
  'day-case': 'Day case',
  elective: 'Elective stay',
  'non-elective': 'Non-elective stay',
  'short-stay': 'Short stay',
  'excess-bed-days': 'Excess bed days',
  'outpatient-attendance': 'Outpatient attendance',
  'outpatient-procedure': 'Outpatient procedure',
  'outpatient-procedure-as-attendance': 'Outpatient procedure, priced as the attendance',
  'emergency-attendance': 'Emergency attendance',
  'pass-through': 'Passed through at the amount billed',
  'local-price': 'Local price',
  'not-attended': 'Not attended: nothing to pay',
  'not-billable': 'Not billable: nothing to pay',
  'no-national-price': 'No national price',
  'no-local-price': 'No local price agreed',
  'not-discharged': 'Not discharged yet',
  'no-tariff-loaded': 'No price list loaded for its date',
  'no-hrg': 'No HRG',
  'not-priced': 'Not priced yet',
}

export const basisText = (basis: string): string => basisWords[basis] ?? basis
