import { describe, expect, test } from 'vitest'
import { addDays, toPlainDate } from '#shared'
import { mostInAnHour, reasonsOn, supportOn, uses } from './policy.ts'
import { policy } from './policy.view.ts'

const day = toPlainDate

describe('what is laid down about seeing who a line is about (reasons.yaml, limits.yaml)', () => {
  test('there are reasons for either use, each with its own name, and one that asks for words', () => {
    const names = policy().reasons.map(({ key }) => key)
    expect(new Set(names).size).toBe(names.length)
    for (const use of uses) {
      const reasons = reasonsOn(policy(), use, day('2026-09-30'))
      expect(reasons.length).toBeGreaterThanOrEqual(3)
      expect(reasons.filter(({ needs_words: needs }) => needs)).toHaveLength(1)
    }
  })

  test('a reason is given from its first day to the day before its last', () => {
    const one = {
      key: 'one',
      for: 'open' as const,
      from: day('2007-04-01'),
      to: day('2008-04-01'),
      text: 'x',
      needs_words: false,
    }
    const given = (today: string) => reasonsOn({ ...policy(), reasons: [one] }, 'open', day(today)).length
    expect(['2007-03-31', '2007-04-01', '2008-03-31', '2008-04-01'].map(given)).toEqual([0, 1, 1, 0])
  })

  test('the limit of a day is the one that came last; before the first nobody may', () => {
    expect(mostInAnHour(policy(), 'open', day('2026-09-30'))).toBe(60)
    expect(mostInAnHour(policy(), 'check', day('2003-01-01'))).toBe(0)
    const limits = [
      { from: day('2004-04-01'), opened_in_an_hour: 60, checked_in_an_hour: 60 },
      { from: day('2008-04-01'), opened_in_an_hour: 5, checked_in_an_hour: 7 },
    ] as const
    const later = { ...policy(), limits: [...limits] as [(typeof limits)[0], ...(typeof limits)[number][]] }
    expect([mostInAnHour(later, 'open', day('2008-03-31')), mostInAnHour(later, 'check', day('2008-04-01'))]).toEqual([
      60, 7,
    ])
  })

  test('the support for finance validators holds through 30 September 2027, is told 180 days ahead, and then ends', () => {
    const last = day('2027-09-30')
    expect(supportOn(policy(), addDays(last, -181))).toEqual({ holds: true, words: undefined })
    expect(supportOn(policy(), addDays(last, -180))).toMatchObject({
      holds: true,
      words: expect.stringContaining('in 180 days'),
    })
    expect(supportOn(policy(), last)).toMatchObject({
      holds: true,
      words: expect.stringContaining('30 September 2027'),
    })
    expect(supportOn(policy(), addDays(last, 1))).toMatchObject({
      holds: false,
      words: expect.stringContaining('ended on 30 September 2027'),
    })
  })
})
