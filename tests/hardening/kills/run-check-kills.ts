import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from '#db'
import { type Ctx, initDataFolder, openWorkbench } from '#platform'
import { toMonth } from '#shared'
import { checkMonths } from '../../../src/activity/validation/checking/check-months.command.ts'
import { checks } from '../../../src/activity/validation/checking/checks.view.ts'
import { type Chance, chance } from '../../oracles/chance.ts'
import { type BilledLine, billMonth } from '../../support/billed-month.ts'
import { commissioner, findingEvent } from '../../support/payment-world.ts'
import { addOrganisations } from '../../support/people.ts'
import { type Ended, endOf, typeInGroup } from './command.ts'
import { kill, leftBehind, postmasterOf } from './processes.ts'

export interface CheckKillReport {
  readonly kills: number
  /** How many fell in each way: which check, and what was killed. */
  readonly ways: Readonly<Record<string, number>>
  readonly failures: readonly string[]
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

const months = ['2007-08', '2007-09', '2007-10']
const linesOfMonth = 2_000

/** One line in ten is billed twice, one clinic in five was missed, and at freeze some of both are put right. */
function bill(chances: Chance, month: string, snapshot: 'flex' | 'freeze'): BilledLine[] {
  return Array.from({ length: linesOfMonth }, (_, at): BilledLine => {
    const isAgain = at % 10 === 9 && !(snapshot === 'freeze' && at % 40 === 39)
    const twin = isAgain ? at - 1 : at
    const isClinic = twin % 2 === 0
    const missed = snapshot === 'freeze' && at % 30 === 0 ? '5' : '3'
    return {
      lineId: `K${at}`,
      provider: 'ZA1',
      practice: `P9900${1 + (twin % 3)}`,
      pod: isClinic ? 'OPFUPSPCL' : 'EL',
      hrg: isClinic ? null : 'E01',
      start: `${month}-${String(1 + (twin % 28)).padStart(2, '0')}`,
      billedPence: 10_000 + twin,
      pricePence: 10_000 + twin - (chances.often(0.05) ? 500 : 0),
      more: {
        patient: 5_000_000 + twin,
        tfc: '300',
        ...(isClinic && twin % 10 === 0 ? { attended: missed } : { spell_id: `S${at}` }),
      },
    }
  })
}

const billAll = async (ctx: Ctx, seed: number, snapshot: 'flex' | 'freeze'): Promise<void> => {
  for (const month of months)
    await billMonth(ctx, { month, snapshot, commissioner, lines: bill(chance(seed), month, snapshot) })
}

async function check(ctx: Ctx): Promise<void> {
  const done = await checkMonths(ctx, { months: months.map(toMonth) })
  if (!done.ok) bad(`the check was refused: ${done.message}`)
}

interface Found {
  readonly month: string
  readonly words: string
}

/** Every finding as it was written last, without the numbers that another run would give it. */
async function findings({ db }: Ctx): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT f.month, concat_ws('|', f.commissioner, f.provider, f.line_id, f.about, f.rule, v.stands, v.snapshot, v.practice, v.billed_pence,
             v.price_pence, v.value_pence, v.confidence, v.priority, v.words, v.other,
             (SELECT string_agg(e.event, ',' ORDER BY e.finding_event_id) FROM validation.finding_event AS e WHERE e.finding_id = f.finding_id)) AS words
      FROM validation.finding AS f
      CROSS JOIN LATERAL (SELECT * FROM validation.finding_version AS n
        WHERE n.finding_id = f.finding_id ORDER BY n.check_run_id DESC LIMIT 1) AS v`.execute(db)
  return rows
}

const ofMonth = (found: readonly Found[], month: string): string =>
  found
    .filter((one) => one.month === month)
    .map(({ words }) => words)
    .toSorted()
    .join('\n')

/** No finding without a version, no version beside an equal one, no check without its rules. */
async function halves(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    SELECT format('finding %s has no version', f.finding_id) AS words FROM validation.finding AS f
     WHERE NOT EXISTS (SELECT FROM validation.finding_version AS v WHERE v.finding_id = f.finding_id)
    UNION ALL
    SELECT format('finding %s was written twice alike', a.finding_id) FROM validation.finding_version AS a
      JOIN validation.finding_version AS b ON b.finding_id = a.finding_id AND b.check_run_id > a.check_run_id
     WHERE to_jsonb(a) - 'check_run_id' = to_jsonb(b) - 'check_run_id'
       AND NOT EXISTS (SELECT FROM validation.finding_version AS c WHERE c.finding_id = a.finding_id
         AND c.check_run_id > a.check_run_id AND c.check_run_id < b.check_run_id)
    UNION ALL
    SELECT format('check %s ran no rule', c.check_run_id) FROM validation.check_run AS c
     WHERE NOT EXISTS (SELECT FROM validation.rule_run AS r WHERE r.check_run_id = c.check_run_id)`.execute(ctx.db)
  return rows.map(({ words }) => words)
}

/** A folder whose check is killed: its findings before, and as they must be once it was done. */
interface Start {
  readonly name: string
  readonly template: string
  readonly before: readonly Found[]
  readonly after: readonly Found[]
  /** How long the command takes here when nobody kills it. */
  usualMs: number
}

const typed = (data: string) => ['check', ...months.flatMap((month) => ['--month', month]), '--data', data]

/** The command that nobody kills, and how long it takes. */
async function typeInPeace(data: string): Promise<number> {
  const began = performance.now()
  const ended = await endOf(typeInGroup(typed(data)))
  return ended.code === 0 ? performance.now() - began : bad(`left in peace it ended with ${ended.code}: ${ended.words}`)
}

