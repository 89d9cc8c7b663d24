import { refused } from '#shared'

/** The same words whether there never was such a person or whoever asks may not see them. */
export const noSuchPerson = refused('no-person', 'There is nobody like that here. The page of people lists everybody.')
