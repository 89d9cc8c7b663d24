import { describe, expect, test } from 'vitest'
import { toPence } from '#shared'
import {
  type FindingEvent,
  type FindingEventName,
  deedInWords,
  findingStates,
  mayMove,
  moves,
  movesFrom,
  refusalOf,
  standingOf,
} from './finding.ts'
import { takenBack } from '../queue/verdict.ts'

const at = new Date('2007-12-03T14:05:00Z')

const events = (...names: readonly FindingEventName[]): FindingEvent[] =>
  names.map((event, place) => ({
    eventId: place + 1,
    event,
    verdict: null,
    words: null,
    acceptedPence: event === 'settled' ? toPence(1000) : null,
    challengeReference: event === 'challenged' ? 'CH-7' : null,
    actor: 'A Person',
    at,
  }))

const likely = { stands: true, confidence: 'likely' } as const
const certain = { stands: true, confidence: 'certain' } as const
const after = (...names: readonly FindingEventName[]) => standingOf(likely, events(...names))

describe('where a finding stands', () => {
  test('follows from what was said and decided, in order', () => {
    expect(after().state).toBe('open')
    expect(after('upheld').state).toBe('upheld')
    expect(after('agreed').state).toBe('agreed')
    expect(after('upheld', 'answer-withdrawn').state).toBe('open')
    expect(after('upheld', 'dismissed').state).toBe('dismissed')
    expect(after('upheld', 'dismissed', 'restored').state).toBe('upheld')
    expect(after('upheld', 'challenged').state).toBe('challenged')
    expect(after('upheld', 'challenged', 'challenge-withdrawn').state).toBe('upheld')
    expect(after('challenged', 'settled').state).toBe('settled')
  })

  test('is not changed by a practice that says a certain finding is right: the contract manager decides', () => {
    expect(standingOf(certain, events('agreed')).state).toBe('open')
    expect(standingOf(certain, events('agreed')).answer?.event).toBe('agreed')
  })

  test('is gone once no check raises it, unless it is in a challenge', () => {
    expect(standingOf({ ...likely, stands: false }, events('upheld')).state).toBe('gone')
    expect(standingOf({ ...likely, stands: false }, events('upheld', 'challenged')).state).toBe('challenged')
  })

  test('is right, and open to another answer, where a practice took back what it raised itself', () => {
    const [raised, back] = events('upheld', 'agreed')
    const standing = standingOf(likely, [raised!, { ...back!, verdict: takenBack }])
    expect([standing.state, standing.answer, mayMove('answer', standing)]).toEqual(['agreed', undefined, true])
  })
})

test('from each state there are moves for everybody but from the last ones', () => {
  const standings = {
    open: after(),
    upheld: after('upheld'),
    agreed: after('agreed'),
    dismissed: after('dismissed'),
    challenged: after('challenged'),
    settled: after('challenged', 'settled'),
    gone: standingOf({ ...likely, stands: false }, []),
  }
  expect(Object.keys(standings)).toEqual([...findingStates])
  expect(Object.fromEntries(Object.entries(standings).map(([state, one]) => [state, movesFrom(one)]))).toEqual({
    open: ['answer', 'dismiss', 'challenge'],
    upheld: ['withdraw-answer', 'dismiss', 'challenge'],
    agreed: ['withdraw-answer', 'dismiss'],
    dismissed: ['restore'],
    challenged: ['withdraw-challenge', 'settle'],
    settled: [],
    gone: [],
  })
})

describe('a refusal', () => {
  test('tells whoever was slower who did what and when', () => {
    const standing = standingOf(likely, [{ ...events('dismissed')[0]!, words: 'paid last year' }])
    expect(refusalOf('answer', standing, 0)).toEqual({
      ok: false,
      code: 'changed',
      message:
        'Somebody was quicker: A Person set it aside on 3 December 2007 at 14:05, saying “paid last year”. What you chose was not saved. ' +
        'Look at the finding again and decide.',
    })
    expect(refusalOf('restore', standing, 1)).toBeUndefined()
  })

  test('says who had it before, where it is the state that stands in the way', () => {
    expect(refusalOf('answer', after('agreed'))?.message).toContain(
      'A Person said that the bill is right on 3 December 2007',
    )
    expect(refusalOf('dismiss', after('upheld', 'challenged'))?.message).toContain(
      'put it into a challenge (CH-7) on 3 December',
    )
    expect(refusalOf('challenge', after('agreed'))?.message).toContain('its practice says that the bill is right')
  })

  test('is there for every move that is not among those of the state', () => {
    const all = [after(), after('upheld'), after('agreed'), after('dismissed'), after('challenged', 'settled')]
    for (const standing of all)
      for (const move of moves) expect(refusalOf(move, standing) === undefined).toBe(mayMove(move, standing))
  })
})

test('a deed in words has its amount, its challenge and its verdict', () => {
  expect(deedInWords({ ...events('upheld')[0]!, verdict: 'not-our-patient' })).toBe(
    'A Person said “Not our patient” on 3 December 2007 at 14:05',
  )
  const [challenged, settled] = events('challenged', 'settled')
  expect(deedInWords(challenged!)).toBe('A Person put it into a challenge (CH-7) on 3 December 2007 at 14:05')
  expect(deedInWords(settled!)).toContain('with £10.00 accepted')
})
