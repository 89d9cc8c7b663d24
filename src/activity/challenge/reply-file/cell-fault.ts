import { harmlessText } from '#tables'

/** What is wrong with a cell, as a sentence with its row and column; rows are counted as people see them. */
export interface CellFault {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly what: string
}

const shown = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value)

export const faultWords = ({ row, column, value, what }: CellFault): string =>
  `Row ${row}, column ${column}${value === '' ? '' : ` (“${shown(value)}”)`}: ${what}`

const mostTold = 10

/** The first of them, each on its own, and how many more there are. Nothing is taken while there is one. */
export const allFaults = (faults: readonly CellFault[]): string => {
  const more = faults.length - mostTold
  const told = faults.slice(0, mostTold).map(faultWords).join(' ')
  return `Nothing was taken. ${told}${more > 0 ? ` And ${more} more.` : ''}`
}

/** A spreadsheet would run it; the product wrote none, so somebody put it there. Amounts may be negative, words may not begin so. */
export const isFormula = (text: string): boolean =>
  /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-]?[\d.,]+$/.test(text))

/** What the product wrote comes back with or without the apostrophe that kept a spreadsheet from running it. */
export const sameText = (came: string, went: string): boolean =>
  came === went || came === harmlessText(went) || `'${came}` === harmlessText(went)
