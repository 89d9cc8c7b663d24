import type { Clock } from '#platform'

export interface RateLimitSetting {
  /** How many are let through in each window. */
  readonly limit: number
  readonly windowSeconds?: number
  readonly clock: Clock
  /** How many keys are remembered at once; beyond it the one that came first is forgotten. */
  readonly maxKeys?: number
}

export interface Counted {
  readonly allowed: boolean
  /** When the window ends: whoever is refused may come again then. At least a second. */
  readonly retryAfterSeconds: number
}

/** So many of each key in each window, in this process's memory: a restart forgets, and no request waits for a database. */
export interface RateLimit {
  /** Counts one more, and says whether it was within the limit. */
  count(key: string): Counted
  /** Whether one more would be within the limit; counts nothing. */
  look(key: string): Counted
}

interface Window {
  readonly endsAt: number
  counted: number
}

/** Half of the memory is found free by throwing away what is over; only a flood of new keys drops windows that still run. */
function makeRoom(windows: Map<string, Window>, now: number, maxKeys: number): void {
  if (windows.size < maxKeys) return
  for (const [key, { endsAt }] of windows) if (endsAt <= now) windows.delete(key)
  for (const key of windows.keys()) {
    if (windows.size < maxKeys) return
    windows.delete(key)
  }
}

/** Windows are fixed: they begin with the first request of a key. At worst twice the limit passes within one window's length. */
export function rateLimit({ limit, windowSeconds = 60, clock, maxKeys = 10_000 }: RateLimitSetting): RateLimit {
  const windows = new Map<string, Window>()
  const running = (key: string, now: number): Window | undefined => {
    const found = windows.get(key)
    return found && found.endsAt > now ? found : undefined
  }
  const told = (counted: number, endsAt: number, now: number): Counted => ({
    allowed: counted <= limit,
    retryAfterSeconds: Math.max(1, Math.ceil((endsAt - now) / 1000)),
  })
  const begin = (key: string, now: number): Window => {
    windows.delete(key)
    makeRoom(windows, now, maxKeys)
    const window = { endsAt: now + windowSeconds * 1000, counted: 0 }
    windows.set(key, window)
    return window
  }
  return {
    count(key) {
      const now = clock.now().getTime()
      const window = running(key, now) ?? begin(key, now)
      window.counted += 1
      return told(window.counted, window.endsAt, now)
    },
    look(key) {
      const now = clock.now().getTime()
      const window = running(key, now)
      return told((window?.counted ?? 0) + 1, window?.endsAt ?? now, now)
    },
  }
}

/** An address as it is counted: of IPv6 the network, for a single customer is given 2^64 addresses. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const parts = (text: string): string[] => (text === '' ? [] : text.split(':'))
  const missing = tail === undefined ? 0 : 8 - parts(head).length - parts(tail).length
  const all = [...parts(head), ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...parts(tail ?? '')]
  return `${all
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`
}

/** What somebody may do on pages in a minute that costs more than a page: take tables away, and search. */
export interface PageLimits {
  readonly exports: RateLimit
  readonly searches: RateLimit
}

export const pageLimits = (clock: Clock, { exports = 60, searches = 120 } = {}): PageLimits => ({
  exports: rateLimit({ limit: exports, clock }),
  searches: rateLimit({ limit: searches, clock }),
})

/** Which of the limits an address of a page falls under; nothing for a page as it is shown. */
export function findPageLimit(limits: PageLimits, { searchParams }: URL): RateLimit | undefined {
  if (searchParams.has('format')) return limits.exports
  return searchParams.get('search') ? limits.searches : undefined
}
