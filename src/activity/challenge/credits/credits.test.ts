import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importActivity } from '#activity/import'
import type { Ctx } from '#platform'
import {
  findRole,
  practicesOnly,
  type RoleName,
  type Scope,
  toMonth,
  toPence,
  toPlainDate,
  wholeCommissioner,
} from '#shared'
import { tableToCsv } from '#tables'
import { beforeAll, describe, expect, test } from 'vitest'
import { addCommissioner } from '../../../../tests/support/commissioner.ts'
import { plantFindings } from '../../../../tests/support/planted-findings.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { settleAccepted, settleItem } from '../answering/our-decision.command.ts'
import { saveAnswer, submitReply } from '../answering/reply.command.ts'
import { buildChallenge } from '../putting/build-challenge.command.ts'
import { sendOne } from '../putting/send-challenge.command.ts'
import { creditsTable } from '../showing/credits-tables.ts'
import { recoveredTable } from '../showing/recovered-table.ts'
import { checks } from '../checks/checks.view.ts'
import { type CreditLine, type KnownMatch, type Owed, creditState, matchCredits } from './credit.ts'
import { creditMatches, owedCredits } from './credits.view.ts'
import { decideCredit, lookForCredits } from './look-for-credits.command.ts'
import { overdueAfter } from './overdue-after.view.ts'
import { recovered } from './recovered.view.ts'

const workbench = useWorkbench()
const october = toMonth('2007-10')
const reference = 'CH-2007-10-RAA-1'

function as(role: RoleName, more: Partial<Scope> = {}): Ctx {
  const { detail, permissions } = findRole(role)!
  const scope = { ...wholeCommissioner, detail, permissions, personId: `${role}-1`, ...more }
  return workbench().ctx.handTo({ actor: { name: `the ${role}`, userId: `${role}-1` }, scope })
}
const manager = () => as('contract-manager', { commissioners: ['C01'] })
const provider = () => as('provider-contact', { providers: ['RAA'] })

const columns = 'line_id,provider,commissioner,practice,pod,local_pod,start_date,hrg,price,month,snapshot'

async function bill(
  month: string,
  snapshot: string,
  lines: readonly (readonly [id: string, pounds: string, pod?: string, local?: string])[],
) {
  const folder = await mkdtemp(join(tmpdir(), 'credits-'))
  const path = join(folder, `${month}-${snapshot}.csv`)
  const rows = lines.map(([id, pounds, pod = 'EL', local = '']) =>
    [id, 'RAA', 'C01', 'A99001', pod, local, `${month}-03`, pod === 'EL' ? 'E01' : '', pounds, month, snapshot].join(
      ',',
    ),
  )
  await writeFile(path, [columns, ...rows, ''].join('\n'))
  const taken = await importActivity(workbench().ctx, { files: [{ path }] })
  await rm(folder, { recursive: true })
  if (!taken.ok) throw new Error(taken.message)
}

/** Five items of a flex bill, of which the provider accepts four in full and one in part. */
beforeAll(async () => {
  await addCommissioner(workbench().ctx, 'C01')
  await bill(
    '2007-10',
    'flex',
    ['A', 'B', 'C', 'D', 'E'].map((id) => [id, '500.00'] as const),
  )
  await plantFindings(
    workbench().ctx,
    [400, 300, 200, 100, 50].map((pounds, at) => ({
      lineId: 'ABCDE'[at]!,
      snapshot: 'flex' as const,
      billedPence: 50_000,
      valuePence: pounds * 100,
      practice: at === 4 ? 'B99001' : 'A99001',
    })),
  )
  const built = await buildChallenge(manager(), {
    commissioner: 'C01',
    provider: 'RAA',
    month: october,
    snapshot: 'flex',
  })
  if (!built.ok) throw new Error(built.message)
  await sendOne(manager(), { reference })
  const answer = { decision: 'accept' as const, quantityThousandths: null, pricePence: null, words: null }
  for (const itemNo of [1, 2, 3, 4]) await saveAnswer(provider(), { reference, itemNo, answer })
  await saveAnswer(provider(), {
    reference,
    itemNo: 5,
    answer: { decision: 'part', quantityThousandths: 1000, pricePence: toPence(2_000), words: null },
  })
  await submitReply(provider(), { reference })
  await settleAccepted(manager(), { reference })
  await settleItem(manager(), { reference, itemNo: 5, acceptedPence: toPence(2_000) })
}, 60_000)

const found = async () =>
  (await owedCredits(workbench().ctx)).map(({ lineId, suggestedPence, confirmedPence }) => [
    lineId,
    suggestedPence,
    confirmedPence,
  ])

