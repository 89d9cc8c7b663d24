import { sql } from '#db'
import type { Ctx } from '#platform'
import { type Month, toMonth, toPence } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type PaymentPeople,
  commissioner,
  fillPaymentWorld,
  findingEvent,
  peopleOf,
} from '../../../tests/support/payment-world.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import { agreeUnit } from './agreement/agree-unit.command.ts'
import { monthStandings } from './agreement/standings.view.ts'
import { monthBill } from './bill/bill.view.ts'
import { checks } from './checks.view.ts'
import { ledgerLines } from './ledger/entries.view.ts'
import { askReversal, postReversal } from './ledger/reverse-entry.command.ts'
import { approveRun } from './run/approve-run.command.ts'
import { cancelRun } from './run/cancel-run.command.ts'
import { paidSums } from './run/paid.view.ts'
import { prepareRun } from './run/prepare-run.command.ts'
import { remitRun } from './run/remit-run.command.ts'
import { findPaymentRun, listPaymentRuns } from './run/runs.view.ts'
import { setLimit } from './run/set-limit.command.ts'

const month: Month = toMonth('2007-10')
const workbench = useWorkbench()
const ctx = (): Ctx => workbench().ctx
let people: PaymentPeople
let findings: Awaited<ReturnType<typeof fillPaymentWorld>>

beforeAll(async () => {
  findings = await fillPaymentWorld(ctx())
  people = peopleOf(ctx())
})

const unitOf = async (who: Ctx, group: string) =>
  (await monthBill(who, { month })).units.find((unit) => unit.group === group)!

async function say(who: Ctx, group: string, event: 'agreed' | 'held' = 'agreed', words?: string) {
  const unit = await unitOf(who, group)
  return agreeUnit(who, { ...unit, event, ...(words && { words }) })
}

const input = { commissioner, month, paysNewLines: false }

async function seen(who: Ctx, runNo: number) {
  return (await findPaymentRun(who, runNo))!
}

const faults = async (): Promise<string[]> => (await Promise.all(checks.map((check) => check.run(ctx())))).flat()

describe('the bill of a unit', () => {
  test('goes from billed to undisputed and adds up to the month to the penny', async () => {
    const { units } = await monthBill(people.preparer, { month })
    expect(
      units.map(({ group, billedPence, adjustedPence, heldPence, undisputedPence }) => [
        group,
        billedPence,
        adjustedPence,
        heldPence,
        undisputedPence,
      ]),
    ).toEqual([
      ['', 40_000, 0, 0, 40_000],
      ['ZG1', 190_025, 50_025, 15_000, 125_000],
      ['ZG2', 65_000, 0, 0, 65_000],
    ])
    expect(units.reduce((sum, unit) => sum + unit.billedPence, 0)).toBe(295_025)
  })

  test('is the same bill for the group as for the commissioner, and a group sees no other', async () => {
    const own = await monthBill(people.chair, { month })
    expect(own.units).toEqual([await unitOf(people.preparer, 'ZG1')])
  })
})

