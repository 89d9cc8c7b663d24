import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { practicesOnly, toMonth, wholeCommissioner } from '#shared'
import { billMonth } from '../../../../tests/support/billed-month.ts'
import { checkOf, foundFinding } from '../../../../tests/support/found-findings.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { dismissFinding, restoreFinding } from '../answering/decide-finding.command.ts'
import { findFinding } from '../findings/finding.view.ts'
import { answerLine } from './answer-line.command.ts'
import { undoCode } from './item-code.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import { queueTerms } from './queue-terms.view.ts'
import { practiceQueue } from './queue.view.ts'
import { takeBack } from './take-back.command.ts'
import { verdicts } from './verdict.ts'

const workbench = useWorkbench()
const month = toMonth('2007-10')
const practice = 'A99001'
let importNo: number
let ids: Record<string, number>

/** Somebody of the practice, held to it by both walls. */
function asPractice(code = practice, name = 'Pat Practice'): Ctx {
  const scope = {
    ...wholeCommissioner,
    practices: practicesOnly([code]),
    permissions: ['finding.read', 'finding.answer', 'line.read', 'rule.read'] as const,
    personId: `p-${name}`,
  }
  return workbench().ctx.handTo({ actor: { name, userId: scope.personId }, scope })
}

beforeAll(async () => {
  const { ctx } = workbench()
  const own = Array.from({ length: 30 }, (_, at) => ({ lineId: `L${at}`, billedPence: 10_000 + at }))
  const other = [{ lineId: 'OTHER', practice: 'B99001', billedPence: 90_000 }]
  ;({ importNo } = await billMonth(ctx, { month, lines: [...own, ...other] }))
  const check = await checkOf(ctx)
  ids = {
    dear: await foundFinding(ctx, check, { lineId: 'L0', billedPence: 50_000, importNo }),
    cheap: await foundFinding(ctx, check, { lineId: 'L1', valuePence: 2000, importNo, lineNo: 3 }),
    beside: await foundFinding(ctx, check, { lineId: 'L1', rule: 'C44', valuePence: 1000, importNo, lineNo: 3 }),
    told: await foundFinding(ctx, check, { lineId: 'L2', rule: 'C45', confidence: 'information', importNo, lineNo: 4 }),
    sure: await foundFinding(ctx, check, { lineId: 'L3', confidence: 'certain', importNo, lineNo: 5 }),
    other: await foundFinding(ctx, check, { lineId: 'OTHER', practice: 'B99001', importNo }),
  }
})

const queue = (ctx = asPractice()) => practiceQueue(ctx, { month, practice })
const itemOf = async (lineId: string) => (await queue()).items.find(({ line }) => line.lineId === lineId)!
const say = async (lineId: string, verdict: string, words?: string, ctx = asPractice()) =>
  answerLine(ctx, { month, practice, code: (await itemOf(lineId)).code, verdict, words })
const stateOf = async (findingId: number) => {
  const found = await findFinding(workbench().ctx, { month, findingId })
  return found.ok ? found.value.finding.state : undefined
}
const value = <T>(result: { ok: true; value: T } | { ok: false; message: string }): T => {
  if (!result.ok) throw new Error(result.message)
  return result.value
}

test('practice-queue.yaml says how many lines are drawn, and how long practices have about the final version', () => {
  expect(queueTerms(month)).toEqual({ sampleLines: 20, freezeAnswerDays: 10 })
})

test('what a practice says stands as a rule that ships, and of no check', () => {
  const said = verdicts.flatMap(({ rule }) => (rule ? [rule] : []))
  const kinds = said.map((code) => shippedRules().find((one) => one.code === code)?.kind)
  expect(kinds).toEqual(said.map(() => 'practice'))
})

describe('the queue of a practice', () => {
  test('has its own lines alone: those with findings first, by what is at stake, then twenty by chance', async () => {
    const { items, progress, deadline } = await queue()
    expect(items.slice(0, 3).map(({ line }) => line.lineId)).toEqual(['L0', 'L3', 'L1'])
    expect(items.filter(({ findings }) => findings.length === 0)).toHaveLength(20)
    expect(items.map(({ line }) => line.practice)).toEqual(items.map(() => practice))
    expect(progress).toMatchObject({ looked: 0, all: 23 })
    expect(deadline).toBeUndefined()
  })

  test('draws the same lines whenever it is asked', async () => {
    const drawn = async () => (await queue()).items.map(({ line }) => line.lineId)
    expect(await drawn()).toEqual(await drawn())
  })

  test('is nobody else’s', async () => {
    const { items } = await practiceQueue(asPractice('B99001'), { month, practice })
    expect(items).toEqual([])
  })
})