describe('what a provider accepted', () => {
  test('is looked for in later bills, each line once, and found by version, reversal and adjustment', async () => {
    expect(await lookForCredits(manager())).toEqual({ owed: 5, found: 0, foundPence: 0 })
    // At freeze A costs less, B is gone; in November C is reversed, and an adjustment names the challenge.
    await bill('2007-10', 'freeze', [
      ['A', '100.00'],
      ['C', '500.00'],
      ['D', '500.00'],
      ['E', '500.00'],
    ])
    await bill('2007-11', 'flex', [
      ['C', '-150.00'],
      ['Z9', '10.00'],
      ['ADJ1', '-130.00', 'ADJUSTMENT', `Credit for ${reference}`],
    ])
    expect(await lookForCredits(manager())).toEqual({ owed: 5, found: 5, foundPence: 40_000 + 30_000 + 20_000 + 8_000 })
    expect(await found()).toEqual([
      ['A', 40_000, 0],
      ['B', 30_000, 0],
      ['C', 20_000, 0],
      ['D', 8_000, 0],
      ['E', 0, 0],
    ])
    const matches = await creditMatches(workbench().ctx)
    expect(matches.map(({ kind, lineId, amountPence }) => `${kind} ${lineId} ${amountPence}`).toReversed()).toEqual([
      'corrected A 40000',
      'vanished B 30000',
      'reversed C 15000',
      'adjustment ADJ1 5000',
      'adjustment ADJ1 8000',
    ])
    expect(await lookForCredits(manager())).toMatchObject({ found: 0 })
  })

  test('is found once somebody confirms it; what is undone is not suggested again, and who was quicker is named', async () => {
    const [forD, , , , forA] = await creditMatches(workbench().ctx)
    expect(await decideCredit(manager(), { matchId: forA!.matchId, event: 'confirmed' })).toMatchObject({ ok: true })
    expect(await decideCredit(manager(), { matchId: forA!.matchId, event: 'confirmed' })).toMatchObject({
      code: 'as-before',
      message: expect.stringContaining('the contract-manager'),
    })
    expect(
      await decideCredit(manager(), { matchId: forD!.matchId, event: 'undone', words: 'Another challenge.' }),
    ).toMatchObject({ ok: true })
    await lookForCredits(manager())
    expect(await found()).toEqual([
      ['A', 0, 40_000],
      ['B', 30_000, 0],
      ['C', 20_000, 0],
      ['D', 0, 0],
      ['E', 2_000, 0],
    ])
    expect(await decideCredit(provider(), { matchId: forD!.matchId, event: 'confirmed' }).catch(() => 'refused')).toBe(
      'refused',
    )
    for (const check of checks) expect(await check.run(workbench().ctx), check.name).toEqual([])
  })

  test('is the same pence in the list of credits and in what was recovered, and each sees their own', async () => {
    const owed = await owedCredits(manager())
    const list = creditsTable(owed, new Map(), toPlainDate('2008-06-02'))
    expect(list.totals).toMatchObject({ accepted_pence: 102_000, found_pence: 40_000, to_confirm_pence: 52_000 })
    for (const by of ['rule', 'provider', 'practice'] as const) {
      const table = recoveredTable(await recovered(manager(), by), by, new Map())
      expect(table.totals).toMatchObject({
        items: 5,
        claimed_pence: 105_000,
        accepted_pence: 102_000,
        found_pence: 40_000,
      })
      expect(tableToCsv(table)).toContain('102000')
    }
    const ofPractice = (await recovered(as('practice-user', { practices: practicesOnly(['B99001']) }), 'practice'))[0]
    expect(ofPractice).toMatchObject({ key: 'B99001', items: 1, claimedPence: 5_000, acceptedPence: 2_000 })
    const group = as('group-manager', {
      practices: [{ practice: 'A99001' }, { practice: 'B99001', from: toMonth('2007-11') }],
    })
    expect(await recovered(group, 'practice')).toMatchObject([{ key: 'A99001', acceptedPence: 100_000 }])
    expect(await recovered(as('contract-manager', { commissioners: ['C02'] }), 'rule')).toEqual([])
    expect(await recovered(as('administrator'), 'rule')).toEqual([])
    expect(await owedCredits(as('practice-user', { practices: practicesOnly(['A99001']) }))).toEqual([])
  })
})

describe('a credit', () => {
  const owed = (more: Partial<Owed> = {}): Owed => ({
    challengeId: 1,
    reference,
    commissioner: 'C01',
    provider: 'RAA',
    month: october,
    itemNo: 1,
    lineId: 'A',
    practice: null,
    pod: null,
    rule: 'C11',
    title: '',
    billedPence: toPence(500),
    claimedPence: toPence(100),
    acceptedPence: toPence(100),
    confirmedPence: toPence(0),
    suggestedPence: toPence(0),
    settledOn: toPlainDate('2007-12-20'),
    ...more,
  })

  test('is overdue after the months of credits.yaml, and never once it is found', () => {
    const months = overdueAfter(toPlainDate('2007-12-20'))
    expect(months).toBe(2)
    const on = (day: string, more: Partial<Owed> = {}) => creditState(owed(more), toPlainDate(day), months)
    expect(on('2008-02-29')).toBe('expected')
    expect(on('2008-03-01')).toBe('overdue')
    expect(on('2008-02-29', { confirmedPence: toPence(40) })).toBe('partly')
    expect(on('2008-03-01', { suggestedPence: toPence(40) })).toBe('suggested')
    expect(on('2009-03-01', { confirmedPence: toPence(100) })).toBe('found')
  })

  test('takes no more than it is owed and no more than a line holds, whatever was matched before', () => {
    const line: CreditLine = {
      kind: 'adjustment',
      month: toMonth('2007-12'),
      importNo: 2,
      lineId: 'Z',
      names: reference,
      amountPence: toPence(120),
    }
    const both = [owed(), owed({ itemNo: 2, lineId: 'B', acceptedPence: toPence(50) })]
    expect(matchCredits(both, [line], []).map(({ itemNo, amountPence }) => [itemNo, amountPence])).toEqual([
      [1, 100],
      [2, 20],
    ])
    const known: KnownMatch = {
      ...matchCredits(both, [line], [])[0]!,
      matchId: 1,
      reference,
      provider: 'RAA',
      state: 'undone',
      foundOn: toPlainDate('2008-01-01'),
      actor: null,
    }
    expect(matchCredits(both, [line], [known]).map(({ itemNo, amountPence }) => [itemNo, amountPence])).toEqual([
      [2, 50],
    ])
  })
})