describe('agreeing', () => {
  test('is refused to whoever is not of the group, for another bill than the one looked at, and without a reason for holding', async () => {
    const unit = await unitOf(people.chair, 'ZG1')
    expect(await agreeUnit(people.otherChair, { ...unit, event: 'agreed' })).toMatchObject({ code: 'not-found' })
    expect(await agreeUnit(people.preparer, { ...unit, event: 'agreed' })).toMatchObject({ code: 'not-found' })
    expect(await agreeUnit(people.chair, { ...unit, billSha: 'x', event: 'agreed' })).toMatchObject({ code: 'changed' })
    expect(await agreeUnit(people.chair, { ...unit, event: 'held' })).toMatchObject({ code: 'no-words' })
    expect(await agreeUnit(people.chair, { ...unit, event: 'held', words: 'NHS number 9990000018' })).toMatchObject({
      code: 'names-patient',
    })
  })

  test('a run is refused until something is agreed, and says of each bill why', async () => {
    const refused = await prepareRun(people.preparer, input)
    expect(refused).toMatchObject({ ok: false, code: 'nothing' })
    expect(!refused.ok && refused.message).toMatch(/ZA1 for ZG1: Not agreed.*ZA1 for ZG2: Not agreed/)
  })

  test('one bill is held and another agreed: the held one does not stop the other', async () => {
    expect(await say(people.otherChair, 'ZG2', 'held', 'The credit is not ours')).toMatchObject({ ok: true })
    expect(await say(people.chair, 'ZG1')).toMatchObject({ ok: true })
    expect(await say(people.chair, 'ZG1')).toMatchObject({ code: 'already' })
    const { standings } = await monthStandings(people.preparer, { month })
    expect(standings.map(({ unit, state }) => `${unit.group}:${state}`)).toEqual([':unseen', 'ZG1:agreed', 'ZG2:held'])
  })

  test('lines of practices in no group are agreed by the contract manager', async () => {
    expect(await say(people.preparer, '')).toMatchObject({ code: 'not-found' })
    expect(await say(people.contracts, '')).toMatchObject({ ok: true })
  })
})

