const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/London' })

/** `2 June 2008 at 10:00`: when something was done, as people are told. */
export const whenWords = (at: Date): string => moment.format(at)
