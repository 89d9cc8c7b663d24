import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#db'
import { type Ctx, stoppedClock } from '#platform'
import { type Permission, type Scope, practicesOnly, toMonth, toPence, wholeCommissioner } from '#shared'
import { checkOf, foundFinding } from '../../../../tests/support/found-findings.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { challengeFindings, settleFindings, withdrawChallenged } from '../answering/challenge-findings.command.ts'
import { dismissFinding } from '../answering/decide-finding.command.ts'
import { answerDeadline } from './deadline.view.ts'
import { disputedLines } from './disputed-lines.view.ts'
import { findingSums } from './finding-sums.view.ts'
import { findFinding } from './finding.view.ts'
import { findings } from './findings.view.ts'
import { lineFindings } from './line-findings.view.ts'
import { recoveredSums, successRates } from './recovered.view.ts'
import { findingsToChallenge } from './to-challenge.view.ts'

const workbench = useWorkbench({ now: new Date('2007-12-10T09:00:00Z') })
const month = toMonth('2007-10')
let ids: Record<'sure' | 'weak' | 'likely' | 'query' | 'told' | 'sum' | 'elsewhere' | 'second', number>

function as(scope: Partial<Scope> & { permissions: readonly Permission[] }): Ctx {
  const own: Scope = { ...wholeCommissioner, ...scope, personId: 'p-2' }
  return workbench().ctx.handTo({ actor: { name: 'Sam Staff', userId: 'p-2' }, scope: own })
}

const staff = () =>
  as({
    commissioners: ['C01'],
    permissions: ['finding.read', 'finding.sums', 'finding.decide', 'challenge.send', 'rule.read'],
  })

beforeAll(async () => {
  const { ctx } = workbench()
  const check = await checkOf(ctx, month, 'C01')
  const of = { commissioner: 'C01' }
  ids = {
    sure: await foundFinding(ctx, check, { ...of, lineId: 'A', confidence: 'certain', valuePence: 4000 }),
    weak: await foundFinding(ctx, check, { ...of, lineId: 'A', rule: 'C44', confidence: 'likely', valuePence: 15_000 }),
    likely: await foundFinding(ctx, check, {
      ...of,
      lineId: 'B',
      valuePence: 25_000,
      billedPence: 20_000,
      practice: 'A99002',
    }),
    query: await foundFinding(ctx, check, { ...of, lineId: 'C', confidence: 'query', rule: 'C05' }),
    told: await foundFinding(ctx, check, { ...of, lineId: 'D', confidence: 'information', rule: 'C45' }),
    sum: await foundFinding(ctx, check, {
      ...of,
      lineId: '',
      about: '100, A99001',
      rule: 'C28',
      confidence: 'query',
      practice: 'A99001',
    }),
    elsewhere: await foundFinding(ctx, await checkOf(ctx, month, 'C02'), {
      commissioner: 'C02',
      lineId: 'A',
      practice: 'Z99001',
    }),
    second: await foundFinding(ctx, check, { ...of, lineId: 'E', provider: 'RBB', practice: null }),
  }
})

const found = async (id: number, ctx: Ctx = staff()) => {
  const one = await findFinding(ctx, { month, findingId: id })
  if (!one.ok) throw new Error(one.message)
  return one.value
}

