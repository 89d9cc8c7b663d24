import type { Month } from '#shared'

/** `CH-2007-10-ZA1-1`: the month billed, the provider, and a number that goes up by one. */
export const makeReference = (month: Month, provider: string, number: number): string =>
  `CH-${month}-${provider}-${number}`

const pattern = /^CH-(\d{4}-(?:0[1-9]|1[0-2]))-([A-Z0-9]{3,6})-([1-9]\d{0,5})$/

/** Whether a text is a reference; in capitals, without spaces around it. */
export const findReference = (text: string): string | undefined => {
  const typed = text.trim().toUpperCase()
  return pattern.test(typed) ? typed : undefined
}
