import { sql } from '#db'
import {
  acknowledge,
  lookForCredits,
  saveAnswer,
  settleItem,
  submitReply,
  withdrawChallenge,
} from '#activity/challenge'
import { findPaymentRun, prepareRun, remitRun } from '#activity/payment'
import { journalCheck } from '#platform'
import { type Result, toMonth, toPence, toPlainDate } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { askReversal, postReversal } from '../../src/activity/payment/ledger/reverse-entry.command.ts'
import { cancelRun } from '../../src/activity/payment/run/cancel-run.command.ts'
import { setLimit } from '../../src/activity/payment/run/set-limit.command.ts'
import { dismissFinding, restoreFinding } from '../../src/activity/validation/answering/decide-finding.command.ts'
import { challengeOf, draftOf } from '../access/challenge-world.ts'
import { world } from '../access/world.ts'
import { checkOf, foundFinding } from '../support/found-findings.ts'
import { asOwner } from '../support/template.ts'
import { useWorkbench } from '../support/workbench.ts'

const workbench = useWorkbench({ filling: world })
const ctx = () => workbench().ctx
const as = (name: string) => ({ ...ctx(), actor: { name } })

let findingId: number

beforeAll(async () => {
  const check = await checkOf(ctx(), '2007-08', 'C01')
  findingId = await foundFinding(ctx(), check, { lineId: 'OPEN', month: '2007-08', commissioner: 'C01' })
}, 120_000)

async function keptAfter(seq: number): Promise<{ last: number; actions: string[] }> {
  const { rows } = await sql<{ seq: string; action: string }>`
    SELECT e.seq, e.action FROM audit.entry AS e WHERE e.seq > ${seq} ORDER BY e.seq`.execute(ctx().db)
  return { last: Number(rows.at(-1)?.seq ?? seq), actions: rows.map(({ action }) => action) }
}

/** What people do with a bill once it is checked, and the record that each deed leaves; of a job it is the deed’s, not the job’s. */
const deeds: readonly (readonly [records: readonly string[], words: string, deed: () => Promise<unknown>])[] = [
  [['finding.dismiss'], 'set aside', () => must(dismissFinding(ctx(), { findingId, words: 'Looked into.' }))],
  [['finding.restore'], 'take up again', () => must(restoreFinding(ctx(), { findingId }))],
  [['challenge.acknowledge'], 'acknowledge', () => must(acknowledge(ctx(), { reference }))],
  [['challenge.save-answer'], 'answer', () => must(saveAnswer(ctx(), { reference, itemNo: 1, answer: no }))],
  [['challenge.reply'], 'reply', () => must(submitReply(ctx(), { reference }))],
  [['challenge.settle'], 'settle', () => must(settleItem(ctx(), { reference, itemNo: 1, acceptedPence: toPence(0) }))],
  [
    ['challenge.withdraw'],
    'withdraw',
    () => must(withdrawChallenge(ctx(), { reference: draftOf('C01'), words: 'Not now.' })),
  ],
  [['challenge.look-for-credits'], 'look for credits', () => lookForCredits(ctx())],
  [['payment.limit'], 'limit', () => must(setLimit(ctx(), limit))],
  [['payment.remit'], 'send', () => must(remitRun(as('A Preparer'), { runNo: 1, reference: 'BACS 1' }))],
  [
    ['ledger.ask-reversal'],
    'ask back',
    async () => must(askReversal(as('A Preparer'), { entryNo: await remitted(), words: 'It came back.' })),
  ],
  [['ledger.reverse'], 'take back', async () => must(postReversal(as('An Approver'), { entryNo: await remitted() }))],
]

const reference = challengeOf('C01', 'RAA')
const no = { decision: 'reject', quantityThousandths: null, pricePence: null, words: 'It is right.' } as const
const limit = { commissioner: 'C01', personId: null, limitPence: toPence(500_000_00), from: toPlainDate('2089-01-01') }

async function must<T>(result: Promise<Result<T>>): Promise<T> {
  const done = await result
  if (!done.ok) throw new Error(done.message)
  return done.value
}

async function remitted(): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    SELECT max(e.entry_no)::integer AS no FROM payment.entry AS e WHERE e.kind = 'remittance'`.execute(ctx().db)
  return rows[0]!.no
}

describe('the journal of what is done with a bill', () => {
  test('holds how the world came about: built, sent, answered and settled, agreed, prepared and approved', async () => {
    const { actions } = await keptAfter(0)
    const count = (action: string) => actions.filter((each) => each === action).length
    expect({
      built: count('challenge.build'),
      sent: count('challenge.send'),
      answered: count('challenge.save-answer'),
      replied: count('challenge.reply'),
      prepared: count('payment.prepare'),
      approved: count('payment.approve'),
    }).toEqual({ built: 8, sent: 6, answered: 5, replied: 2, prepared: 2, approved: 2 })
    const { rows } = await sql<{ agreed: number }>`
      SELECT count(*)::integer AS agreed FROM payment.agreement_event`.execute(ctx().db)
    expect(count('payment.agree')).toBe(rows[0]!.agreed)
  })

  test('gets exactly one record for each further deed', async () => {
    let { last } = await keptAfter(0)
    for (const [records, words, deed] of deeds) {
      await deed()
      const after = await keptAfter(last)
      last = after.last
      expect(after.actions, words).toEqual(records)
    }
    expect(await journalCheck.run(ctx())).toEqual([])
  })

  test('is kept in the same transaction: where it cannot be, nothing is done', async () => {
    const { databaseUrl } = workbench()
    await asOwner(databaseUrl, (client) =>
      client.query(`
        CREATE FUNCTION audit.out_of_order() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'the disk is full'; END $$;
        CREATE TRIGGER out_of_order BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.out_of_order();`),
    )
    const counted = async () => {
      const { rows } = await sql<Record<string, number>>`
        SELECT (SELECT count(*) FROM validation.finding_event)::integer AS findings, (SELECT count(*) FROM challenge.event)::integer AS challenges,
          (SELECT count(*) FROM payment.run_event)::integer AS runs, (SELECT count(*) FROM payment.entry)::integer AS entries`.execute(
        ctx().db,
      )
      return rows[0]
    }
    const before = await counted()
    const open = { commissioner: 'C01', month: toMonth('2007-10'), paysNewLines: false }
    for (const deed of [
      () => dismissFinding(ctx(), { findingId, words: 'Looked into.' }),
      () => acknowledge(ctx(), { reference: challengeOf('C02', 'RAA') }),
      () => remitRun(as('A Preparer'), { runNo: 1, reference: 'BACS 2' }),
    ])
      await expect(deed()).rejects.toThrow('the disk is full')
    expect(await counted()).toEqual(before)
    await asOwner(databaseUrl, (client) =>
      client.query('DROP TRIGGER out_of_order ON audit.entry; DROP FUNCTION audit.out_of_order()'),
    )
    // Nothing is left to pay of the month, and no run to cancel: both are refused, in words, and leave no record.
    const { last } = await keptAfter(0)
    expect((await prepareRun(as('A Preparer'), open)).ok).toBe(false)
    expect((await cancelRun(as('A Preparer'), { runNo: 1, words: 'Not now.' })).ok).toBe(false)
    expect((await keptAfter(last)).actions.filter((action) => action.startsWith('payment.'))).toEqual([])
    expect((await findPaymentRun(ctx(), 1))!.state).toBe('approved')
  })
})
