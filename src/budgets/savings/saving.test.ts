import { decideSharing, recordIncentive } from '#budgets/allowance'
import { sql } from '#db'
import type { Ctx } from '#platform'
import { type FinancialYear, toFinancialYear, toPence, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { addOrganisations } from '../../../tests/support/people.ts'
import { commissioner } from '../../../tests/support/payment-world.ts'
import { type Savers, factOf, factsOf, finding, saversOf } from '../../../tests/support/savings-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { type YearBalance, yearBalances } from './account/balances.view.ts'
import { drawFor } from './account/draw.command.ts'
import { expireSavings } from './account/expire.command.ts'
import { findGroupAccount } from './account/group-account.view.ts'
import { checks } from './checks.view.ts'
import { groupStatementTable, membersTable } from './showing/group-tables.ts'
import { askCorrection } from './ledger/ask-correction.command.ts'
import { endCorrection } from './ledger/end-correction.command.ts'
import { ledgerLines } from './ledger/entries.view.ts'
import { decideUse } from './use/decide-use.command.ts'
import { proposeUse } from './use/propose-use.command.ts'
import { type Body, stageOf } from './use/use.ts'
import { findUse } from './use/uses.view.ts'
import { withdrawUse } from './use/withdraw-use.command.ts'
import { closeYear } from './year/close-year.command.ts'
import { closePreview } from './year/preview.view.ts'
import { withheldWords } from './year/condition.ts'
import { closeSums, withheldOf, yearResults } from './year/results.view.ts'
import type { YearFacts } from './year/year-facts.ts'

const workbench = useWorkbench({ now: new Date('2008-03-03T09:00:00Z') })
const ctx = (): Ctx => workbench().ctx
let people: Savers

beforeAll(async () => {
  await addOrganisations(ctx())
  people = saversOf(ctx())
})

const y0809 = toFinancialYear('2008/09')

/** The same people on another day. */
const on = (who: Ctx, day: string): Ctx => ({ ...who, clock: { now: () => new Date(`${day}T09:00:00Z`) } })

async function propose(
  who: Ctx,
  pence: number,
  { practice = 'P99001', year = y0809 as FinancialYear } = {},
): Promise<number> {
  const made = await proposeUse(who, {
    practice,
    year,
    purpose: 'equipment',
    title: 'Spirometer',
    words: 'Tests at the practice instead of the hospital.',
    caseReference: null,
    amountPence: toPence(pence),
  })
  if (!made.ok) throw new Error(made.message)
  return made.value.useNo
}

const decide = (
  who: Ctx,
  useNo: number,
  body: Body,
  decision: 'agreed' | 'refused' | 'conflict' = 'agreed',
  words = '',
) => decideUse(who, { useNo, body, decision, words })

async function approve(useNo: number, chair = people.chair): Promise<void> {
  for (const [who, body] of [
    [chair, 'group'],
    [people.executive, 'executive'],
    [people.board, 'board'],
  ] as const)
    expect(await decide(who, useNo, body)).toMatchObject({ ok: true })
}

async function close(facts: YearFacts, words = '', who = on(people.finance, '2009-07-01')) {
  const preview = await closePreview(who, facts)
  const seenSha = preview.ok ? preview.value.seenSha : ''
  return closeYear(who, { commissioner, year: facts.year, seenSha, words }, finding(facts))
}

const faults = async (): Promise<string[]> => (await Promise.all(checks.map((check) => check.run(ctx())))).flat()
const left = async (who: Ctx = people.manager): Promise<number> =>
  (await yearBalances(who, { practice: 'P99001' })).reduce((sum, each) => sum + each.entitlementPence, 0)

describe('a use', () => {
  let declared: number

  test('that is proposed before the year begins is declared, and after it began opportunistic', async () => {
    declared = await propose(people.manager, 40_000_00)
    expect(await findUse(people.manager, declared)).toMatchObject({ kind: 'declared', group: 'ZG1', commissioner })
    const later = await propose(on(people.manager, '2008-05-01'), 1_00)
    expect(await findUse(people.manager, later)).toMatchObject({ kind: 'opportunistic' })
    expect(await withdrawUse(people.manager, { useNo: later, words: 'Not needed' })).toMatchObject({ ok: true })
  })

  test('is proposed by the practice alone, for something, in words that name no patient', async () => {
    const use = { practice: 'P99002', year: y0809, purpose: 'equipment', title: 'x', words: 'y', caseReference: null }
    expect(await proposeUse(people.manager, { ...use, amountPence: toPence(1) })).toMatchObject({ code: 'not-found' })
    const own = { ...use, practice: 'P99001', amountPence: toPence(1) }
    expect(await proposeUse(people.user, own)).toMatchObject({ code: 'not-found' })
    expect(await proposeUse(people.manager, { ...own, purpose: 'bonus' })).toMatchObject({ code: 'purpose' })
    expect(await proposeUse(people.manager, { ...own, amountPence: toPence(0) })).toMatchObject({ code: 'amount' })
    expect(await proposeUse(people.manager, { ...own, words: 'For 999 000 0018' })).toMatchObject({
      code: 'names-patient',
    })
    expect(await proposeUse(people.manager, { ...own, year: toFinancialYear('2012/13') })).toMatchObject({
      code: 'year',
    })
  })

  test('goes from group to executive to board, each in turn and each by somebody else', async () => {
    expect(await decide(people.executive, declared, 'executive')).toMatchObject({ code: 'changed' })
    expect(await decide(people.otherChair, declared, 'group')).toMatchObject({ code: 'not-found' })
    expect(await decide(people.executive, declared, 'group')).toMatchObject({ code: 'not-found' })
    expect(await decide(people.chair, declared, 'group')).toMatchObject({ ok: true })
    expect(await decide(people.executive, declared, 'executive')).toMatchObject({ ok: true })
    expect(await decide(people.executive, declared, 'board')).toMatchObject({ code: 'barred' })
  })

  test('is not decided by whoever declared a conflict: that person has left the decision, and another decides', async () => {
    expect(await decide(people.third, declared, 'board', 'conflict')).toMatchObject({ code: 'no-words' })
    expect(await decide(people.third, declared, 'board', 'conflict', 'I own the maker')).toMatchObject({ ok: true })
    expect(await decide(people.third, declared, 'board')).toMatchObject({ code: 'barred' })
    const behind = sql`INSERT INTO savings.proposal_event (use_no, commissioner, practice, body, event, actor, person_id, at)
      VALUES (${declared}, ${commissioner}, 'P99001', 'board', 'agreed', 'Third Member', 'p-Third Member', now())`
    await expect(behind.execute(ctx().db)).rejects.toThrow(/not for this person/)
    expect(await decide(people.board, declared, 'board')).toMatchObject({ ok: true })
    expect(stageOf((await findUse(people.manager, declared))!)).toBe('approved')
  })

  test('is approved in principle before the year is closed, and nothing is drawn for it yet', async () => {
    const draw = { useNo: declared, amountPence: toPence(1_00), words: 'Invoice 1' }
    expect(await drawFor(people.finance, draw)).toMatchObject({ code: 'too-much' })
  })

  test('is seen by its practice, its group and the commissioner, and by nobody else', async () => {
    expect(await findUse(people.otherManager, declared)).toBeUndefined()
    expect(await findUse(people.otherChair, declared)).toBeUndefined()
    expect(await findUse(people.provider, declared)).toBeUndefined()
    expect(await findUse(people.auditor, declared)).toBeDefined()
  })
})

describe('closing a year', () => {
  const facts = factsOf(
    [
      factOf('P99001', 500_000_00, 420_000_00, { creditsDuePence: toPence(20_000_00), pricePence: toPence(10_000_00) }),
      factOf('P99002', 300_000_00, 340_000_00),
    ],
    { year: y0809 },
  )

  test('is refused while something must be in, and asks for words where something should be', async () => {
    const check = { name: 'Freeze', words: 'March 2009 has no freeze of ZA1.' }
    const refused = { ...facts, checks: [{ ...check, state: 'refuse' as const }] }
    expect(await close(refused)).toMatchObject({ code: 'not-in', message: expect.stringContaining('no freeze of ZA1') })
    const warned = { ...facts, checks: [{ ...check, state: 'warn' as const }] }
    expect(await close(warned)).toMatchObject({ code: 'no-words' })
    expect(await close(factsOf([], { year: y0809 }))).toMatchObject({ code: 'nothing' })
  })

  test('is the finance lead’s, and of what was looked at', async () => {
    const wanted = { commissioner, year: y0809, seenSha: 'another', words: '' }
    expect(await closeYear(people.executive, wanted, finding(facts))).toMatchObject({ code: 'not-allowed' })
    expect(await closeYear(people.finance, wanted, finding(facts))).toMatchObject({ code: 'changed' })
    expect(await closeYear(people.finance, wanted, finding(undefined))).toMatchObject({ code: 'nothing' })
  })

  test('of two who close at one moment one does, and the other is told who', async () => {
    const both = await Promise.all([close(facts), close(facts, '', on(people.otherFinance, '2009-07-01'))])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'closed' })
    expect(await faults()).toEqual([])
  })

  test('splits what was freed up as the terms say, and carries an overspend as a debit', async () => {
    const [own, other] = await yearResults(people.auditor, y0809)
    expect(own).toMatchObject({
      practice: 'P99001',
      outturnPence: 400_000_00,
      validationPence: 20_000_00,
      pricePence: 10_000_00,
      demandPence: 70_000_00,
      plannedPence: 40_000_00,
      windfallPence: 60_000_00,
      entitlementPence: 70_000_00,
      commissionerPence: 30_000_00,
    })
    expect(other).toMatchObject({ practice: 'P99002', entitlementPence: 0 })
    const carried = (await yearBalances(people.otherManager)).map(({ overspendPence }) => overspendPence)
    expect(carried).toEqual([40_000_00])
  })

  test('a practice sees its own result and the sums of the others, and a provider nothing', async () => {
    expect((await yearResults(people.manager, y0809)).map(({ practice }) => practice)).toEqual(['P99001'])
    const sums = await closeSums(people.manager, y0809)
    expect(sums.map(({ group, entitlementPence }) => [group, entitlementPence])).toEqual([
      ['ZG1', 70_000_00],
      ['ZG2', 0],
    ])
    expect(await yearResults(people.provider, y0809)).toEqual([])
    expect(await closeSums(people.provider, y0809)).toEqual([])
    expect((await ledgerLines(people.otherManager)).map(({ practice }) => practice)).toEqual(['P99002', 'P99002'])
  })
})

