/** Spaces that are not the space bar's, marks of byte order, and characters without any width. */
const blanks = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g
const nothing = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

/** What a person sees in the cell: the blanks around it gone, odd blanks made plain, invisible characters removed. */
export const cleanText = (text: string): string =>
  text === '' || /^[\x21-\x7e]*$/.test(text) ? text : text.replace(nothing, '').replace(blanks, ' ').trim()

/** A spreadsheet turns codes like 100 into numbers and writes them 100.0. */
export const withoutPointZero = (text: string): string =>
  text.endsWith('0') && text.includes('.') ? text.replace(/^(\d+)\.0+$/, '$1') : text
