import { type Refused, refused } from '#shared'

/** Whether there is none, or none for the asker: both are answered alike. */
export const noSuchIndicator = (): Refused<'not-found'> =>
  refused('not-found', 'There is no such indicator here for which you may do this. Check its number.')
