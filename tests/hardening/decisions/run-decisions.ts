import { challengeFindings, settleFindings, withdrawChallenged } from '#activity/validation'
import type { Ctx } from '#platform'
import { type Result, toMonth, toPence, wholeCommissioner } from '#shared'
import { dismissFinding, restoreFinding } from '../../../src/activity/validation/answering/decide-finding.command.ts'
import {
  type FindingEvent,
  type FindingEventName,
  type Move,
  deedAlone,
  mayMove,
  standingOf,
} from '../../../src/activity/validation/answering/finding.ts'
import { eventsOf } from '../../../src/activity/validation/findings/events.view.ts'
import { findFinding } from '../../../src/activity/validation/findings/finding.view.ts'
import { answerLine } from '../../../src/activity/validation/queue/answer-line.command.ts'
import { itemCode, undoCode } from '../../../src/activity/validation/queue/item-code.ts'
import { takeBack } from '../../../src/activity/validation/queue/take-back.command.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { checkOf, foundFinding } from '../../support/found-findings.ts'

export interface DecisionsReport {
  readonly interleavings: number
  readonly tally: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

const month = toMonth('2007-10')
const operators = ['Anna First', 'Ben Second'] as const
type Operator = (typeof operators)[number]

interface Deed {
  readonly by: Operator
  readonly way: keyof typeof ways
  readonly seen: number
  readonly before: readonly FindingEvent[]
  readonly result: Result<unknown>
}

type Doing = (ctx: Ctx, findingId: number, seen: number) => Promise<Result<unknown>>

const answering =
  (verdict: string): Doing =>
  (ctx, findingId, seen) =>
    answerLine(ctx, {
      month,
      practice: 'A99001',
      code: itemCode({ kind: 'findings', findings: [{ findingId, seen }] }),
      verdict,
    })

/** Everything that can be done with a finding, as people do it; and whether it minds what its doer had seen. */
const ways = {
  agree: { event: 'agreed', move: 'answer', minds: true, run: answering('right') },
  uphold: { event: 'upheld', move: 'answer', minds: true, run: answering('procedure-differs') },
  'take back': {
    event: 'answer-withdrawn',
    move: 'withdraw-answer',
    minds: true,
    run: (ctx, findingId, seen) =>
      takeBack(ctx, { month, code: undoCode({ findings: [{ findingId, seen }], lineAnswers: [] }) }),
  },
  dismiss: {
    event: 'dismissed',
    move: 'dismiss',
    minds: true,
    run: (ctx, findingId, seen) => dismissFinding(ctx, { findingId, seen, words: 'Paid last year.' }),
  },
  restore: {
    event: 'restored',
    move: 'restore',
    minds: true,
    run: (ctx, findingId, seen) => restoreFinding(ctx, { findingId, seen }),
  },
  challenge: {
    event: 'challenged',
    move: 'challenge',
    minds: false,
    run: (ctx, findingId) => ctx.transaction((tx) => challengeFindings(tx, ctx, [findingId], 'CH-1')),
  },
  'withdraw the challenge': {
    event: 'challenge-withdrawn',
    move: 'withdraw-challenge',
    minds: false,
    run: (ctx, findingId) => ctx.transaction((tx) => withdrawChallenged(tx, ctx, [findingId])),
  },
  settle: {
    event: 'settled',
    move: 'settle',
    minds: false,
    run: (ctx, findingId) =>
      ctx.transaction((tx) => settleFindings(tx, ctx, [{ findingId, acceptedPence: toPence(2500) }])),
  },
} as const satisfies Record<string, { event: FindingEventName; move: Move; minds: boolean; run: Doing }>

const names = Object.keys(ways) as (keyof typeof ways)[]

const permissions = ['finding.read', 'finding.answer', 'finding.decide', 'challenge.send', 'rule.read'] as const

const inHands = (ctx: Ctx, name: Operator): Ctx =>
  ctx.handTo({ actor: { name, userId: name }, scope: { ...wholeCommissioner, permissions, personId: name } })

/** Mostly what their picture of the finding allows; now and then anything. */
function choose(chances: Chance, seen: readonly FindingEvent[]): keyof typeof ways {
  const standing = standingOf({ stands: true, confidence: 'likely' }, seen)
  const allowed = names.filter((name) => mayMove(ways[name].move, standing))
  return allowed.length > 0 && chances.often(0.85) ? chances.pick(allowed) : chances.pick(names)
}

const nowOf = async (ctx: Ctx, findingId: number): Promise<readonly FindingEvent[]> =>
  (await eventsOf(ctx.db, [findingId])).get(findingId) ?? []

interface Game {
  readonly ctx: Ctx
  readonly findingId: number
  readonly chances: Chance
  readonly pictures: Map<Operator, readonly FindingEvent[]>
}

async function act(game: Game, by: Operator): Promise<Deed> {
  const { ctx, findingId, chances, pictures } = game
  const picture = pictures.get(by) ?? []
  const way = choose(chances, picture)
  const seen = picture.at(-1)?.eventId ?? 0
  const before = await nowOf(ctx, findingId)
  const result = await ways[way].run(inHands(ctx, by), findingId, seen)
  return { by, way, seen, before, result }
}

/** One step of the game: somebody looks, somebody acts, or both act at the same instant. */
async function step(game: Game): Promise<Deed[]> {
  const by = game.chances.pick(operators)
  if (game.chances.often(0.4)) {
    game.pictures.set(by, await nowOf(game.ctx, game.findingId))
    return []
  }
  return game.chances.often(0.4) ? Promise.all(operators.map((one) => act(game, one))) : [await act(game, by)]
}

/** What was acknowledged is there once, what was refused is not; each event was allowed and its doer had seen what was before it. */
function faultsOf(deeds: readonly Deed[], events: readonly FindingEvent[]): string[] {
  const faults: string[] = []
  for (const by of operators)
    for (const name of Object.values(ways).map(({ event }) => event)) {
      const acknowledged = deeds.filter((one) => one.by === by && ways[one.way].event === name && one.result.ok).length
      const kept = events.filter((one) => one.actor === by && one.event === name).length
      if (acknowledged !== kept)
        faults.push(`${by} was told ${acknowledged} times that “${name}” was saved; it is kept ${kept} times`)
    }
  events.forEach((event, at) => {
    const before = events.slice(0, at)
    const way = Object.values(ways).find((one) => one.event === event.event)!
    if (!mayMove(way.move, standingOf({ stands: true, confidence: 'likely' }, before)))
      faults.push(`${event.event} of ${event.actor} was kept and was not allowed then`)
    const seen = before.at(-1)?.eventId ?? 0
    if (way.minds && !deeds.some((one) => one.result.ok && one.by === event.actor && one.seen === seen))
      faults.push(`${event.event} of ${event.actor} was kept over something that they had not seen`)
  })
  return faults
}

/** Whoever is refused is told who did what: the last thing that is there and that they had not seen. */
function untold(deeds: readonly Deed[], events: readonly FindingEvent[]): string[] {
  return deeds.flatMap(({ by, way, seen, before, result }) => {
    if (result.ok || result.code !== 'changed') return []
    const newer = events.filter(({ eventId }) => eventId > seen)
    const isTold = newer.some((event) => result.message.includes(deedAlone(event).split(', saying')[0]!))
    const wasThere = newer.length > 0 || before.length > 0
    return isTold && wasThere ? [] : [`${by} was refused “${way}” and was told: ${result.message}`]
  })
}

async function play(ctx: Ctx, checkRunId: number, seed: number): Promise<{ deeds: Deed[]; faults: string[] }> {
  const chances = chance(seed)
  const findingId = await foundFinding(ctx, checkRunId, { lineId: `D${seed}-${checkRunId}`, month })
  const game: Game = { ctx, findingId, chances, pictures: new Map() }
  const deeds: Deed[] = []
  const steps = chances.whole(4, 10)
  for (let at = 0; at < steps; at++) deeds.push(...(await step(game)))
  const found = await findFinding(ctx, { month, findingId })
  if (!found.ok) return { deeds, faults: [found.message] }
  const { events, standing, finding } = found.value
  const state =
    standing.state === finding.state ? [] : [`events say ${standing.state}, the database says ${finding.state}`]
  return { deeds, faults: [...faultsOf(deeds, events), ...untold(deeds, events), ...state] }
}

const tallied = (deeds: readonly Deed[]): Record<string, number> => ({
  saved: deeds.filter(({ result }) => result.ok).length,
  'too late, and told': deeds.filter(({ result }) => !result.ok && result.code === 'changed').length,
  'not then, and told': deeds.filter(({ result }) => !result.ok && result.code === 'not-now').length,
})

/** Two operators with one finding, looking and deciding in an order that the seed says, sometimes at the same instant. */
export async function runDecisions(
  ctx: Ctx,
  { count, seed, isLate = () => false }: { count: number; seed: number; isLate?: () => boolean },
): Promise<DecisionsReport> {
  const checkRunId = await checkOf(ctx, month)
  const tally: Record<string, number> = {}
  const failures: string[] = []
  let interleavings = 0
  for (; interleavings < count && !isLate(); interleavings++) {
    const own = seed + interleavings
    const { deeds, faults } = await play(ctx, checkRunId, own)
    failures.push(...faults.map((fault) => `seed ${own}: ${fault}`))
    for (const [name, number] of Object.entries(tallied(deeds))) tally[name] = (tally[name] ?? 0) + number
  }
  return { interleavings, tally, failures }
}