describe('an answer', () => {
  test('is given to every finding of its line and can be taken back', async () => {
    const undo = value(await say('L1', 'right'))
    expect([await stateOf(ids['cheap']!), await stateOf(ids['beside']!)]).toEqual(['agreed', 'agreed'])
    expect((await itemOf('L1')).isDone).toBe(true)
    expect(value(await takeBack(asPractice(), { month, code: undoCode(undo) }))).toBe(2)
    expect([await stateOf(ids['cheap']!), await stateOf(ids['beside']!)]).toEqual(['open', 'open'])
  })

  test('that the bill is right does not set a certain finding aside', async () => {
    value(await say('L3', 'right'))
    expect(await stateOf(ids['sure']!)).toBe('open')
    expect((await itemOf('L3')).isDone).toBe(true)
  })

  test('about a line without a finding is kept, or becomes a finding of its own that its practice holds up', async () => {
    const [one, two] = (await queue()).items.filter(({ findings }) => findings.length === 0)
    const right = value(await say(one!.line.lineId, 'right'))
    expect(right.lineAnswers).toHaveLength(1)
    const wrong = value(await say(two!.line.lineId, 'not-our-patient', 'Left the list in 2005.'))
    const found = value(await findFinding(asPractice(), { month, findingId: wrong.findings[0]!.findingId }))
    expect(found.finding).toMatchObject({
      rule: 'C02',
      state: 'upheld',
      hold: 'held',
      confidence: 'query',
      countedPence: two!.line.billedPence,
      answerWords: 'Left the list in 2005.',
    })
    expect((await queue()).items.filter(({ isDone }) => isDone)).toHaveLength(3)

    value(await takeBack(asPractice(), { month, code: undoCode(wrong) }))
    value(await takeBack(asPractice(), { month, code: undoCode(right) }))
    expect((await queue()).items.filter(({ isDone }) => isDone)).toHaveLength(1)
    expect((await itemOf(two!.line.lineId)).findings).toEqual([])

    const again = value(await say(two!.line.lineId, 'not-our-patient'))
    expect(again.findings[0]!.findingId).toBe(wrong.findings[0]!.findingId)
    expect(await stateOf(again.findings[0]!.findingId)).toBe('upheld')
  })

  test('that nothing of a line is due is raised beside what was found in it', async () => {
    const said = value(await say('L1', 'never-attended'))
    expect(said.findings).toHaveLength(3)
    expect((await itemOf('L1')).findings.map(({ rule, state }) => `${rule} ${state}`)).toEqual([
      'C92 upheld',
      'C30 upheld',
      'C44 upheld',
    ])
    value(await takeBack(asPractice(), { month, code: undoCode(said) }))
    expect((await itemOf('L1')).isDone).toBe(false)
  })

  test('must say why where nothing else does, and names nobody', async () => {
    expect(await say('L0', 'other')).toMatchObject({ ok: false, code: 'no-words' })
    expect(await say('L0', 'other', 'It is 999 000 0018')).toMatchObject({ ok: false, code: 'names-patient' })
    expect(await say('L0', 'nonsense')).toMatchObject({ ok: false, code: 'no-verdict' })
    expect(await stateOf(ids['dear']!)).toBe('open')
  })

  test('to another practice’s line finds nothing', async () => {
    const code = `f${ids['other']!}e0`
    expect(await answerLine(asPractice(), { month, practice, code, verdict: 'right' })).toMatchObject({
      code: 'no-finding',
    })
    const whole = { month, practice, code, verdict: 'right' }
    expect(await answerLine(workbench().ctx, whole)).toMatchObject({ code: 'no-line' })
    expect(await stateOf(ids['other']!)).toBe('open')
  })
})

describe('two people with one finding', () => {
  test('the slower is told what was decided, by whom and when, and nothing of theirs is kept', async () => {
    const { ctx } = workbench()
    const before = await itemOf('L0')
    value(await dismissFinding(ctx, { findingId: ids['dear']!, seen: 0, words: 'Paid for last year.' }))
    const late = await answerLine(asPractice(), {
      month,
      practice,
      code: before.code,
      verdict: 'other',
      words: 'No letter.',
    })
    expect(late).toMatchObject({ ok: false, code: 'changed' })
    expect(!late.ok && late.message).toContain(
      'a tester set it aside on 2 June 2008 at 10:00, saying “Paid for last year.”',
    )
    expect(await restoreFinding(ctx, { findingId: ids['dear']!, seen: 0 })).toMatchObject({ code: 'changed' })
    value(await restoreFinding(ctx, { findingId: ids['dear']! }))
    expect(await stateOf(ids['dear']!)).toBe('open')
  })

  test('a line drawn by chance is answered once', async () => {
    const { line, code } = (await queue()).items.findLast(({ isDone, findings }) => !isDone && findings.length === 0)!
    const both = await Promise.all(
      ['One', 'Two'].map((name) =>
        answerLine(asPractice(practice, name), {
          month,
          practice,
          code,
          verdict: name === 'One' ? 'right' : 'no-referral',
        }),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    const lost = both.find(({ ok }) => !ok)!
    expect(!lost.ok && lost.code).toBe('changed')
    expect((await itemOf(line.lineId)).isDone).toBe(true)
  })
})

test('everything that was said is in the journal', async () => {
  const { rows } = await sql<{
    action: string
  }>`SELECT DISTINCT action FROM audit.entry WHERE action LIKE 'finding.%' ORDER BY 1`.execute(workbench().ctx.db)
  expect(rows.map(({ action }) => action)).toEqual([
    'finding.answer',
    'finding.dismiss',
    'finding.restore',
    'finding.take-back',
  ])
})
