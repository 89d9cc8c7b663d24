import { dayInLondon, formatDate } from '#shared'

const minutes = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' })

/** “3 December 2007 at 14:05”, in London. */
export const whenInWords = (at: Date): string => `${formatDate(dayInLondon(at))} at ${minutes.format(at)}`
