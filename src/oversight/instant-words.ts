const inEngland = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/London',
})

/** An instant as a clock in England had it: `2008-05-12 12:00:00`. */
export const instantWords = (at: Date): string => inEngland.format(at)