async function afterCheck(folder: string, template: string): Promise<Pick<Start, 'after' | 'usualMs'>> {
  const data = join(folder, 'control')
  await cp(template, data, { recursive: true, preserveTimestamps: true })
  const usualMs = await typeInPeace(data)
  const after = await withBench(data, findings)
  await rm(data, { recursive: true, force: true })
  return { after, usualMs }
}

/** What people said of findings before the bill was frozen: every event there is, spread over them. */
async function sayOf(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: number }>`SELECT f.finding_id AS id FROM validation.finding AS f ORDER BY 1`.execute(
    ctx.db,
  )
  const events = ['upheld', 'agreed', 'dismissed', 'challenged']
  for (const [at, { id }] of rows.filter((_, each) => each % 7 === 0).entries())
    await findingEvent(ctx, id, events[at % events.length]!)
}

/** Two folders: bills that nobody checked yet, and bills that were checked, answered and then frozen. */
async function prepare(folder: string, seed: number): Promise<Start[]> {
  const fresh = join(folder, 'fresh')
  const made = await initDataFolder({ data: fresh, vocabulary: 'pbc-2006' })
  if (!made.ok) bad(made.message)
  await withBench(fresh, async (ctx) => {
    await addOrganisations(ctx)
    await billAll(ctx, seed, 'flex')
  })
  const answered = join(folder, 'answered')
  await cp(fresh, answered, { recursive: true, preserveTimestamps: true })
  const before = await withBench(answered, async (ctx) => {
    await check(ctx)
    await sayOf(ctx)
    await billAll(ctx, seed + 1, 'freeze')
    return findings(ctx)
  })
  const start = async (name: string, template: string, known: readonly Found[]): Promise<Start> => ({
    name,
    template,
    before: known,
    ...(await afterCheck(folder, template)),
  })
  return [await start('first check', fresh, []), await start('check again at freeze', answered, before)]
}

interface Campaign {
  readonly folder: string
  readonly chances: Chance
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

async function attack(campaign: Campaign, start: Start, data: string): Promise<Ended> {
  const { chances, ways } = campaign
  const target = chances.pick(targets)
  const command = typeInGroup(typed(data))
  await Promise.race([pause(start.usualMs * (0.2 + 0.9 * chances.next())), command.ended])
  const isUp = command.child.exitCode === null && command.child.signalCode === null
  const hit = isUp && (await strike(target, command.child.pid!, data))
  const ended = await endOf(command)
  const way = `${start.name}, ${hit ? target : 'not hit'}`
  ways[way] = (ways[way] ?? 0) + 1
  campaign.kills += hit ? 1 : 0
  return ended
}

/** Every month is as it was or as it must become, never in between; answers with how many are done. */
async function look(start: Start, data: string): Promise<number> {
  const done = await withBench(data, async (ctx) => {
    const faults = await halves(ctx)
    if (faults.length > 0) bad(faults.slice(0, 3).join('; '))
    const found = await findings(ctx)
    return months.filter((month) => {
      const now = ofMonth(found, month)
      if (now === ofMonth(start.after, month)) return true
      return now === ofMonth(start.before, month) ? false : bad(`${month} is neither as it was nor as it must become`)
    }).length
  })
  const left = leftBehind(data)
  return left.length > 0 ? bad(`left running: ${left.join('; ')}`) : done
}

async function verify(data: string): Promise<void> {
  await withBench(data, async (ctx) => {
    for (const one of checks) for (const words of await one.run(ctx)) bad(`${one.name}: ${words}`)
  })
}

const killsForAFolder = 3

async function fight(campaign: Campaign, start: Start, at: number): Promise<void> {
  const data = join(campaign.folder, `data-${at}`)
  await cp(start.template, data, { recursive: true, preserveTimestamps: true })
  for (let kills = 0; kills < killsForAFolder; kills += 1) {
    const ended = await attack(campaign, start, data)
    const done = await look(start, data)
    if (ended.code === 0 && done < months.length) bad(`it said that it was done, and it is not: ${ended.words}`)
  }
  start.usualMs = 0.7 * start.usualMs + 0.3 * (await typeInPeace(data))
  if ((await look(start, data)) < months.length) bad('checked again, not every finding is there once')
  await verify(data)
  await rm(data, { recursive: true, force: true })
}

/**
 * Kills checks at random instants and checks again: every month is whole or untouched, every finding is there once, as in a folder that nobody
 * attacked, and what people said of it is still said.
 */
export async function runCheckKills(setting: {
  readonly count: number
  readonly seed: number
  readonly isLate?: () => boolean
}): Promise<CheckKillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-check-kills-'))
  const failures: string[] = []
  const campaign: Campaign = { folder, chances: chance(setting.seed), ways: {}, kills: 0 }
  try {
    const starts = await prepare(folder, setting.seed)
    for (let at = 0; campaign.kills < setting.count && !setting.isLate?.() && at <= setting.count * 3; at += 1)
      await fight(campaign, starts[at % starts.length]!, at).catch((fault: unknown) =>
        failures.push(`seed ${setting.seed}, folder ${at}: ${fault instanceof Error ? fault.message : String(fault)}`),
      )
  } finally {
    for (const left of leftBehind(folder)) kill(Number(left.split(' ')[0]))
    await rm(folder, { recursive: true, force: true })
  }
  return { kills: campaign.kills, ways: campaign.ways, failures }
}
