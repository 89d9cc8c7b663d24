import { sql } from '#db'
import type { Ctx } from '#platform'
import { toPence } from '#shared'
import {
  escalateItem,
  settleAccepted,
  settleItem,
  withdrawChallenge,
  withdrawItem,
} from '../../../src/activity/challenge/answering/our-decision.command.ts'
import { acknowledge, saveAnswer, submitReply } from '../../../src/activity/challenge/answering/reply.command.ts'
import { checks } from '../../../src/activity/challenge/checks/checks.view.ts'
import type { EventName } from '../../../src/activity/challenge/model/challenge.ts'
import { sendOne } from '../../../src/activity/challenge/putting/send-challenge.command.ts'
import { findChallenge } from '../../../src/activity/challenge/views/challenge.view.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { type Invented, inventDraft, managerOf, newProvider, providerOf } from './invented-challenge.ts'

export interface RaceReport {
  readonly races: number
  readonly failures: readonly string[]
  /** How often moves were kept, refused as not possible, and refused because somebody else was quicker. */
  readonly tally: Readonly<Record<string, number>>
}

/** Somebody with a page open: what they saw last, and what they do next. */
interface Player {
  readonly name: string
  readonly ctx: Ctx
  readonly moves: readonly MoveName[]
  seen: number
}

interface Done {
  readonly by: string
  readonly event: EventName
  readonly itemNo: number | null
  readonly words: string
}

const answer = (chances: Chance) =>
  chances.pick([
    { decision: 'accept', quantityThousandths: null, pricePence: null, words: null },
    { decision: 'part', quantityThousandths: 1000, pricePence: toPence(50), words: null },
    { decision: 'reject', quantityThousandths: null, pricePence: null, words: 'Not so.' },
  ] as const)

interface Try {
  readonly player: Player
  readonly reference: string
  readonly itemNo: number
  readonly chances: Chance
}

type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly message: string }

const asked = ({ player, reference }: Try) => ({ reference, seen: player.seen })

const offered = async ({ player, reference, itemNo }: Try): Promise<number> =>
  (await findChallenge(player.ctx, reference))?.events.findLast(
    (event) => event.event === 'answer-saved' && event.itemNo === itemNo,
  )?.answer?.acceptedPence ?? 0

const plays = {
  send: { event: 'sent', run: (one: Try) => sendOne(one.player.ctx, asked(one)) },
  acknowledge: { event: 'acknowledged', run: (one: Try) => acknowledge(one.player.ctx, asked(one)) },
  save: {
    event: 'answer-saved',
    run: (one: Try) => saveAnswer(one.player.ctx, { ...asked(one), itemNo: one.itemNo, answer: answer(one.chances) }),
  },
  submit: { event: 'reply-submitted', run: (one: Try) => submitReply(one.player.ctx, asked(one)) },
  'settle-accepted': { event: 'settled', run: (one: Try) => settleAccepted(one.player.ctx, asked(one)) },
  settle: {
    event: 'settled',
    run: async (one: Try) =>
      settleItem(one.player.ctx, { ...asked(one), itemNo: one.itemNo, acceptedPence: toPence(await offered(one)) }),
  },
  escalate: {
    event: 'escalated',
    run: (one: Try) => escalateItem(one.player.ctx, { ...asked(one), itemNo: one.itemNo, words: 'Look again.' }),
  },
  'withdraw-item': {
    event: 'item-withdrawn',
    run: (one: Try) => withdrawItem(one.player.ctx, { ...asked(one), itemNo: one.itemNo }),
  },
  withdraw: { event: 'withdrawn', run: (one: Try) => withdrawChallenge(one.player.ctx, asked(one)) },
} as const satisfies Record<string, { event: EventName; run: (one: Try) => Promise<Outcome> }>

type MoveName = keyof typeof plays

const ours: readonly MoveName[] = ['settle-accepted', 'settle', 'settle', 'escalate', 'withdraw-item', 'withdraw']
const theirs: readonly MoveName[] = ['save', 'save', 'save', 'submit', 'submit', 'acknowledge']

interface Race {
  readonly tally: Record<string, number>
  readonly done: Done[]
  readonly failures: string[]
}

const aboutItem = (move: MoveName): boolean => ['save', 'settle', 'escalate', 'withdraw-item'].includes(move)

async function play(race: Race, one: Try, others: readonly string[]): Promise<void> {
  const move = one.chances.pick(one.player.moves)
  const outcome: Outcome = await plays[move].run(one)
  const key = outcome.ok ? 'kept' : outcome.code === 'changed' ? 'told who was quicker' : 'not possible'
  race.tally[key] = (race.tally[key] ?? 0) + 1
  if (outcome.ok)
    race.done.push({
      by: one.player.name,
      event: plays[move].event,
      itemNo: aboutItem(move) ? one.itemNo : null,
      words: move,
    })
  else if (outcome.code === 'changed' && ![...others, one.player.name].some((name) => outcome.message.includes(name)))
    race.failures.push(`${move} was refused and nobody was named: ${outcome.message}`)
}

