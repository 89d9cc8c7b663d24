import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ctx } from '#platform'
import { tableToCsv } from '#tables'
import { checks } from '../../../src/activity/challenge/checks/checks.view.ts'
import { standingOf } from '../../../src/activity/challenge/model/standing.ts'
import { exchangeTable } from '../../../src/activity/challenge/reply-file/exchange-table.ts'
import { findChallenge } from '../../../src/activity/challenge/views/challenge.view.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { endOf, typeInGroup } from '../kills/command.ts'
import { kill, leftBehind, postmasterOf } from '../kills/processes.ts'
import { inventDraft, newProvider } from './invented-challenge.ts'
import { onFolder, withOwnFolder } from './own-folder.ts'

export interface ChallengeKills {
  readonly kills: number
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

interface Victim {
  readonly data: string
  readonly chances: Chance
  readonly ways: Record<string, number>
  /** How long each command takes when nobody kills it. */
  readonly usualMs: Record<string, number>
}

const bad = (words: string): never => {
  throw new Error(words)
}

const draftsAtOnce = 3

/** Kills the command, its database or both at a random instant of its work. */
async function struck({ data, chances, ways, usualMs }: Victim, words: readonly string[]): Promise<void> {
  const kind = words[1]!
  const began = performance.now()
  const typed = typeInGroup([...words, '--data', data])
  await Promise.race([pause(chances.next() * 1.05 * (usualMs[kind] ?? 4_000)), typed.ended])
  const target = chances.pick(['command', 'command', 'database', 'both'] as const)
  const running = typed.child.exitCode === null && typed.child.signalCode === null
  if (running && target !== 'command') kill(await postmasterOf(data))
  if (running && target !== 'database') kill(-typed.child.pid!)
  await endOf(typed)
  if (!running) usualMs[kind] = 0.7 * (usualMs[kind] ?? 4_000) + 0.3 * (performance.now() - began)
  const way = `${kind}, ${running ? target : 'was done'}`
  ways[way] = (ways[way] ?? 0) + 1
}

async function expectInStep(ctx: Ctx): Promise<void> {
  for (const check of checks) for (const words of await check.run(ctx)) bad(`${check.name}: ${words}`)
}

async function typeAgain({ data }: Victim, words: readonly string[], fine: RegExp): Promise<void> {
  const again = await endOf(typeInGroup([...words, '--data', data]))
  if (again.code !== 0 && !fine.test(again.words))
    bad(`${words.join(' ')}, typed again, ended with ${again.code}: ${again.words}`)
}

async function eventsOf(data: string, references: readonly string[]): Promise<string[][]> {
  return onFolder(data, async (ctx) => {
    await expectInStep(ctx)
    const all = await Promise.all(references.map((reference) => findChallenge(ctx, reference)))
    return all.map((one) => one!.events.map(({ event }) => event))
  })
}

async function killSend(victim: Victim): Promise<readonly string[]> {
  const references = await onFolder(victim.data, async (ctx) => {
    const made: string[] = []
    for (let at = 0; at < draftsAtOnce; at++) made.push((await inventDraft(ctx, newProvider(), 5)).reference)
    return made
  })
  const words = ['challenge', 'send', ...references]
  await struck(victim, words)
  for (const events of await eventsOf(victim.data, references))
    if (events.length > 2) bad(`sent in pieces: ${events.join()}`)
  await typeAgain(victim, words, /never/)
  for (const events of await eventsOf(victim.data, references))
    if (events.join() !== 'drafted,sent') bad(`not sent once: ${events.join()}`)
  return references
}

async function killReceive(victim: Victim, reference: string, at: number): Promise<void> {
  const path = join(victim.data, '..', `reply-${at}.csv`)
  const table = await onFolder(victim.data, async (ctx) => exchangeTable((await findChallenge(ctx, reference))!))
  await writeFile(path, tableToCsv({ ...table, rows: table.rows.map((row) => ({ ...row, reply: 'accept' })) }))
  const words = ['challenge', 'receive', path]
  await struck(victim, words)
  await typeAgain(victim, words, /received before/)
  const [events] = await eventsOf(victim.data, [reference])
  if (events!.filter((event) => event === 'reply-submitted').length !== 1) bad(`not received once: ${events!.join()}`)
}

async function killSettle(victim: Victim, reference: string): Promise<void> {
  const words = ['challenge', 'settle', reference]
  await struck(victim, words)
  await typeAgain(victim, words, /no item that the provider accepted in full/)
  await onFolder(victim.data, async (ctx) => {
    await expectInStep(ctx)
    const { stage, settledPence, claimedPence } = standingOf((await findChallenge(ctx, reference))!)
    if (stage !== 'closed' || settledPence !== claimedPence) bad(`${reference} is ${stage} with ${settledPence}`)
  })
}

/** Sends, receives and settles; each is killed at a random instant, looked at, and done again. */
export async function runChallengeKills({
  count,
  seed,
  isLate = () => false,
}: {
  count: number
  seed: number
  isLate?: () => boolean
}): Promise<ChallengeKills> {
  const ways: Record<string, number> = {}
  const failures: string[] = []
  let kills = 0
  await withOwnFolder(async (data) => {
    const victim: Victim = { data, chances: chance(seed), ways, usualMs: {} }
    while (kills < count && !isLate()) {
      try {
        const [reference] = await killSend(victim)
        await killReceive(victim, reference!, kills)
        await killSettle(victim, reference!)
      } catch (fault) {
        failures.push(
          `seed ${seed}, about kill ${kills + 1}: ${fault instanceof Error ? fault.message : String(fault)}`,
        )
      }
      kills += 3
    }
    for (const left of leftBehind(data)) kill(Number(left.split(' ')[0]))
  })
  return { kills, ways, failures }
}
