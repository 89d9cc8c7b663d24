import { noPence, toPence, toPlainDate } from '#shared'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amountOf, readQuantity } from './answer.ts'
import type { Challenge, ChallengeEvent, EventName, Item } from './challenge.ts'
import { deadlineOf } from './clock.ts'
import { moneyInWords, numberInWords } from './money-in-words.ts'
import { checkMove } from './moves.ts'
import { findReference } from './reference.ts'
import { checkSeen } from './seen.ts'
import { standingOf } from './standing.ts'
import { workingDaysOn } from './working-days.ts'

const item = (itemNo: number): Item => ({
  itemNo,
  findingId: itemNo,
  lineId: `L${itemNo}`,
  about: '',
  practice: null,
  pod: null,
  hrg: null,
  tfc: null,
  startDate: null,
  rule: 'C11',
  title: 'Twice',
  words: 'Twice.',
  quantityThousandths: null,
  unitPricePence: null,
  billedPence: toPence(200),
  claimedPence: toPence(100),
})

type Told = readonly [event: EventName, day: string, itemNo?: number, more?: Partial<ChallengeEvent>]

const challenge = (...told: readonly Told[]): Challenge => ({
  head: {
    challengeId: 1,
    reference: 'CH-2007-10-RAL-1',
    commissioner: 'C01',
    provider: 'RAL',
    month: '2007-10' as never,
    snapshot: 'freeze',
    contract: null,
    acknowledgeDays: 5,
    answerDays: 10,
    escalateDays: 20,
    tolerancePence: toPence(150),
    draftedAt: new Date('2007-12-01T09:00:00Z'),
    draftedBy: 'Ann',
  },
  items: [item(1), item(2)],
  events: told.map(([event, day, itemNo, more], at) => ({
    eventId: at + 1,
    itemNo: itemNo ?? null,
    event,
    answer: null,
    acceptedPence: null,
    words: null,
    file: null,
    side: 'us',
    actor: 'Ann',
    at: new Date(`${day}T09:00:00Z`),
    ...more,
  })),
})
const rejected = {
  answer: { decision: 'reject', quantityThousandths: null, pricePence: null, acceptedPence: noPence, words: 'No.' },
} as const

const due = (day: string, ...told: readonly Told[]) => {
  const one = challenge(...told)
  return deadlineOf(one, standingOf(one), { today: toPlainDate(day), addWorkingDays: workingDaysOn })
}

describe('a challenge stands where its events say', () => {
  const sent: Told = ['sent', '2007-12-07']
  test('from draft to closed', () => {
    const stage = (...told: readonly Told[]) => standingOf(challenge(...told)).stage
    expect(stage()).toBe('draft')
    expect(stage(['query-asked', '2007-12-01'])).toBe('practice-query')
    expect(stage(['query-asked', '2007-12-01'], ['query-ended', '2007-12-02'])).toBe('draft')
    expect(stage(sent)).toBe('sent')
    expect(stage(sent, ['acknowledged', '2007-12-08'])).toBe('acknowledged')
    const saved: Told[] = [1, 2].map((no) => ['answer-saved', '2007-12-10', no, rejected] as const)
    expect(stage(sent, ...saved)).toBe('sent')
    const replied = [sent, ...saved, ['reply-submitted', '2007-12-10'] as const]
    expect(stage(...replied)).toBe('replied')
    const escalated = [...replied, ['escalated', '2007-12-11', 1] as const, ['escalated', '2007-12-11', 2] as const]
    expect(stage(...escalated)).toBe('escalated')
    expect(stage(...escalated, ['withdrawn', '2007-12-12'])).toBe('withdrawn')
  })

  test('and its deadline is in working days: of one sent on Friday 7 December 2007 the fifth is the 14th, and Christmas does not count', () => {
    expect(due('2007-12-14', sent)).toEqual({ what: 'acknowledge', due: '2007-12-14', daysLate: 0 })
    expect(due('2007-12-17', sent)).toMatchObject({ daysLate: 3 })
    expect(due('2007-12-17', sent, ['acknowledged', '2007-12-10'])).toMatchObject({ what: 'answer', due: '2007-12-21' })
    const replied: Told[] = [
      sent,
      ...[1, 2].map((no) => ['answer-saved', '2007-12-10', no, rejected] as const),
      ['reply-submitted', '2007-12-10'],
    ]
    expect(due('2007-12-17', ...replied)).toMatchObject({ what: 'decide', due: '2008-01-09' })
    expect(due('2007-12-17')).toBeUndefined()
  })

  test('a file speaks for its own rows, and not for what was saved on pages', () => {
    const by = (file: string | null) => ({ ...rejected, file })
    const one = standingOf(
      challenge(
        sent,
        ['answer-saved', '2007-12-10', 1, by(null)],
        ['answer-saved', '2007-12-10', 2, by('a')],
        ['reply-submitted', '2007-12-10', undefined, { file: 'a' }],
      ),
    )
    expect(one.items.map(({ state, saved }) => [state, saved !== null])).toEqual([
      ['claimed', true],
      ['rejected', false],
    ])
  })

  test('what is worth less than the tolerance is not sent, and says so', () => {
    const draft = standingOf(challenge(['item-dropped', '2007-12-01', 2]))
    expect(checkMove(draft, { move: 'send' }, toPence(150))).toMatchObject({
      code: 'below-tolerance',
      message: expect.stringContaining('£1.50'),
    })
    expect(checkMove(draft, { move: 'send' }, toPence(100))).toMatchObject({ ok: true })
  })

  test('who decides on what has changed is told who did it; a change of another item disturbs nobody', () => {
    const { events } = challenge(sent, ['item-withdrawn', '2007-12-08', 2])
    expect(checkSeen(events, { seen: 1, itemNo: 2 })).toMatchObject({
      code: 'changed',
      message: expect.stringContaining('Ann withdrew it (item 2) on 8 December 2007'),
    })
    expect(checkSeen(events, { seen: 1, itemNo: 1 })).toMatchObject({ ok: true })
    expect(checkSeen(events, { seen: 2, itemNo: 2 })).toMatchObject({ ok: true })
    expect(checkSeen(events, { seen: undefined })).toMatchObject({ ok: true })
  })
})

describe('amounts', () => {
  test.each([
    [0, 'zero pounds'],
    [1, 'one penny'],
    [100, 'one pound'],
    [123_450, 'one thousand two hundred and thirty-four pounds and fifty pence'],
    [100_000_500, 'one million and five pounds'],
    [1_010_100, 'ten thousand one hundred and one pounds'],
    [-2_100, 'minus twenty-one pounds'],
  ])('%s pence are %s', (pence, words) => expect(moneyInWords(toPence(pence))).toBe(words))

  test('are told apart by their words', () => {
    fc.assert(
      fc.property(
        fc.nat(9_999_999),
        fc.nat(9_999_999),
        (a, b) => (a === b) === (numberInWords(a) === numberInWords(b)),
      ),
    )
  })

  test('of a part are quantity by price, rounded once', () => {
    expect(amountOf(1500, toPence(201))).toBe(302)
    expect([readQuantity('2'), readQuantity('1.5'), readQuantity('-1'), readQuantity('1,5'), readQuantity('')]).toEqual(
      [2000, 1500, undefined, undefined, undefined],
    )
  })
})

test('a reference is known by its form, however it is typed', () => {
  expect(findReference(' ch-2007-10-ral-1 ')).toBe('CH-2007-10-RAL-1')
  for (const none of ['CH-2007-13-RAL-1', 'CH-2007-10-RAL-0', '2007-10-RAL-1', ''])
    expect(findReference(none)).toBeUndefined()
})
