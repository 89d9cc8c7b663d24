import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '#db'
import type { Ctx } from '#platform'
import {
  type Pence,
  type RoleName,
  type Scope,
  findRole,
  poundsText,
  toMonth,
  toPence,
  wholeCommissioner,
} from '#shared'
import { tableFile, tableToCsv } from '#tables'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantFindings } from '../../../tests/support/planted-findings.ts'
import { useWorkbench } from '../../../tests/support/workbench.ts'
import {
  escalateItem,
  giveInformation,
  settleAccepted,
  settleItem,
  withdrawChallenge,
  withdrawItem,
} from './answering/our-decision.command.ts'
import { acknowledge, saveAnswer, submitReply } from './answering/reply.command.ts'
import { letterFor } from './letter/letter-facts.view.ts'
import { letterPdf } from './letter/letter-pdf.step.ts'
import type { Challenge } from './model/challenge.ts'
import { standingOf } from './model/standing.ts'
import { buildChallenge } from './putting/build-challenge.command.ts'
import { proposalFor } from './putting/proposal.view.ts'
import { sendChallenges, sendOne } from './putting/send-challenge.command.ts'
import { exchangeTable } from './reply-file/exchange-table.ts'
import { receiveReply } from './reply-file/receive-reply.command.ts'
import { findChallenge } from './views/challenge.view.ts'
import { listChallenges } from './views/challenge-list.view.ts'

const workbench = useWorkbench()
let folder: string

beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'replies-'))))
afterAll(() => rm(folder, { recursive: true }))

function as(role: RoleName, more: Partial<Scope> = {}, ctx = workbench().ctx): Ctx {
  const { detail, permissions } = findRole(role)!
  const scope = { ...wholeCommissioner, detail, permissions, personId: `${role}-1`, ...more }
  return ctx.handTo({ actor: { name: `the ${role}`, userId: `${role}-1` }, scope })
}
const manager = () => as('contract-manager', { commissioners: ['C01'] })
const provider = (code = 'RAA') => as('provider-contact', { providers: [code] })

let month = 0
/** Findings of a month that no other test uses, and a challenge of them that was sent. */
async function sent(
  claims: readonly number[],
  unit = 1,
): Promise<{ reference: string; challenge: Challenge; findings: number[] }> {
  const bundle = await planted(claims, unit)
  const built = await buildChallenge(manager(), bundle)
  if (!built.ok) throw new Error(built.message)
  const done = await sendOne(manager(), { reference: built.value.head.reference })
  if (!done.ok) throw new Error(done.message)
  return {
    reference: done.value.head.reference,
    challenge: done.value,
    findings: done.value.items.map(({ findingId }) => findingId),
  }
}

async function planted(claims: readonly number[], units = 1) {
  month += 1
  const at = toMonth(`2006-${String(month).padStart(2, '0')}`)
  await plantFindings(
    workbench().ctx,
    claims.map((valuePence, no) => ({
      lineId: `L${no + 1}`,
      month: at,
      billedPence: valuePence * 2,
      valuePence,
      units,
    })),
  )
  return { commissioner: 'C01', provider: 'RAA', month: at, snapshot: 'freeze' as const }
}

const stateOf = async (findingId: number): Promise<unknown> => {
  const { rows } =
    await sql`SELECT v.state, v.accepted_pence AS accepted FROM validation.v_finding AS v WHERE v.finding_id = ${findingId}`.execute(
      workbench().ctx.db,
    )
  return rows[0]
}
const answer = (decision: 'accept' | 'part' | 'reject' | 'more-information', more: object = {}) => ({
  decision,
  quantityThousandths: null,
  pricePence: null,
  words: null,
  ...more,
})
const now = async (reference: string) => standingOf((await findChallenge(workbench().ctx, reference))!)

async function reply(reference: string, text: string | Buffer, name = 'reply.csv') {
  const path = join(folder, name)
  await writeFile(path, text)
  return receiveReply(provider(), { path, name, reference })
}

/** The file as it went out, with cells changed: by row (from 1) and column. */
async function filled(
  reference: string,
  changes: Readonly<Record<number, Readonly<Record<string, string>>>>,
): Promise<string> {
  const table = exchangeTable((await findChallenge(workbench().ctx, reference))!)
  const [head, ...rows] = tableToCsv(table).trimEnd().split('\r\n')
  const names = head!.split(',')
  return [
    head,
    ...rows.map((row, at) => {
      const cells = row.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, ''))
      for (const [name, value] of Object.entries(changes[at + 1] ?? {})) cells[names.indexOf(name)] = value
      return cells.slice(0, names.length).join(',')
    }),
    '',
  ].join('\r\n')
}

