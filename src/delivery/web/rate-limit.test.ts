import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressKey, findPageLimit, pageLimits, rateLimit } from './rate-limit.ts'

function movingClock() {
  let now = Date.parse('2008-06-02T09:00:00Z')
  return { now: () => new Date(now), pass: (seconds: number) => void (now += seconds * 1000) }
}

describe('a limit', () => {
  test('lets so many of each key through in a window, says when to come again, and then lets them through anew', () => {
    const clock = movingClock()
    const limit = rateLimit({ limit: 2, clock })
    expect([1, 2, 3].map(() => limit.count('a').allowed)).toEqual([true, true, false])
    expect(limit.count('b').allowed).toBe(true)
    clock.pass(45)
    expect(limit.count('a')).toEqual({ allowed: false, retryAfterSeconds: 15 })
    clock.pass(15)
    expect(limit.count('a').allowed).toBe(true)
  })

  test('can be looked at without counting', () => {
    const limit = rateLimit({ limit: 1, clock: movingClock() })
    expect([limit.look('a').allowed, limit.look('a').allowed]).toEqual([true, true])
    limit.count('a')
    expect(limit.look('a')).toEqual({ allowed: false, retryAfterSeconds: 60 })
  })

  test('holds whatever the order and the pauses: never more than twice the limit in a window’s length', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(40))), (steps) => {
        const clock = movingClock()
        const limit = rateLimit({ limit: 3, clock })
        const passed: Record<string, number[]> = { a: [], b: [], c: [] }
        for (const [key, pause] of steps) {
          clock.pass(pause)
          if (limit.count(key).allowed) passed[key]!.push(clock.now().getTime())
        }
        for (const times of Object.values(passed))
          times.forEach((time, at) => expect(times[at + 6] === undefined || times[at + 6]! - time >= 60_000).toBe(true))
      }),
    )
  })

  test('remembers no more keys than it may, and forgets what is over first', () => {
    const clock = movingClock()
    const limit = rateLimit({ limit: 1, clock, maxKeys: 3 })
    limit.count('old')
    clock.pass(61)
    for (const key of ['a', 'b', 'c']) limit.count(key)
    expect(['a', 'b', 'c'].map((key) => limit.look(key).allowed)).toEqual([false, false, false])
    for (let at = 0; at < 1000; at += 1) limit.count(`flood ${at}`)
    expect(limit.look('a').allowed).toBe(true)
    expect(limit.look('flood 999').allowed).toBe(false)
  })
})

test('addresses of one network are one key, and one address is the same however it is written', () => {
  expect(addressKey('192.0.2.7')).toBe('192.0.2.7')
  expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(addressKey('2001:db8:0:1::5')).toBe(addressKey('2001:0db8:0000:0001:ffff:1:2:3'))
  expect(addressKey('2001:db8:0:2::5')).not.toBe(addressKey('2001:db8:0:1::5'))
  expect(addressKey('::1')).toBe('0:0:0:0::/64')
  expect(addressKey('fe80::1%eth0')).toBe(addressKey('fe80::2'))
})

test('exports and searches of pages have limits of their own, and a page as it is shown has none', () => {
  const limits = pageLimits(movingClock())
  const of = (path: string) => findPageLimit(limits, new URL(path, 'http://localhost'))
  expect(of('/statements/2007-10?format=csv')).toBe(limits.exports)
  expect(of('/organisations?search=hill')).toBe(limits.searches)
  expect(of('/organisations?search=')).toBeUndefined()
  expect(of('/statements/2007-10')).toBeUndefined()
})