describe('the list of findings', () => {
  test('has the worst first, and what was raised beside what counts: a line is valued once, up to what was billed', async () => {
    const { findings: list, totals } = await findings(staff(), { month })
    expect(list.map(({ findingId }) => findingId)).toEqual(
      [ids.likely, ids.query, ids.sum, ids.second, ids.sure, ids.weak, ids.told].toSorted(
        (a, b) => list.findIndex((one) => one.findingId === a) - list.findIndex((one) => one.findingId === b),
      ),
    )
    expect(list[0]).toMatchObject({ findingId: ids.likely, valuePence: 25_000, countedPence: 20_000, hold: 'held' })
    expect(list.find(({ findingId }) => findingId === ids.weak)).toMatchObject({
      worthPence: 10_000,
      countedPence: 0,
      hold: 'none',
    })
    expect(totals).toEqual({
      findings: 7,
      lines: 5,
      raisedPence: 4000 + 15_000 + 25_000 + 10_000 + 10_000 + 10_000,
      toldPence: 10_000,
      countedPence: 4000 + 20_000 + 10_000 + 10_000 + 10_000,
      adjustedPence: 4000,
      heldPence: 30_000,
    })
  })

  test('is narrowed by what is asked and by what may be seen', async () => {
    const idsOf = async (ctx: Ctx, question = {}) =>
      (await findings(ctx, { month, ...question })).findings.map(({ findingId }) => findingId)
    expect(await idsOf(staff(), { provider: 'RBB' })).toEqual([ids.second])
    expect(await idsOf(staff(), { confidence: 'certain' })).toEqual([ids.sure])
    expect(await idsOf(staff(), { state: 'gone' })).toEqual([])
    const own = as({ practices: practicesOnly(['A99002']), permissions: ['finding.read'] })
    expect(await idsOf(own)).toEqual([ids.likely])
    const left = as({ practices: [{ practice: 'A99002', to: month }], permissions: ['finding.read'] })
    expect(await idsOf(left)).toEqual([])
    expect(await idsOf(as({ permissions: ['finding.sums'] }))).toEqual([])
  })

  test('of a line has what counts first, for its page', async () => {
    const line = { month, provider: 'RAA', lineId: 'A' }
    expect((await lineFindings(staff(), line)).map(({ findingId }) => findingId)).toEqual([ids.sure, ids.weak])
  })
})

describe('one finding', () => {
  test('has its versions, its events, and what stands beside it in the line', async () => {
    const { versions, beside, standing } = await found(ids.weak)
    expect(versions).toHaveLength(1)
    expect(versions[0]).toMatchObject({ snapshot: 'freeze', stands: true, valuePence: 15_000 })
    expect(beside.map(({ findingId }) => findingId)).toEqual([ids.sure])
    expect(standing.state).toBe('open')
  })

  test('of somebody else is not there, like one that never was', async () => {
    const no = await findFinding(staff(), { month, findingId: ids.elsewhere })
    const never = await findFinding(staff(), { month, findingId: 999_999 })
    expect(!no.ok && no.message.replace(String(ids.elsewhere), 'N')).toBe(
      !never.ok && never.message.replace('999999', 'N'),
    )
  })
})

