/** Somebody who was put forward, with the votes they have. */
export interface Counted {
  readonly nominationNo: number
  readonly name: string
  readonly votes: number
}

export interface Count {
  /** Elected whatever a lot says. */
  readonly elected: readonly Counted[]
  /** Level for the places that are left: a lot is drawn among them. */
  readonly tied: readonly Counted[]
  readonly placesLeft: number
}

/**
 * Whoever has most votes is elected, as many as there are places. Nobody is elected without a vote unless there are no more names than
 * places. Example: 4, 3 and 3 votes for two places elect the first and leave the other two level for one place.
 */
export function countVotes(nominations: readonly Counted[], places: number): Count {
  if (nominations.length <= places) return { elected: nominations, tied: [], placesLeft: 0 }
  const ranked = nominations.toSorted((a, b) => b.votes - a.votes)
  const last = ranked[places - 1]!.votes
  const sure = ranked.filter(({ votes }) => votes > last)
  const level = ranked.filter(({ votes }) => votes === last)
  const placesLeft = places - sure.length
  return level.length === placesLeft
    ? { elected: [...sure, ...level], tied: [], placesLeft: 0 }
    : { elected: sure, tied: level, placesLeft }
}
