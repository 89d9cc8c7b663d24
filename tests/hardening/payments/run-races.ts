import { sql } from '#db'
import type { Ctx } from '#platform'
import type { Month, Result } from '#shared'
import { agreeUnit } from '../../../src/activity/payment/agreement/agree-unit.command.ts'
import { monthBill } from '../../../src/activity/payment/bill/bill.view.ts'
import { ledgerLines } from '../../../src/activity/payment/ledger/entries.view.ts'
import { askReversal, postReversal } from '../../../src/activity/payment/ledger/reverse-entry.command.ts'
import { approveRun } from '../../../src/activity/payment/run/approve-run.command.ts'
import { cancelRun } from '../../../src/activity/payment/run/cancel-run.command.ts'
import { prepareRun } from '../../../src/activity/payment/run/prepare-run.command.ts'
import { remitRun } from '../../../src/activity/payment/run/remit-run.command.ts'
import { listPaymentRuns } from '../../../src/activity/payment/run/runs.view.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { type PaymentPeople, commissioner, findingEvent, peopleOf } from '../../support/payment-world.ts'
import { beginRaces, faultsOf, fillMonth, monthOfRound } from './race-world.ts'

export interface RaceReport {
  readonly races: number
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

interface Round {
  readonly ctx: Ctx
  readonly people: PaymentPeople
  readonly month: Month
  readonly chances: Chance
}

type Deed = (round: Round) => Promise<Result<unknown> | undefined>

async function say({ people, month }: Round, group: '' | 'ZG1', event: 'agreed' | 'held') {
  const who = group === '' ? people.contracts : people.chair
  const unit = (await monthBill(who, { month })).units.find((each) => each.group === group)
  return unit && agreeUnit(who, { ...unit, event, words: 'Once more' })
}

const latestRun = async ({ people, month }: Round) => (await listPaymentRuns(people.preparer, { month }))[0]

async function remittanceEntry({ people, month }: Round) {
  return (await ledgerLines(people.auditor, { month })).findLast(({ kind }) => kind === 'remittance')
}

/** Everything that somebody may do to a month; two of these are done at one moment. */
const deeds: Readonly<Record<string, Deed>> = {
  agree: (round) => say(round, 'ZG1', 'agreed'),
  hold: (round) => say(round, 'ZG1', 'held'),
  'agree the ungrouped': (round) => say(round, '', 'agreed'),
  prepare: ({ people, month }) => prepareRun(people.preparer, { commissioner, month, paysNewLines: false }),
  'prepare as another': ({ people, month }) =>
    prepareRun(people.otherPreparer, { commissioner, month, paysNewLines: false }),
  approve: async (round) => {
    const run = await latestRun(round)
    return run && approveRun(round.people.approver, run)
  },
  'approve as another': async (round) => {
    const run = await latestRun(round)
    return run && approveRun(round.people.otherApprover, run)
  },
  cancel: async (round) => {
    const run = await latestRun(round)
    return run && cancelRun(round.people.preparer, { runNo: run.runNo, words: 'Not now' })
  },
  remit: async (round) => {
    const run = await latestRun(round)
    return run && remitRun(round.people.preparer, { runNo: run.runNo, reference: 'BACS' })
  },
  'ask for a reversal': async (round) => {
    const entry = await remittanceEntry(round)
    return entry && askReversal(round.people.preparer, { entryNo: entry.entryNo, words: 'It came back' })
  },
  reverse: async (round) => {
    const entry = await remittanceEntry(round)
    return entry && postReversal(round.people.approver, { entryNo: entry.entryNo })
  },
}

/** From where a month stands what is worth fighting over is likelier than what is refused anyway. */
const openings: readonly (readonly string[])[] = [
  [],
  ['agree', 'agree the ungrouped'],
  ['agree', 'agree the ungrouped', 'prepare'],
  ['agree', 'prepare', 'approve'],
  ['agree', 'agree the ungrouped', 'prepare', 'approve', 'remit'],
  ['agree', 'prepare', 'approve', 'remit', 'ask for a reversal'],
]

const names = Object.keys(deeds)

const answerOf = (answer: Result<unknown> | undefined): string =>
  answer === undefined ? 'nothing there' : answer.ok ? 'done' : answer.code

/** Who loses is told in a sentence, and never by a fault. */
function wrongAnswers(which: readonly string[], answers: readonly PromiseSettledResult<Result<unknown> | undefined>[]) {
  return answers.flatMap((answer, at) => {
    if (answer.status === 'rejected') return [`${which[at]} fell: ${String(answer.reason)}`]
    const value = answer.value
    return value && !value.ok && value.message.length < 20 ? [`${which[at]} was refused without a reason`] : []
  })
}

async function fight(round: Round, count: number, ways: Record<string, number>): Promise<string[]> {
  const { chances } = round
  const opening = chances.pick(openings)
  for (const name of opening) await deeds[name]!(round)
  const faults: string[] = []
  for (let at = 0; at < count; at += 1) {
    const pair = [chances.pick(names), chances.pick(names)]
    const answers = await Promise.allSettled(pair.map((name) => deeds[name]!(round)))
    faults.push(...wrongAnswers(pair, answers))
    const told = answers.map((answer) => (answer.status === 'fulfilled' ? answerOf(answer.value) : 'fell')).toSorted()
    ways[told.join(' / ')] = (ways[told.join(' / ')] ?? 0) + 1
  }
  return faults
}

/** Of each kind of approval or sending only one can be done however many try. */
async function doneTwice({ ctx, month }: Round): Promise<string[]> {
  const { rows } = await sql<{ line: string; paid: number }>`
    SELECT l.line_id AS line, count(*)::int AS paid FROM payment.paid_line AS l WHERE l.month = ${month} AND l.part = 'first'
     GROUP BY l.line_id HAVING count(*) > 1`.execute(ctx.db)
  return rows.map(({ line, paid }) => `line ${line} was paid ${paid} times`)
}

const pairsInRound = 12

export interface RaceSetting {
  readonly count: number
  readonly seed: number
  readonly isLate?: () => boolean
}

/** Seeded pairs of deeds at one moment, by two people each time, over fresh months; the whole is checked after every month. */
export async function runRaces(ctx: Ctx, { count, seed: first, isLate }: RaceSetting): Promise<RaceReport> {
  const ways: Record<string, number> = {}
  const failures: string[] = []
  let races = 0
  await beginRaces(ctx)
  const people = peopleOf(ctx)
  for (let at = 0; races < count && !isLate?.(); at += 1) {
    const seed = first + at
    const round: Round = { ctx, people, month: monthOfRound(96 + at), chances: chance(seed) }
    const { held } = await fillMonth(ctx, round.month)
    const pairs = Math.min(pairsInRound, count - races)
    const half = Math.floor(pairs / 2)
    const found = await fight(round, half, ways)
    // What was held is settled in the middle: bills change under everybody's hands.
    await findingEvent(ctx, held, 'challenged')
    await findingEvent(ctx, held, 'settled', round.chances.whole(0, 2_000))
    found.push(...(await fight(round, pairs - half, ways)), ...(await doneTwice(round)), ...(await faultsOf(ctx)))
    failures.push(...found.map((words) => `seed ${seed}: ${words}`))
    races += pairs
  }
  return { races, ways, failures }
}