describe('putting findings together', () => {
  test('takes what can be claimed, the highest first, and says what it leaves out and why', async () => {
    await plantFindings(workbench().ctx, [
      { lineId: 'P1', month: '2005-01', billedPence: 500, valuePence: 300 },
      { lineId: 'P2', month: '2005-01', billedPence: 900, valuePence: 900, rule: 'C30' },
      { lineId: 'P3', month: '2005-01', billedPence: 900, valuePence: 0 },
    ])
    const bundle = { commissioner: 'C01', provider: 'RAA', month: toMonth('2005-01'), snapshot: 'freeze' as const }
    const proposal = await proposalFor(manager(), bundle)
    expect(proposal.claimable.map(({ lineId }) => lineId).toSorted()).toEqual(['P1', 'P2'])
    expect(proposal.excluded).toMatchObject([{ why: 'nothing', findings: 1 }])
    const built = await buildChallenge(manager(), { ...bundle, expectedPence: 1200 })
    expect(built).toMatchObject({ ok: true, value: { head: { reference: 'CH-2005-01-RAA-1' } } })
    if (built.ok)
      expect(built.value.items.map(({ itemNo, lineId, claimedPence }) => [itemNo, lineId, claimedPence])).toEqual([
        [1, 'P2', 900],
        [2, 'P1', 300],
      ])
    expect(await buildChallenge(manager(), bundle)).toMatchObject({ ok: false, code: 'nothing-to-claim' })
    expect((await proposalFor(manager(), bundle)).excluded).toMatchObject([
      { why: 'elsewhere', findings: 2 },
      { why: 'nothing' },
    ])
  })

  test('of two who draft the same at once one gets it, and nothing of the other is left', async () => {
    const bundle = await planted([100, 200])
    const both = await Promise.all([buildChallenge(manager(), bundle), buildChallenge(manager(), bundle)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await listChallenges(workbench().ctx, { month: bundle.month })).toHaveLength(1)
  })

  test('a provider sees what was sent and no draft; another provider, and a practice, nothing', async () => {
    const bundle = await planted([100])
    const built = await buildChallenge(manager(), bundle)
    const reference = built.ok ? built.value.head.reference : ''
    expect(await findChallenge(provider(), reference)).toBeUndefined()
    expect(await sendChallenges(manager(), { references: [reference] })).toMatchObject({
      ok: true,
      value: { sent: [reference] },
    })
    expect(await findChallenge(provider(), reference)).toBeDefined()
    expect(await findChallenge(provider('RBB'), reference)).toBeUndefined()
    expect(await findChallenge(as('practice-user', { practices: [{ practice: 'A99001' }] }), reference)).toBeUndefined()
    expect(await findChallenge(as('contract-manager', { commissioners: ['C02'] }), reference)).toBeUndefined()
    // The database holds the same where a query forgets.
    for (const [who, seen] of [
      [provider('RBB'), 0],
      [as('contract-manager', { commissioners: ['C02'] }), 0],
      [provider(), 1],
    ] as const) {
      const { rows } =
        await sql`SELECT FROM challenge.challenge AS c JOIN challenge.item AS i USING (challenge_id) WHERE c.reference = ${reference}`.execute(
          who.db,
        )
      expect(rows).toHaveLength(seen)
    }
  })

  test('what changed since the draft is not sent, and is named; sent again by the same person it is told as sent', async () => {
    const bundle = await planted([100, 200])
    const built = await buildChallenge(manager(), bundle)
    if (!built.ok) throw new Error(built.message)
    const { reference } = built.value.head
    await sql`INSERT INTO validation.finding_event (finding_id, event, words, actor, at)
      VALUES (${built.value.items[0]!.findingId}, 'dismissed', 'x', 'a tester', now())`.execute(workbench().ctx.db)
    expect(await sendOne(manager(), { reference })).toMatchObject({
      ok: false,
      code: 'findings-changed',
      message: expect.stringContaining('item 1'),
    })
    expect(await withdrawItem(manager(), { reference, itemNo: 1 })).toMatchObject({ ok: true })
    expect(await sendOne(manager(), { reference })).toMatchObject({ ok: true })
    expect(await sendChallenges(manager(), { references: [reference] })).toMatchObject({
      ok: true,
      value: { sent: [reference] },
    })
  })
})

describe('answers', () => {
  test('are kept as they come, count once sent, and settle the findings with what was accepted', async () => {
    const { reference, findings } = await sent([50_000, 40_000, 30_000, 20_000, 10_000], 2)
    const mine = provider()
    expect(await acknowledge(mine, { reference })).toMatchObject({ ok: true })
    const say = (itemNo: number, given: ReturnType<typeof answer>) =>
      saveAnswer(mine, { reference, itemNo, answer: given })
    expect(await say(1, answer('accept'))).toMatchObject({ ok: true })
    expect(await say(2, answer('part', { quantityThousandths: 3000, pricePence: 1000 }))).toMatchObject({
      code: 'quantity',
    })
    expect(await say(2, answer('part', { quantityThousandths: 2000, pricePence: 40_000 }))).toMatchObject({
      code: 'price',
    })
    expect(await say(2, answer('part', { quantityThousandths: 2000, pricePence: 7_500 }))).toMatchObject({ ok: true })
    expect(await say(3, answer('reject'))).toMatchObject({ code: 'words' })
    expect(await say(3, answer('reject', { words: 'see NHS 999 007 9196' }))).toMatchObject({ code: 'names-patient' })
    expect(await say(3, answer('reject', { words: 'Two visits, two letters.' }))).toMatchObject({ ok: true })
    expect(await say(4, answer('more-information', { words: 'Which line?' }))).toMatchObject({ ok: true })
    expect((await now(reference)).items.map(({ state }) => state)).toEqual(Array(5).fill('claimed'))
    // What is not sent yet is the provider's alone.
    const { rows } = await sql`SELECT FROM challenge.event AS e WHERE e.event = 'answer-saved' AND e.challenge_id =
      (SELECT c.challenge_id FROM challenge.challenge AS c WHERE c.reference = ${reference})`.execute(manager().db)
    expect(rows).toEqual([])
    expect(await submitReply(mine, { reference })).toMatchObject({ ok: true })
    expect((await now(reference)).items.map(({ state }) => state)).toEqual([
      'accepted',
      'part',
      'rejected',
      'more-information',
      'claimed',
    ])

    const us = manager()
    expect(await settleAccepted(us, { reference })).toMatchObject({ ok: true })
    expect(await settleItem(us, { reference, itemNo: 2, acceptedPence: toPence(14_000) })).toMatchObject({
      code: 'not-now',
    })
    expect(await settleItem(us, { reference, itemNo: 2, acceptedPence: toPence(15_000) })).toMatchObject({ ok: true })
    expect(await escalateItem(us, { reference, itemNo: 3 })).toMatchObject({ code: 'no-words' })
    expect(await escalateItem(us, { reference, itemNo: 3, words: 'One letter only was sent.' })).toMatchObject({
      ok: true,
    })
    expect(await settleItem(us, { reference, itemNo: 3, acceptedPence: toPence(12_345) })).toMatchObject({ ok: true })
    expect(await giveInformation(us, { reference, itemNo: 4, words: 'The second of that day.' })).toMatchObject({
      ok: true,
    })
    expect((await now(reference)).holder).toBe('provider')
    expect(await say(4, answer('reject', { words: 'It was another day.' }))).toMatchObject({ ok: true })
    expect(await submitReply(mine, { reference })).toMatchObject({ ok: true })
    expect(await settleItem(us, { reference, itemNo: 4, acceptedPence: toPence(0) })).toMatchObject({ ok: true })
    expect(await withdrawItem(us, { reference, itemNo: 5, words: 'Raised by mistake.' })).toMatchObject({ ok: true })

    const end = await now(reference)
    expect(end).toMatchObject({ stage: 'closed', holder: 'nobody', settledPence: 50_000 + 15_000 + 12_345 })
    expect(await Promise.all(findings.map(stateOf))).toEqual([
      { state: 'settled', accepted: 50_000 },
      { state: 'settled', accepted: 15_000 },
      { state: 'settled', accepted: 12_345 },
      { state: 'settled', accepted: 0 },
      { state: 'open', accepted: null },
    ])
    expect(await say(1, answer('accept'))).toMatchObject({ code: 'not-now' })
  })

  test('of two who decide on what they saw, the second is told who did what, and nothing of it is kept', async () => {
    const { reference } = await sent([100, 200])
    const seen = (await now(reference)).lastEventId
    expect(await withdrawChallenge(manager(), { reference, seen, words: 'Wrong month.' })).toMatchObject({ ok: true })
    const late = await saveAnswer(provider(), { reference, itemNo: 1, seen, answer: answer('accept') })
    expect(late).toMatchObject({ ok: false, code: 'changed' })
    expect(!late.ok && late.message).toContain('the contract-manager withdrew the challenge')
  })
})

describe('the file that goes out and comes back', () => {
  test('is the same pence as the letter, page and PDF, in every format', async () => {
    const { challenge, reference } = await sent([12_345, 6_789])
    const total = 12_345 + 6_789
    const table = exchangeTable(challenge)
    expect(table.columns.map(({ key }) => key).join()).toBe(
      'reference,item,provider,month,snapshot,line_id,pod,hrg,tfc,start_date,rule,reason,quantity,billed,claimed,reply,accepted_quantity,accepted_price,reply_words',
    )
    const sum = (text: string) =>
      text
        .trimEnd()
        .split('\r\n')
        .slice(1)
        .reduce((all, row) => all + Math.round(Number(row.split(',')[14]) * 100), 0)
    expect(sum(tableToCsv(table))).toBe(total)
    const rows = JSON.parse(String(await tableFile(table, 'json'))).rows as { claimed: number }[]
    expect(rows.reduce((all, { claimed }) => all + claimed, 0)).toBe(total)
    const letter = await letterFor(workbench().ctx, challenge)
    expect(letter).toMatchObject({
      claimedPence: total,
      claimed: `£${poundsText(total as Pence)}`,
      claimedWords: 'one hundred and ninety-one pounds and thirty-four pence',
    })
    expect(letter).toMatchObject({
      reference,
      isDraft: false,
      itemsWords: 'two items',
      answerBy: expect.stringMatching(/2008$/),
    })
    const pdf = Buffer.from(await letterPdf({ ...letter, to: 'St #panic("x") $y$ *Trust*' }))
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.toString('latin1')).toMatch(/pdfuaid:part>1|pdfuaid/)
  })

  test('comes back as CSV or as a workbook, and every item is answered by its row', async () => {
    const { reference, challenge } = await sent([40_000, 30_000, 20_000], 4)
    const text = await filled(reference, {
      1: { reply: 'accept' },
      2: { reply: 'Part', accepted_quantity: '2', accepted_price: '£50.00' },
      3: { reply: 'reject', reply_words: 'Not the same day.' },
    })
    const book = await tableFile(exchangeTable(challenge), 'xlsx')
    expect(await reply(reference, book as Buffer, 'empty.xlsx')).toMatchObject({ code: 'no-answers' })
    expect(await reply(reference, text)).toMatchObject({ ok: true, value: { answers: 3 } })
    expect((await now(reference)).items.map(({ state, answer: said }) => [state, said?.acceptedPence])).toEqual([
      ['accepted', 40_000],
      ['part', 10_000],
      ['rejected', 0],
    ])
    expect(await reply(reference, text, 'again.csv')).toMatchObject({
      code: 'received-before',
      message: expect.stringContaining('this very file'),
    })
  })

  test.each([
    ['another challenge’s reference', { 1: { reference: 'CH-2006-01-RAA-9' } }, 'another challenge'],
    ['no reference', { 1: { reference: 'hello' } }, 'Row 2, column reference'],
    ['another month', { 1: { month: '2006-11' } }, 'another month'],
    [
      'a changed amount',
      { 1: { claimed: '999.99', reply: 'accept' } },
      'Row 2, column claimed (“999.99”): it went out as',
    ],
    ['a changed id', { 2: { line_id: 'L9', reply: 'accept' } }, 'Row 3, column line_id'],
    ['an item that is not there', { 2: { item: '77' } }, 'no such item'],
    [
      'an item twice',
      { 2: { item: '1', line_id: 'L1', billed: '800.00', claimed: '400.00' } },
      'stands in row 2 already',
    ],
    [
      'more than is claimed',
      { 1: { reply: 'part', accepted_quantity: '1', accepted_price: '400.01' } },
      'more than the £400.00',
    ],
    ['a formula', { 1: { reply: 'reject', reply_words: '=HYPERLINK(1)' } }, 'formula'],
    ['a patient', { 1: { reply: 'reject', reply_words: 'NHS 999 007 9196' } }, 'NHS number'],
    ['no such reply', { 1: { reply: 'maybe' } }, 'Write accept, part, reject or information'],
    ['a rejection without a reason', { 1: { reply: 'reject' } }, 'Say why'],
  ] as const)('is refused whole with %s', async (_, changes, words) => {
    const reference = (await shared()).reference
    const text = await filled(reference, { 2: { reply: 'accept' }, ...changes })
    const taken = await reply(reference, text)
    expect(taken.ok).toBe(false)
    expect(!taken.ok && taken.message).toContain(words)
    expect((await now(reference)).items.every(({ state, saved }) => state === 'claimed' && saved === null)).toBe(true)
  })

  let kept: ReturnType<typeof sent> | undefined
  const shared = () => (kept ??= sent([40_000, 30_000]))

  test('takes nothing for one that is over, or that is not there', async () => {
    const { reference } = await sent([100])
    const text = await filled(reference, { 1: { reply: 'accept' } })
    await withdrawChallenge(manager(), { reference })
    expect(await reply(reference, text)).toMatchObject({
      code: 'not-now',
      message: expect.stringContaining('takes no reply'),
    })
    const path = join(folder, 'unknown.csv')
    await writeFile(path, text.replaceAll(reference, 'CH-2006-01-RAA-99'))
    expect(await receiveReply(provider(), { path, name: 'unknown.csv' })).toMatchObject({ code: 'not-found' })
  })
})