async function look(player: Player, reference: string): Promise<void> {
  player.seen = (await findChallenge(player.ctx, reference))?.events.at(-1)?.eventId ?? player.seen
}

/** Whatever was said to be kept is there, by whom it was, as often as it was kept. */
async function lostDecisions(ctx: Ctx, { reference }: Invented, done: readonly Done[]): Promise<string[]> {
  const events = (await findChallenge(ctx, reference))!.events
  const left = [...events]
  return done.flatMap(({ by, event, itemNo, words }) => {
    const same = (one: { event: string }) =>
      one.event === event || (event === 'item-withdrawn' && one.event === 'item-dropped')
    const at = left.findIndex((one) => same(one) && one.actor === by && (itemNo === null || one.itemNo === itemNo))
    if (at < 0) return [`${words} by ${by} was kept and is not there`]
    left.splice(at, 1)
    return []
  })
}

const itemsOfRace = 3

/** Races on challenges of their own, which keep the connections busy. */
const atOnce = 4

async function playersFor(ctx: Ctx, chances: Chance, { provider, reference }: Invented): Promise<Player[]> {
  const first: Player = { name: 'Ann', ctx: managerOf(ctx, 'Ann'), moves: ours, seen: 0 }
  // Both of ours at once, before anything is sent; or one of ours against the provider.
  if (chances.often(0.3)) {
    const moves: readonly MoveName[] = ['send', 'send', 'withdraw', 'withdraw-item']
    return [
      { ...first, moves },
      { name: 'Bob', ctx: managerOf(ctx, 'Bob'), moves, seen: 0 },
    ]
  }
  const sent = await sendOne(managerOf(ctx, 'the first'), { reference })
  if (!sent.ok) throw new Error(sent.message)
  const other = chances.often(0.7)
  return [
    first,
    other
      ? { name: 'the provider', ctx: providerOf(ctx, provider), moves: theirs, seen: 0 }
      : { name: 'Bob', ctx: managerOf(ctx, 'Bob'), moves: ours, seen: 0 },
  ]
}

async function someAnswers(ctx: Ctx, chances: Chance, { provider, reference }: Invented): Promise<void> {
  const provided = providerOf(ctx, provider)
  if (!(await findChallenge(provided, reference)) || !chances.often(0.6)) return
  for (const itemNo of [1, 2, 3]) await saveAnswer(provided, { reference, itemNo, answer: answer(chances) })
  await submitReply(provided, { reference })
}

async function oneRace(ctx: Ctx, seed: number, race: Race): Promise<Invented> {
  const chances = chance(seed)
  const invented = await inventDraft(ctx, newProvider(), itemsOfRace)
  const { reference } = invented
  const players = await playersFor(ctx, chances, invented)
  await someAnswers(ctx, chances, invented)
  for (const player of players) await look(player, reference)
  const names = players.map(({ name }) => name)
  for (let turn = 0; turn < 4; turn++) {
    const acting = chances.often(0.6) ? players : [chances.pick(players)]
    const tries = acting.map((player) => ({ player, reference, itemNo: chances.whole(1, itemsOfRace), chances }))
    await Promise.all(
      tries.map((one) =>
        play(
          race,
          one,
          names.filter((name) => name !== one.player.name),
        ),
      ),
    )
    for (const player of players) if (chances.often(0.4)) await look(player, reference)
  }
  race.failures.push(...(await lostDecisions(ctx, invented, race.done)))
  return invented
}

/** An item settled twice, a challenge sent twice or a finding in two live challenges cannot be: the database would have refused them. */
async function doubled(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    SELECT format('finding %s was settled %s times', e.finding_id, count(*)) AS words FROM validation.finding_event AS e
     WHERE e.event = 'settled' GROUP BY e.finding_id HAVING count(*) > 1`.execute(ctx.db)
  return rows.map(({ words }) => words)
}

/** Two operators on one challenge, over and over: by seed which moves they make, what they had seen, and which come at the same instant. */
export async function runRaces(
  ctx: Ctx,
  { count, seed, isLate = () => false }: { count: number; seed: number; isLate?: () => boolean },
): Promise<RaceReport> {
  const tally: Record<string, number> = {}
  const failures: string[] = []
  let races = 0
  while (races < count && !isLate()) {
    const seeds = Array.from({ length: Math.min(atOnce, count - races) }, (_, at) => seed + races + at)
    races += seeds.length
    await Promise.all(
      seeds.map(async (each) => {
        const race: Race = { tally, done: [], failures: [] }
        await oneRace(ctx, each, race).catch((fault: unknown) => race.failures.push(`it fell: ${String(fault)}`))
        failures.push(...race.failures.map((words) => `seed ${each}: ${words}`))
      }),
    )
  }
  for (const check of checks)
    failures.push(...(await check.run(ctx)).map((words) => `seed ${seed}: ${check.name}: ${words}`))
  failures.push(...(await doubled(ctx)).map((words) => `seed ${seed}: ${words}`))
  return { races, failures, tally }
}