describe('rooms to the right', () => {
  const asked = { commissioner: 'C01', provider: 'RAA', month, snapshot: 'freeze' } as const

  test('dispute each line once, for what counts of it', async () => {
    expect(await disputedLines(staff(), { month })).toEqual([
      {
        commissioner: 'C01',
        provider: 'RAA',
        month,
        lineId: 'A',
        practice: 'A99001',
        adjustedPence: 4000,
        heldPence: 0,
      },
      {
        commissioner: 'C01',
        provider: 'RAA',
        month,
        lineId: 'B',
        practice: 'A99002',
        adjustedPence: 0,
        heldPence: 20_000,
      },
      { commissioner: 'C01', provider: 'RBB', month, lineId: 'E', practice: null, adjustedPence: 0, heldPence: 10_000 },
    ])
  })

  test('challenge what is certain or likely at once, and a query only when its practice’s time is over', async () => {
    const toChallenge = async () => (await findingsToChallenge(staff(), asked)).map(({ findingId }) => findingId)
    expect(await toChallenge()).toEqual([ids.likely, ids.sure])
    const { db } = workbench().ctx
    await sql`WITH load AS (INSERT INTO contracts.load (kind, file_name, sha256, rows, loaded_at, loaded_by)
        VALUES ('calendar', 'calendar.csv', ${'0'.repeat(64)}, 1, now(), 'a tester') RETURNING load_no)
      INSERT INTO contracts.inclusion_date (load_no, month, flex_inclusion, flex_publication, freeze_inclusion, freeze_publication)
      SELECT load_no, '2007-10', '2007-11-20 17:00Z', '2007-11-21 08:00Z', '2007-11-25 17:00Z', '2007-11-26 08:00Z' FROM load`.execute(
      db,
    )
    expect(await answerDeadline(workbench().ctx, { month, snapshot: 'flex' })).toEqual({
      day: '2007-11-25',
      isPast: true,
    })
    // Ten working days after publication: Monday 10 December, on which it still runs.
    expect(await answerDeadline(workbench().ctx, { month, snapshot: 'freeze' })).toEqual({
      day: '2007-12-10',
      isPast: false,
    })
    expect(await toChallenge()).toEqual([ids.likely, ids.sure])
    const later = { ...staff(), clock: stoppedClock(new Date('2007-12-11T00:00:00Z')) }
    expect((await findingsToChallenge(later, asked)).map(({ findingId }) => findingId)).toEqual([
      ids.likely,
      ids.query,
      ids.sum,
      ids.sure,
    ])
  })

  test('put findings into a challenge, take them out, and settle them: all or none', async () => {
    const ctx = staff()
    const both = [ids.sure, ids.likely]
    const within = <T>(work: (tx: Ctx['db']) => Promise<T>) => ctx.transaction(work)
    expect((await within((tx) => challengeFindings(tx, ctx, both, 'CH-1'))).ok).toBe(true)
    expect((await found(ids.sure)).finding).toMatchObject({
      state: 'challenged',
      challengeReference: 'CH-1',
      hold: 'adjusted',
    })

    const again = await within((tx) => challengeFindings(tx, ctx, [ids.query, ids.sure], 'CH-2'))
    expect(!again.ok && again.message).toContain('Sam Staff put it into a challenge (CH-1) on 10 December 2007')
    expect((await found(ids.query)).finding.state).toBe('open')
    const aside = await dismissFinding(ctx, { findingId: ids.sure, words: 'Late.' })
    expect(!aside.ok && aside.code).toBe('not-now')

    expect((await within((tx) => withdrawChallenged(tx, ctx, both))).ok).toBe(true)
    expect((await found(ids.likely)).finding.state).toBe('open')
    await within((tx) => challengeFindings(tx, ctx, both, 'CH-3'))

    const much = await within((tx) =>
      settleFindings(tx, ctx, [{ findingId: ids.likely, acceptedPence: toPence(20_001) }]),
    )
    expect(much).toMatchObject({ ok: false, code: 'wrong-amount' })
    const settled = await within((tx) =>
      settleFindings(tx, ctx, [
        { findingId: ids.likely, acceptedPence: toPence(5000) },
        { findingId: ids.sure, acceptedPence: toPence(0) },
      ]),
    )
    expect(settled.ok).toBe(true)
    expect((await found(ids.likely)).finding).toMatchObject({ state: 'settled', hold: 'adjusted', countedPence: 5000 })
    // The certain one was rejected and that was taken: what was weaker in its line counts now.
    expect((await found(ids.weak)).finding).toMatchObject({ countedPence: 10_000, hold: 'held' })
  })

  test('see what came of it by rule, provider and practice', async () => {
    const months = { from: month, to: month }
    expect((await recoveredSums(staff(), months)).toSorted((a, b) => b.acceptedPence - a.acceptedPence)).toEqual([
      { rule: 'C30', provider: 'RAA', practice: 'A99002', findings: 1, claimedPence: 25_000, acceptedPence: 5000 },
      { rule: 'C30', provider: 'RAA', practice: 'A99001', findings: 1, claimedPence: 4000, acceptedPence: 0 },
    ])
    expect(await successRates(staff())).toEqual([
      { rule: 'C30', provider: 'RAA', settled: 2, claimedPence: 29_000, acceptedPence: 5000, acceptedPercent: 17.2 },
    ])
  })

  test('see sums where they see no line', async () => {
    const chair = as({ practices: practicesOnly(['A99001', 'A99002']), detail: 'sums', permissions: ['finding.sums'] })
    const sums = await findingSums(chair, { from: month, to: month })
    expect(sums.map(({ practice, rule }) => `${practice} ${rule}`)).toEqual([
      'A99001 C05',
      'A99001 C28',
      'A99001 C30',
      'A99001 C44',
      'A99001 C45',
      'A99002 C30',
    ])
    expect(sums.reduce((sum, { countedPence }) => sum + countedPence, 0)).toBe(10_000 * 3 + 5000)
  })
})
