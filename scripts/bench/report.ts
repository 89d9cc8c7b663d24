import type { Goal } from './goals.ts'
import type { Measured } from './measure.ts'

export interface Step extends Measured {
  readonly what: string
  readonly rows: number
  readonly peakMegabytes: number | null
}

export interface About {
  readonly rows: number
  readonly seed: number
  readonly date: string
  readonly machine: string
  readonly versions: string
  readonly notes: readonly string[]
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB')
const seconds = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(1))

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const stepRow = (step: Step): string =>
  row([
    step.what,
    whole(step.rows),
    seconds(step.seconds),
    seconds(step.cpuSeconds),
    seconds(step.othersCpuSeconds),
    step.peakMegabytes === null ? '' : whole(step.peakMegabytes),
    whole(step.rows / step.seconds),
  ])

/** Wall time on a machine that others use too says as much about them. */
function sharedWords(steps: readonly Step[]): string {
  const own = steps.reduce((sum, step) => sum + step.cpuSeconds, 0)
  const others = steps.reduce((sum, step) => sum + step.othersCpuSeconds, 0)
  const share = Math.round((100 * others) / (own + others))
  return share < 10
    ? 'The machine did next to nothing else meanwhile.'
    : `Others used ${share}% of the CPU spent meanwhile, so read the column by CPU: wall times stretch with what they did.`
}

/** The page as it is kept in docs/performance.md: regenerated, never typed. */
export function report(about: About, steps: readonly Step[], goals: readonly Goal[]): string {
  const unmet = goals.filter(({ verdict }) => verdict === 'not met').map(({ measure }) => measure)
  return `# Performance

Written by \`npm run bench\`; never edited by hand. Everything was measured in one run, each step in a process of its own, on an invented
commissioner (\`locality demo\`).

- **When and where:** ${about.date}; ${about.machine}
- **With:** ${about.versions}
- **On:** ${whole(about.rows)} lines, seed ${about.seed}
${about.notes.map((note) => `- ${note}`).join('\n')}

## Goals
${unmet.length === 0 ? 'All were met in this run.' : `Not met in this run: ${unmet.join('; ')}.`}

| measure | goal | measured | by CPU | |
|---|---:|---:|---:|---|
${goals.map((goal) => row([goal.measure, goal.goal, goal.measured, goal.byCpu, goal.verdict])).join('\n')}

Goals are judged by wall time. ${sharedWords(steps)}

## Steps
Seconds are wall time. CPU is of the step's own processes, in checks of the product's database too, and of PostgreSQL's in its two steps;
others' CPU is what the rest of the machine used meanwhile. Memory is the peak of the process and of those it started, without PostgreSQL's; for PostgreSQL, of its one backend,
beside 1 GB of shared buffers.

| step | lines | seconds | CPU s | others' CPU s | peak MB | lines a second |
|---|---:|---:|---:|---:|---:|---:|
${steps.map(stepRow).join('\n')}
`
}