describe('drawing', () => {
  const words = 'Invoice 7'

  test('is for what was approved, by somebody who had no part in it, and no more than that', async () => {
    const draw = { useNo: 1, amountPence: toPence(15_000_00), words }
    expect(await drawFor(people.manager, draw)).toMatchObject({ code: 'not-found' })
    expect(await drawFor(people.finance, { ...draw, words: '' })).toMatchObject({ code: 'no-words' })
    expect(await drawFor(people.finance, draw)).toMatchObject({ ok: true })
    expect(await drawFor(people.finance, { ...draw, amountPence: toPence(25_000_01) })).toMatchObject({
      code: 'too-much',
    })
    expect(await left()).toBe(55_000_00)
  })

  test('the board promises no more than is left beside what is promised already', async () => {
    const useNo = await propose(on(people.manager, '2009-07-02'), 30_000_01)
    expect(await decide(people.chair, useNo, 'group')).toMatchObject({ ok: true })
    expect(await decide(people.executive, useNo, 'executive')).toMatchObject({ ok: true })
    expect(await decide(people.board, useNo, 'board')).toMatchObject({ code: 'too-much' })
    expect(await decide(people.board, useNo, 'board', 'refused', 'Too much')).toMatchObject({ ok: true })
    await approve(await propose(on(people.manager, '2009-07-02'), 30_000_00))
  })

  test('twenty who draw at one moment never draw more than is left', async () => {
    const draws = Array.from({ length: 20 }, (_, at) =>
      drawFor(at % 2 ? people.finance : people.otherFinance, {
        useNo: at % 2 ? 1 : 4,
        amountPence: toPence(7_000_00),
        words,
      }),
    )
    const answers = await Promise.all(draws)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3 + 4)
    expect(answers.every((answer) => answer.ok || answer.code === 'too-much')).toBe(true)
    expect(await left()).toBe(6_000_00)
    expect(await faults()).toEqual([])
  })

  test('nor do two whom nothing of the product holds back: the database refuses the second', async () => {
    const draw = (entry: number) =>
      ctx().transaction(async (tx) => {
        await sql`INSERT INTO savings.entry (commissioner, practice, kind, use_no, words, posted_by, posted_at)
          VALUES (${commissioner}, 'P99001', 'draw', 4, 'behind', 'x', now())`.execute(tx)
        await sql`INSERT INTO savings.posting (entry_no, position, commissioner, practice, year, kind, account, debit_pence, credit_pence)
          SELECT max(e.entry_no), v.position, ${commissioner}, 'P99001', '2008/09', v.kind, v.kind, v.debit, v.credit
            FROM savings.entry AS e, (VALUES (1, 'entitlement', 200000, 0), (2, 'drawn', 0, 200000)) AS v(position, kind, debit, credit)
           WHERE e.words = 'behind' AND ${entry} > 0 GROUP BY v.position, v.kind, v.debit, v.credit`.execute(tx)
      })
    const answers = await Promise.allSettled([draw(1), draw(2)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const lost = answers.find((answer) => answer.status === 'rejected')
    expect(String(lost?.status === 'rejected' && lost.reason)).toMatch(/more than was approved|overdrawn/)
    expect(await left()).toBe(4_000_00)
  })
})

describe('the ledger', () => {
  test('a draw whose money came back is taken back by two people', async () => {
    const draw = (await ledgerLines(people.auditor)).find(
      ({ kind, creditPence }) => kind === 'draw' && creditPence === 15_000_00,
    )!
    expect(await askCorrection(people.finance, { kind: 'reversal', entryNo: 1, words: 'x' })).toMatchObject({
      code: 'not-reversible',
    })
    const asked = await askCorrection(people.finance, { kind: 'reversal', entryNo: draw.entryNo, words: 'Sent back' })
    const requestNo = asked.ok ? asked.value.requestNo : 0
    expect(await endCorrection(people.finance, { requestNo, outcome: 'posted' })).toMatchObject({ code: 'same-person' })
    expect(await endCorrection(people.otherFinance, { requestNo, outcome: 'posted' })).toMatchObject({ ok: true })
    expect(await endCorrection(people.otherFinance, { requestNo, outcome: 'posted' })).toMatchObject({
      code: 'already',
    })
    expect(await left()).toBe(19_000_00)
  })

  test('what is left is clawed back by two people, never more than there is, and a request can be dropped', async () => {
    const ask = { kind: 'claw-back' as const, practice: 'P99001', year: y0809, words: 'Plan not kept' }
    expect(await askCorrection(people.finance, { ...ask, amountPence: toPence(20_000_00) })).toMatchObject({
      code: 'too-much',
    })
    for (const outcome of ['dropped', 'posted'] as const) {
      const asked = await askCorrection(people.finance, { ...ask, amountPence: toPence(1_000_00) })
      expect(
        await endCorrection(people.otherFinance, { requestNo: asked.ok ? asked.value.requestNo : 0, outcome }),
      ).toMatchObject({
        ok: true,
      })
    }
    expect((await yearBalances(people.manager))[0]).toMatchObject({
      clawedBackPence: 1_000_00,
      entitlementPence: 18_000_00,
    })
  })

  test('a later saving makes good what was overspent before anything of it is shared', async () => {
    const facts = factsOf([factOf('P99002', 300_000_00, 240_000_00)], { year: toFinancialYear('2009/10') })
    expect(await close(facts, '', on(people.finance, '2010-07-01'))).toMatchObject({ ok: true })
    const [result] = await yearResults(people.otherManager, toFinancialYear('2009/10'))
    expect(result).toMatchObject({ setOffPence: 40_000_00, entitlementPence: 14_000_00, commissionerPence: 6_000_00 })
    const balances = await yearBalances(people.otherManager)
    expect(balances.map(({ overspendPence }) => overspendPence)).toEqual([0, 0])
  })

  test('what nobody used ends by its terms, and what was promised does not', async () => {
    expect(await expireSavings(on(people.finance, '2012-04-01'), { commissioner })).toMatchObject({ code: 'nothing' })
    expect(await expireSavings(on(people.finance, '2013-04-01'), { commissioner })).toMatchObject({ ok: true })
    expect(await left()).toBe(18_000_00)
    const ended = (await yearBalances(people.otherManager)).map(({ expiredPence, entitlementPence }) => [
      expiredPence,
      entitlementPence,
    ])
    expect(ended).toEqual([
      [0, 0],
      [14_000_00, 0],
    ])
    expect(await faults()).toEqual([])
  })

  test('the database refuses what is out of balance, and changes and removes nothing', async () => {
    const unbalanced = ctx().transaction(async (tx) => {
      await sql`INSERT INTO savings.entry (commissioner, practice, kind, use_no, words, posted_by, posted_at)
        VALUES (${commissioner}, 'P99001', 'draw', 1, 'x', 'x', now())`.execute(tx)
    })
    await expect(unbalanced).rejects.toThrow(/does not balance/)
    for (const table of ['year_close', 'close_practice', 'proposal', 'proposal_event', 'entry', 'posting'])
      await expect(sql`DELETE FROM ${sql.table(`savings.${table}`)}`.execute(ctx().db)).rejects.toThrow(/denied/)
  })
})

describe('the account of a group', () => {
  test('is the sum of its practices’ accounts, and each of them', async () => {
    const account = (await findGroupAccount(people.chair, 'ZG1'))!
    const own = await yearBalances(people.manager)
    const sum = (of: (balance: YearBalance) => number): number => own.reduce((pence, each) => pence + of(each), 0)
    expect(account.members).toEqual([
      expect.objectContaining({
        practice: 'P99001',
        givenPence: sum((each) => each.givenPence),
        drawnPence: sum((each) => each.drawnPence),
        clawedBackPence: 1_000_00,
        leftPence: 18_000_00,
      }),
    ])
    const [member] = account.members
    expect(member!.givenPence - member!.drawnPence - member!.expiredPence - member!.clawedBackPence).toBe(
      member!.leftPence,
    )
    expect(membersTable(account, { of: (code) => code, group: (code) => code }).totals).toMatchObject({
      left_pence: 18_000_00,
      overspend_pence: 0,
    })
    const { rows } = groupStatementTable(account)
    expect(rows.at(-1)).toMatchObject({ practice: 'P99001', left_pence: 18_000_00 })
  })

  test('is shown to whoever sees every one of them, and to nobody else', async () => {
    expect(await findGroupAccount(people.manager, 'ZG2')).toBeUndefined()
    expect(await findGroupAccount(people.otherChair, 'ZG1')).toBeUndefined()
    expect(await findGroupAccount(people.provider, 'ZG1')).toBeUndefined()
    expect(await findGroupAccount(people.finance, 'ZG2')).toBeDefined()
    expect(await findGroupAccount(people.finance, 'P99001')).toBeUndefined()
  })
})

test('what is withheld because all together overspent is said where somebody would look for it', async () => {
  const year = toFinancialYear('2010/11')
  const lines = [factOf('P99001', 300_000_00, 290_000_00), factOf('P99002', 300_000_00, 340_000_00)]
  expect(await close(factsOf(lines, { year }), '', on(people.finance, '2011-07-01'))).toMatchObject({ ok: true })
  const withheld = await withheldOf(people.manager, 'P99001')
  expect(withheld.map(withheldWords)).toEqual([
    '£10,000.00 that was freed up in 2010/11 is withheld: all practices together spent more than they were given.',
  ])
  expect(await withheldOf(people.otherManager, 'P99001')).toEqual([])
})

describe('the journal', () => {
  const counted = async (from: string): Promise<number> =>
    Number((await sql<{ n: string }>`SELECT count(*) AS n FROM ${sql.raw(from)}`.execute(ctx().db)).rows[0]!.n)

  test('has what was decided about management cost and recorded of incentives, and of what was refused nothing', async () => {
    const year = toFinancialYear('2007/08')
    const shared = { commissioner, year, equalBasisPoints: 2_500, words: 'Agreed with the groups.' }
    expect(await decideSharing(people.finance, shared)).toMatchObject({ ok: true })
    expect(await decideSharing(people.finance, { ...shared, equalBasisPoints: 10_001 })).toMatchObject({ code: 'part' })
    expect(await decideSharing(people.manager, shared)).toMatchObject({ code: 'not-allowed' })
    const signed = {
      commissioner,
      practice: 'P99001',
      year,
      event: 'plan-signed',
      on: toPlainDate('2007-05-01'),
    } as const
    expect(await recordIncentive(people.finance, { ...signed, words: '' })).toMatchObject({ ok: true })
    expect(await recordIncentive(people.manager, { ...signed, words: '' })).toMatchObject({ code: 'not-found' })
    expect(await recordIncentive(people.finance, { ...signed, event: 'plan-taken-back', words: '' })).not.toMatchObject(
      { ok: true },
    )
    expect(await counted(`audit.entry WHERE action = 'allowance.sharing'`)).toBe(1)
    expect(await counted(`audit.entry WHERE action = 'allowance.plan-signed' AND subject = 'practice P99001'`)).toBe(1)
    expect(await counted(`audit.entry WHERE action LIKE 'allowance.%'`)).toBe(2)
  })

  test.each([
    ['savings.propose', 'savings.proposal'],
    ['savings.approve', "savings.proposal_event WHERE event = 'agreed'"],
    ['savings.conflict', "savings.proposal_event WHERE event = 'conflict'"],
    ['savings.withdraw', "savings.proposal_event WHERE event = 'withdrawn'"],
    ['savings.draw', "savings.entry WHERE kind = 'draw' AND words <> 'behind'"],
    ['savings.close', 'savings.year_close'],
    ['savings.ask-correction', 'savings.correction_request'],
    ['savings.post-correction', "savings.correction_end WHERE outcome = 'posted'"],
    ['savings.drop-correction', "savings.correction_end WHERE outcome <> 'posted'"],
  ])('has each %s, once', async (action, rows) => {
    const done = await counted(rows)
    expect(done).toBeGreaterThan(0)
    expect(await counted(`audit.entry WHERE action = '${action}'`)).toBe(done)
  })
})
