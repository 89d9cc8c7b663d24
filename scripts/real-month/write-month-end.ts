import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assumedGroups } from './assumed-groups.ts'
import { type Step, steps } from './steps.ts'

/**
 * Runs the month end on published files and writes docs/jobs/month-end-output.md with what each command printed.
 * Usage: node scripts/run.mjs scripts/real-month/write-month-end.ts [SHARED_FOLDER]
 */
const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(process.argv[2] ?? process.env['LOCALITY_SHARED'] ?? join(root, '..', 'shared'))
if (!existsSync(join(shared, 'data'))) throw new Error(`no published files in ${shared}`)

const work = mkdtempSync(join(tmpdir(), 'locality-month-end-'))
const places: Record<string, string> = {
  ods: join(shared, 'data/ods'),
  lists: join(shared, 'data/listsize'),
  tariff: join(shared, 'data/tariff'),
  activity: join(shared, 'data/activity'),
  work,
}
const filled = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => places[name]!)
const told = (text: string): string => text.replaceAll(work, 'work').replaceAll(join(shared, 'data'), 'public')

const runNode = (script: string, words: readonly string[]) =>
  spawnSync(process.execPath, [script, ...words], { cwd: root, encoding: 'utf8', maxBuffer: 256 << 20 })

const locality = (words: readonly string[]) =>
  runNode(join(root, 'bin/locality.mjs'), [...words.map(filled), '--data', join(work, 'data')])

function shown({ show = 20 }: Step, text: string): string {
  const lines = told(text)
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())
  return lines.length <= show
    ? lines.join('\n')
    : [...lines.slice(0, show), `… ${lines.length - show} more lines`].join('\n')
}

function firstRows({ wrote }: Step): string {
  if (!wrote) return ''
  const rows = readFileSync(join(work, 'data', wrote.path), 'utf8')
    .split('\n')
    .slice(0, wrote.rows)
  return `\n${wrote.words}\n\n\`\`\`\n${rows.map((row) => row.trimEnd()).join('\n')}\n\`\`\`\n`
}

function runStep(step: Step): string {
  const from = performance.now()
  const { status, stdout, stderr } = locality(step.command)
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  if (status !== (step.exit ?? 0)) throw new Error(`${step.command.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  process.stdout.write(`${seconds.padStart(6)} s  ${told(filled(step.command.join(' ')))}\n`)
  const heading = step.title ? `## ${step.title}\n\n` : ''
  const words = step.words ? `${step.words}\n\n` : ''
  const ends = status ? `\n(ends with exit code ${status}; ${seconds} s)` : `\n(${seconds} s)`
  return `${heading}${words}\`\`\`\n$ locality ${told(step.command.map(filled).join(' '))}\n${shown(step, stdout + stderr)}${ends}\n\`\`\`\n${firstRows(step)}`
}

// Built before the first command, so that no command says so among its own words.
locality(['--version'])

const generator = join(root, 'scripts/real-month/generate-plcm.ts')
const plcm = runNode(join(root, 'scripts/run.mjs'), [generator, shared, join(work, 'plcm-2017-10.csv'), '100000'])
if (plcm.status !== 0) throw new Error(plcm.stderr)
const { organisations, memberships } = await assumedGroups(shared)
writeFileSync(join(work, 'assumed-groups.csv'), organisations)
writeFileSync(join(work, 'assumed-memberships.csv'), memberships)

/** A line of many steps: the dearest stay with excess days is the one worth explaining. */
function chooseLine(): string {
  const { stdout } = locality(['lines', '--month', '2017-10', '--pod', 'NEL', '--format', 'json'])
  const rows: { line_id: string; price_pence: number | null }[] = JSON.parse(stdout).rows ?? JSON.parse(stdout)
  return rows.toSorted((a, b) => (b.price_pence ?? 0) - (a.price_pence ?? 0))[0]!.line_id
}

const sections = steps.map((step) => {
  if (step.command.includes('{line}')) places['line'] = chooseLine()
  return runStep(step)
})
const about = `# Month end on published files: what the commands printed

Written by \`node scripts/run.mjs scripts/real-month/write-month-end.ts\`; \`public\` stands for the folder of published files, \`work\` for the folder
where generated ones were put. The job itself is described in [month-end.md](month-end.md).
`
writeFileSync(join(root, 'docs/jobs/month-end-output.md'), [about, ...sections].join('\n'))
rmSync(work, { recursive: true, force: true })
