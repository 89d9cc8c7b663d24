const nought = 48

/**
 * Modulus 11 of the NHS Data Dictionary for the ten digits that stand between two places of a text, whatever else is among them:
 * weights 10 to 2 over nine digits; 11 less the remainder is the tenth, 11 counts as 0 and 10 makes no number. That is to say that
 * all ten, the last weighed 1, come to a multiple of 11.
 */
export function checksOut(text: string, start: number, end: number): boolean {
  let [sum, weight, digits] = [0, 10, 0]
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - nought
    if (digit < 0 || digit > 9) continue
    sum += digit * weight--
    digits += digit
  }
  return weight === 0 && digits > 0 && sum % 11 === 0
}

/** 943 476 5919 is one, 943 476 5918 is not, and 999 000 000 has no tenth digit at all. Ten digits and nothing else. */
export const isNhsNumber = (text: string): boolean => /^\d{10}$/.test(text) && checksOut(text, 0, 10)

const numberLike = /\d(?:[ \u00a0.-]?\d){9,}/g

/** Text fit to be shown: whatever might hold an NHS number, however it is spaced, is covered. */
export const coverNumbers = (text: string): string => text.replace(numberLike, (found) => found.replace(/\d/g, '#'))