describe('a payment run', () => {
  test('is prepared of what is agreed, once at a time', async () => {
    const prepared = await prepareRun(people.preparer, input)
    expect(prepared).toMatchObject({ ok: true, value: { totalPence: 165_000, leftOut: 1 } })
    expect(prepared.ok && prepared.value.message).toContain('one thousand six hundred and fifty pounds')
    expect(await prepareRun(people.otherPreparer, input)).toMatchObject({ code: 'open-run' })
  })

  test('is not approved by whoever prepared it, above a limit, or as another one than it is', async () => {
    const [run] = await listPaymentRuns(people.approver, { month })
    const both = {
      ...people.preparer,
      scope: { ...people.preparer.scope, permissions: [...people.preparer.scope.permissions, 'payment.approve'] },
    } as Ctx
    expect(await approveRun(both, run!)).toMatchObject({ code: 'same-person' })
    expect(await approveRun(people.approver, { ...run!, totalPence: toPence(1) })).toMatchObject({ code: 'changed' })
    const from = '2008-06-02' as never
    await setLimit(people.contracts, { commissioner, personId: 'p-Approver', limitPence: toPence(164_999), from })
    expect(await approveRun(people.approver, run!)).toMatchObject({ code: 'above-limit' })
    await setLimit(people.contracts, { commissioner, personId: 'p-Approver', limitPence: toPence(165_000), from })
    expect(
      await setLimit(people.approver, { commissioner, personId: 'p-Approver', limitPence: toPence(1), from }),
    ).toMatchObject({ code: 'not-allowed' })
  })

  test('is refused when a bill was held since, and says by whom', async () => {
    await say(people.chair, 'ZG1', 'held', 'One more look')
    const [run] = await listPaymentRuns(people.approver, { month })
    const refused = await approveRun(people.approver, run!)
    expect(refused).toMatchObject({ code: 'changed' })
    expect(!refused.ok && refused.message).toMatch(/ZA1 ZG1: The group holds it\. Chair One: One more look/)
    expect(await cancelRun(people.preparer, { runNo: run!.runNo, words: 'Held by ZG1' })).toMatchObject({ ok: true })
    expect(await approveRun(people.approver, run!)).toMatchObject({ code: 'ended' })
    await say(people.chair, 'ZG1')
  })

  test('of two approvals at one instant one pays and the other is told', async () => {
    const prepared = await prepareRun(people.preparer, input)
    const run = await seen(people.approver, prepared.ok ? prepared.value.runNo : 0)
    const answers = await Promise.all([approveRun(people.approver, run), approveRun(people.otherApprover, run)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const loser = answers.find(({ ok }) => !ok)
    expect(loser).toMatchObject({ code: 'ended' })
    expect(loser && !loser.ok && loser.message).toMatch(/(Other )?Approver approved run 2 on 2 June 2008/)
    expect((await paidSums(people.auditor, month)).map(({ group, paidPence }) => [group, paidPence])).toEqual([
      ['', 40_000],
      ['ZG1', 125_000],
    ])
    expect(await faults()).toEqual([])
  })

  test('a paid bill is not paid again', async () => {
    expect(await prepareRun(people.preparer, input)).toMatchObject({ code: 'nothing' })
    expect(await say(people.chair, 'ZG1', 'held', 'Too late')).toMatchObject({ code: 'paid' })
  })

  test('what was held is paid once it is settled, for exactly what is then owed', async () => {
    await findingEvent(ctx(), findings.likely, 'challenged')
    await findingEvent(ctx(), findings.likely, 'settled', 4_000)
    const { standings } = await monthStandings(people.chair, { month })
    expect(standings[0]).toMatchObject({ state: 'lapsed' })
    await say(people.chair, 'ZG1')
    const prepared = await prepareRun(people.preparer, input)
    expect(prepared).toMatchObject({ ok: true, value: { totalPence: 11_000 } })
    const run = await seen(people.approver, prepared.ok ? prepared.value.runNo : 0)
    expect(await approveRun(people.approver, run)).toMatchObject({ ok: true })
    expect(await prepareRun(people.preparer, input)).toMatchObject({ code: 'nothing' })
    const held = (await ledgerLines(ctx())).filter(({ account }) => account === '21900')
    expect(held.reduce((sum, { creditPence, debitPence }) => sum + creditPence - debitPence, 0)).toBe(0)
    expect(await faults()).toEqual([])
  })
})

describe('the ledger', () => {
  test('money is sent once; what came back is taken back by two people and sent again', async () => {
    expect(await remitRun(people.preparer, { runNo: 2, reference: 'BACS 1' })).toMatchObject({ ok: true })
    expect(await remitRun(people.otherPreparer, { runNo: 2, reference: 'BACS 2' })).toMatchObject({ code: 'already' })
    const sent = (await ledgerLines(ctx())).find(({ kind }) => kind === 'remittance')!
    const payment = (await ledgerLines(ctx())).find(({ kind }) => kind === 'payment')!
    expect(await postReversal(people.approver, sent)).toMatchObject({ code: 'not-asked' })
    expect(await askReversal(people.preparer, { ...payment, words: 'wrong' })).toMatchObject({ code: 'not-reversible' })
    expect(await askReversal(people.preparer, { ...sent, words: 'The bank returned it' })).toMatchObject({ ok: true })
    expect(await postReversal(people.approver, sent)).toMatchObject({ ok: true })
    expect(await postReversal(people.approver, sent)).toMatchObject({ code: 'already' })
    expect(await remitRun(people.preparer, { runNo: 2, reference: 'BACS 3' })).toMatchObject({ ok: true })
    expect(await faults()).toEqual([])
  })

  test('the database refuses what is out of balance, and changes and removes nothing', async () => {
    const unbalanced = ctx().transaction(async (tx) => {
      await sql`INSERT INTO payment.entry (commissioner, month, kind, run_no, provider, words, posted_by, posted_at)
        VALUES ('5ZZ', '2007-10', 'payment', 2, 'ZA1', 'x', 'x', now())`.execute(tx)
    })
    await expect(unbalanced).rejects.toThrow(/does not balance/)
    for (const table of ['entry', 'posting', 'paid_line', 'agreement_event', 'run_event'])
      await expect(sql`DELETE FROM ${sql.table(`payment.${table}`)}`.execute(ctx().db)).rejects.toThrow(/denied/)
  })

  test('a group sees its own units and no ledger; nobody of a practice sees anything', async () => {
    expect(await ledgerLines(people.chair)).toEqual([])
    expect((await paidSums(people.chair, month)).map(({ group }) => group)).toEqual(['ZG1', 'ZG1'])
    expect((await listPaymentRuns(people.otherChair, {})).length).toBe(0)
    expect((await listPaymentRuns(people.chair, {})).length).toBe(3)
  })
})
