/**
 * Modulus 11 of the NHS Data Dictionary: weights 10 to 2 over nine digits; 11 less the remainder is the tenth, 11 counts
 * as 0 and 10 makes no number. 943 476 5919 is one, 943 476 5918 is not, and 999 000 000 has no tenth digit at all.
 */
export function isNhsNumber(text: string): boolean {
  if (!/^\d{10}$/.test(text) || /^0+$/.test(text)) return false
  const digits = [...text].map(Number)
  const sum = digits.slice(0, 9).reduce((total, digit, at) => total + digit * (10 - at), 0)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === digits[9]
}

const numberLike = /\d(?:[ \u00a0.-]?\d){9,}/g

/** Text fit to be shown: whatever might hold an NHS number, however it is spaced, is covered. */
export const coverNumbers = (text: string): string => text.replace(numberLike, (found) => found.replace(/\d/g, '#'))
