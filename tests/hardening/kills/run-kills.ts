import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { importActivity } from '#activity/import'
import { priceMonth } from '#activity/pricing'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'
import { addMonths, toMonth } from '#shared'
import { type Chance, chance } from '../../oracles/chance.ts'
import { type BilledFile, writeBill } from './billed-file.ts'
import { checkFolder } from './check-folder.ts'
import { type Ended, endOf, typeInGroup } from './command.ts'
import { kill, leftBehind, postmasterOf, readingChild } from './processes.ts'

export interface KillReport {
  readonly kills: number
  /** How many fell in each way: what was killed, and whether its work was already done. */
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
}

/** A data folder under attack, and what it must hold. */
interface Victim {
  readonly data: string
  readonly bills: BilledFile[]
  readonly priced: BilledFile[]
}

interface Campaign {
  readonly folder: string
  readonly template: string
  readonly chances: Chance
  readonly seed: number
  /** How long a command takes here when nobody kills it; learnt from those that were not. */
  readonly usualMs: Record<'import' | 'price', number>
  readonly ways: Record<string, number>
}

const bad = (words: string): never => {
  throw new Error(words)
}

async function withBench<T>(data: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const opened = await openWorkbench({ data, actor: { name: 'a tester' } })
  if (!opened.ok) return bad(`the folder does not open: ${opened.message}`)
  try {
    return await work(opened.value.ctx)
  } finally {
    await opened.value.close()
  }
}

/** One folder is made and stopped, and every victim is a copy of it. */
async function prepare(chances: Chance, seed: number): Promise<Campaign> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-kills-'))
  const template = join(folder, 'template')
  const made = await initDataFolder({ data: template, vocabulary: 'pbc-2006' })
  if (!made.ok) bad(made.message)
  await withBench(template, async () => undefined)
  return { folder, template, chances, seed, usualMs: { import: 4_000, price: 3_000 }, ways: {} }
}

let copies = 0

async function newVictim({ folder, template }: Campaign): Promise<Victim> {
  const data = join(folder, `data-${++copies}`)
  await cp(template, data, { recursive: true, preserveTimestamps: true })
  return { data, bills: [], priced: [] }
}

const targets = ['command', 'reader', 'command and reader', 'command and reader', 'database', 'everything'] as const
type Target = (typeof targets)[number]

async function strike(target: Target, pid: number, data: string): Promise<boolean> {
  const child = readingChild(pid)
  const postmaster = await postmasterOf(data)
  // The reader lives only while a file is read; at any other time the command is what there is to kill.
  if (target === 'reader') return kill(child ?? pid)
  if (target === 'database') return kill(postmaster ?? pid)
  if (target === 'everything') kill(postmaster)
  if (target === 'command') return kill(pid)
  return kill(-pid)
}

interface Attack {
  readonly kind: 'import' | 'price'
  readonly words: readonly string[]
  readonly target: Target
  readonly afterMs: number
}

async function attack(campaign: Campaign, { data }: Victim, { kind, words, target, afterMs }: Attack): Promise<Ended> {
  const began = performance.now()
  const typed = typeInGroup([...words, '--data', data])
  await Promise.race([pause(afterMs), typed.ended])
  const hit =
    typed.child.exitCode === null && typed.child.signalCode === null && (await strike(target, typed.child.pid!, data))
  const ended = await endOf(typed)
  if (!hit) campaign.usualMs[kind] = 0.7 * campaign.usualMs[kind] + 0.3 * (performance.now() - began)
  return hit ? ended : { ...ended, words: `not hit: ${ended.words}` }
}

const count = (campaign: Campaign, way: string): void => void (campaign.ways[way] = (campaign.ways[way] ?? 0) + 1)

/** The same import once more: it is done, or it was done already. */
async function importAgain(ctx: Ctx, { path }: BilledFile): Promise<'done' | 'was done'> {
  const again = await importActivity(ctx, { files: [{ path }] })
  if (again.ok) return 'done'
  return again.code === 'already-imported' ? 'was done' : bad(`the second import was refused: ${again.message}`)
}

