import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'
import { poundsText, toMonth } from '#shared'
import { agreeUnit } from '../../../src/activity/payment/agreement/agree-unit.command.ts'
import { monthBill } from '../../../src/activity/payment/bill/bill.view.ts'
import type { PaymentRun } from '../../../src/activity/payment/run/run.ts'
import { listPaymentRuns } from '../../../src/activity/payment/run/runs.view.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { billMonth } from '../../support/billed-month.ts'
import { checkedNow, commissioner, lineOf, paidMonth } from '../../support/payment-world.ts'
import { addOrganisations } from '../../support/people.ts'
import { type Ended, endOf, typeInGroup } from '../kills/command.ts'
import { kill, leftBehind, postmasterOf } from '../kills/processes.ts'
import { faultsOf } from './race-world.ts'

export interface PaymentKillReport {
  readonly kills: number
  /** How many fell in each way: what was done, what was killed, and what became of it. */
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

const month = toMonth(paidMonth)

const bad = (words: string): never => {
  throw new Error(words)
}

async function withBench<T>(data: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const opened = await openWorkbench({ data, actor: { name: 'Chair' } })
  if (!opened.ok) return bad(`the folder does not open: ${opened.message}`)
  try {
    return await work(opened.value.ctx)
  } finally {
    await opened.value.close()
  }
}

const lineCount = 4_000

/** A month of some thousands of lines, agreed and waiting to be paid. */
async function fill(ctx: Ctx): Promise<void> {
  await addOrganisations(ctx)
  const practices = ['P99001', 'P99002', 'P99003']
  const lines = Array.from({ length: lineCount }, (_, at) => lineOf(`K${at}`, practices[at % 3]!, 1_000 + at))
  await billMonth(ctx, { month, commissioner, lines })
  await checkedNow(ctx)
  for (const unit of (await monthBill(ctx, { month })).units) {
    const said = await agreeUnit(ctx, { ...unit, event: 'agreed' })
    if (!said.ok) bad(said.message)
  }
}

interface Campaign {
  readonly folder: string
  readonly template: string
  readonly chances: Chance
  readonly usualMs: Record<string, number>
  readonly ways: Record<string, number>
  kills: number
}

const targets = ['command', 'command', 'database', 'everything'] as const

async function strike(target: (typeof targets)[number], pid: number, data: string): Promise<boolean> {
  const postmaster = await postmasterOf(data)
  if (target === 'database') return kill(postmaster ?? pid)
  if (target === 'everything') kill(postmaster)
  return kill(-pid)
}

/** Types a command and kills something at a random instant, mostly after it has begun to work. */
async function attack(campaign: Campaign, data: string, words: readonly string[]): Promise<Ended> {
  const { chances, usualMs, ways } = campaign
  const name = words.slice(0, 2).join(' ')
  const target = chances.pick(targets)
  const usual = usualMs[name] ?? 2_500
  const began = performance.now()
  const typed = typeInGroup([...words, '--data', data])
  await Promise.race([pause(usual * (0.2 + 0.85 * chances.next())), typed.ended])
  const isUp = typed.child.exitCode === null && typed.child.signalCode === null
  const hit = isUp && (await strike(target, typed.child.pid!, data))
  const ended = await endOf(typed)
  if (!hit) usualMs[name] = 0.7 * usual + 0.3 * (performance.now() - began)
  const way = hit ? `${name}, ${target}` : `${name}, not hit`
  ways[way] = (ways[way] ?? 0) + 1
  campaign.kills += hit ? 1 : 0
  return ended
}

/** What stands after a kill, once somebody opens the folder again: nothing of it may be half there. */
async function look(data: string): Promise<PaymentRun | undefined> {
  const run = await withBench(data, async (ctx) => {
    const faults = await faultsOf(ctx)
    if (faults.length > 0) bad(faults.slice(0, 5).join('; '))
    return (await listPaymentRuns(ctx, { month }))[0]
  })
  const left = leftBehind(data)
  return left.length > 0 ? bad(`left running: ${left.join('; ')}`) : run
}

async function untilDone(
  campaign: Campaign,
  data: string,
  words: (run: PaymentRun | undefined) => readonly string[],
  isDone: (run: PaymentRun | undefined) => boolean,
): Promise<void> {
  let run = await look(data)
  for (let at = 0; !isDone(run); at += 1) {
    const typed = words(run)
    const ended = at < 3 ? await attack(campaign, data, typed) : await endOf(typeInGroup([...typed, '--data', data]))
    run = await look(data)
    if (ended.code === 0 && !isDone(run))
      bad(`“${typed.join(' ')}” said that it was done, and it is not: ${ended.words}`)
    if (at > 5) bad(`“${typed.join(' ')}” is never done: ${ended.words}`)
  }
}

async function fightOver(campaign: Campaign, at: number): Promise<void> {
  const data = join(campaign.folder, `data-${at}`)
  await cp(campaign.template, data, { recursive: true, preserveTimestamps: true })
  const prepare = ['payment', 'prepare', '--month', month, '--as', 'Preparer']
  await untilDone(
    campaign,
    data,
    () => prepare,
    (run) => run !== undefined,
  )
  const approve = (run: PaymentRun | undefined) => [
    'payment',
    'approve',
    '--run',
    String(run!.runNo),
    '--total',
    poundsText(run!.totalPence),
    '--as',
    'Approver',
  ]
  await untilDone(campaign, data, approve, (run) => run?.state === 'approved')
  await rm(data, { recursive: true, force: true })
}

/** Kills preparing and approving at random instants and does them again: nothing that was said to be done is lost, nothing is half done. */
export async function runPaymentKills(setting: {
  readonly count: number
  readonly seed: number
  readonly isLate?: () => boolean
}): Promise<PaymentKillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-payment-kills-'))
  const template = join(folder, 'template')
  const failures: string[] = []
  const campaign: Campaign = { folder, template, chances: chance(setting.seed), usualMs: {}, ways: {}, kills: 0 }
  try {
    const made = await initDataFolder({ data: template, vocabulary: 'pbc-2006' })
    if (!made.ok) bad(made.message)
    await withBench(template, fill)
    for (let at = 0; campaign.kills < setting.count && !setting.isLate?.(); at += 1) {
      await fightOver(campaign, at).catch((fault: unknown) =>
        failures.push(`seed ${setting.seed}, folder ${at}: ${fault instanceof Error ? fault.message : String(fault)}`),
      )
      if (at > setting.count * 3) break
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return { kills: campaign.kills, ways: campaign.ways, failures }
}
