export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still, for tests and for a demonstration that must come out the same twice. */
export const stoppedClock = (at: Date): Clock => ({ now: () => new Date(at) })