async function typeAgain({ path }: BilledFile, data: string): Promise<void> {
  const again = await endOf(typeInGroup(['import', 'activity', path, '--data', data]))
  if (again.code !== 0 && !/already imported/.test(again.words))
    bad(`typed again it ended with ${again.code}: ${again.words}`)
  const verified = await endOf(typeInGroup(['verify', '--data', data]))
  if (verified.code !== 0) bad(`verify ended with ${verified.code}: ${verified.words}`)
}

async function priceAgain(ctx: Ctx, { month }: BilledFile): Promise<void> {
  const again = await priceMonth(ctx, { month: toMonth(month) })
  if (!again.ok) bad(`the second pricing was refused: ${again.message}`)
}

/** Runs it again on the folder as it was left, and looks at everything. */
async function again<T>(victim: Victim, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const became = await withBench(victim.data, async (ctx) => {
    const done = await work(ctx)
    const faults = await checkFolder(ctx, victim.bills, victim.priced)
    return faults.length > 0 ? bad(faults.slice(0, 5).join('; ')) : done
  })
  const left = leftBehind(victim.data)
  return left.length > 0 ? bad(`left running: ${left.join('; ')}`) : became
}

async function killImport(campaign: Campaign, victim: Victim, at: number): Promise<void> {
  const { chances, folder } = campaign
  const month = addMonths(toMonth('2007-04'), victim.bills.length)
  const bill = await writeBill(join(folder, `bill-${at}.csv`), month, chances.whole(1_000, 6_000), campaign.seed + at)
  const target = chances.pick(targets)
  await attack(campaign, victim, {
    kind: 'import',
    words: ['import', 'activity', bill.path],
    target,
    afterMs: chances.next() * campaign.usualMs.import * 1.05,
  })
  victim.bills.push(bill)
  if (at % 6 === 5) await typeAgain(bill, victim.data)
  const became = await again(victim, (ctx) => importAgain(ctx, bill))
  count(campaign, `import, ${target}${became === 'was done' && at % 6 !== 5 ? ', was done' : ''}`)
  await rm(bill.path)
}

async function killPrice(campaign: Campaign, victim: Victim): Promise<void> {
  const { chances } = campaign
  const bill = chances.pick(victim.bills)
  const target = chances.pick(['command', 'command', 'database', 'everything'] as const)
  await attack(campaign, victim, {
    kind: 'price',
    words: ['price', '--month', bill.month],
    target,
    afterMs: chances.next() * campaign.usualMs.price * 1.05,
  })
  if (!victim.priced.includes(bill)) victim.priced.push(bill)
  await again(victim, (ctx) => priceAgain(ctx, bill))
  count(campaign, `price, ${target}`)
}

async function oneKill(campaign: Campaign, victim: Victim, at: number): Promise<string[]> {
  const isPrice = victim.bills.length > 0 && campaign.chances.often(0.25)
  try {
    await (isPrice ? killPrice(campaign, victim) : killImport(campaign, victim, at))
    return []
  } catch (fault) {
    return [
      `kill ${at + 1} of seed ${campaign.seed} (${isPrice ? 'price' : 'import'}): ${fault instanceof Error ? fault.message : fault}`,
    ]
  }
}

const killsForAFolder = 20

export interface KillSetting {
  readonly count: number
  readonly seed: number
  report?(done: number, failures: readonly string[]): void
  isLate?(): boolean
}

/** Kills imports and pricings at random instants, runs them again, and looks whether anything is lost, doubled or left. */
export async function runKills({
  count: wanted,
  seed,
  report = () => undefined,
  isLate = () => false,
}: KillSetting): Promise<KillReport> {
  const campaign = await prepare(chance(seed), seed)
  const failures: string[] = []
  let [done, victim] = [0, await newVictim(campaign)]
  for (; done < wanted && !isLate(); done++) {
    const found = await oneKill(campaign, victim, done)
    failures.push(...found)
    report(done + 1, failures)
    if (found.length === 0 && (done + 1) % killsForAFolder !== 0) continue
    for (const left of leftBehind(victim.data)) kill(Number(left.split(' ')[0]))
    await rm(victim.data, { recursive: true, force: true })
    victim = await newVictim(campaign)
  }
  for (const left of leftBehind(campaign.folder)) kill(Number(left.split(' ')[0]))
  await rm(campaign.folder, { recursive: true, force: true })
  return { kills: done, ways: campaign.ways, failures }
}
