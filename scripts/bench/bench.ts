import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packagePath } from '#platform'
import { runStep } from './child.ts'
import { type Figures, goalsOf } from './goals.ts'
import { type About, type Step, report } from './report.ts'
import type { askQuestions } from './steps/ask-questions.ts'
import type { checkMonths } from './steps/check-months.ts'
import type { countRows } from './steps/count-rows.ts'
import type { endMonth } from './steps/end-month.ts'
import type { inventWorld } from './steps/invent-world.ts'
import type { onPostgres } from './steps/on-postgres.ts'
import type { Place } from './steps/place.ts'
import type { priceMonths } from './steps/price-months.ts'
import type { scanColumns } from './steps/scan-columns.ts'
import type { takeIn } from './steps/take-in.ts'
import type { twinPrices } from './steps/twin-prices.ts'

type Of<StepFunction extends (place: Place) => Promise<unknown>> = Awaited<ReturnType<StepFunction>>

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '3500000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: packagePath('docs', 'performance.md') },
    folder: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

async function runAll(place: Place) {
  const invented = await runStep<Of<typeof inventWorld>>('inventWorld', place)
  const counted = await runStep<Of<typeof countRows>>('countRows', place)
  const taken = await runStep<Of<typeof takeIn>>('takeIn', place)
  const scanned = await runStep<Of<typeof scanColumns>>('scanColumns', place)
  const priced = await runStep<Of<typeof priceMonths>>('priceMonths', place)
  const checked = await runStep<Of<typeof checkMonths>>('checkMonths', place)
  const ended = await runStep<Of<typeof endMonth>>('endMonth', place)
  const asked = await runStep<Of<typeof askQuestions>>('askQuestions', place)
  const twin = await runStep<Of<typeof twinPrices>>('twinPrices', place)
  const postgres = await runStep<Of<typeof onPostgres>>('onPostgres', place)
  return { invented, counted, taken, scanned, priced, checked, ended, asked, twin, postgres }
}

type All = Awaited<ReturnType<typeof runAll>>

const steps = ({ invented, counted, taken, scanned, priced, checked, ended, twin, postgres }: All): Step[] => {
  const rows = counted.value.rows
  const { lines } = priced.value
  return [
    {
      what: 'invent people, bills and mistakes, and write the CSV',
      rows,
      ...invented.value,
      peakMegabytes: invented.peakMegabytes,
    },
    {
      what: 'DuckDB count(*) over the CSV, all columns text',
      ...counted.value,
      rows,
      peakMegabytes: counted.peakMegabytes,
    },
    {
      what: 'import: check, type, pseudonymise, encrypt, keep',
      ...taken.value,
      rows: lines,
      peakMegabytes: taken.peakMegabytes,
    },
    {
      what: `raw scan of the ${scanned.value.columns} columns that pricing reads`,
      ...scanned.value,
      rows: lines,
      peakMegabytes: scanned.peakMegabytes,
    },
    {
      what: 'price and roll up, all months',
      ...priced.value.all,
      rows: lines,
      peakMegabytes: priced.peakMegabytes,
    },
    {
      what: 'price and roll up, one month again',
      ...priced.value.one,
      rows: Math.round(lines / priced.value.months),
      peakMegabytes: priced.peakMegabytes,
    },
    {
      what: 'check, all months',
      ...checked.value.all,
      rows: checked.value.lines,
      peakMegabytes: checked.peakMegabytes,
    },
    {
      what: 'check, one month again',
      ...checked.value.one,
      rows: Math.round(checked.value.lines / checked.value.months),
      peakMegabytes: checked.peakMegabytes,
    },
    {
      what: 'month’s end: import',
      ...ended.value.taken,
      rows: ended.value.lines,
      peakMegabytes: ended.peakMegabytes,
    },
    {
      what: 'month’s end: price and roll up',
      ...ended.value.priced,
      rows: ended.value.lines,
      peakMegabytes: ended.peakMegabytes,
    },
    {
      what: 'month’s end: check',
      ...ended.value.checked,
      rows: ended.value.lines,
      peakMegabytes: ended.peakMegabytes,
    },
    {
      what: 'slow twin in TypeScript, one month in memory',
      ...twin.value,
      rows: twin.value.lines,
      peakMegabytes: twin.peakMegabytes,
    },
    {
      what: `PostgreSQL ${postgres.value.version}: COPY and typed insert`,
      ...postgres.value.takenIn,
      rows,
      peakMegabytes: postgres.value.peakMegabytes,
    },
    {
      what: `PostgreSQL ${postgres.value.version}: price and roll up`,
      ...postgres.value.priced,
      rows,
      peakMegabytes: postgres.value.peakMegabytes,
    },
  ]
}

const sumOf = (times: readonly { seconds: number; cpuSeconds: number }[]) => ({
  seconds: times.reduce((sum, { seconds }) => sum + seconds, 0),
  cpuSeconds: times.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
})

function figuresOf({ counted, taken, scanned, priced, checked, ended, asked, twin, postgres }: All): Figures {
  return {
    rows: counted.value.rows,
    count: counted.value,
    ingest: taken.value,
    ingestRows: priced.value.lines,
    ingestPeak: taken.peakMegabytes,
    scan: scanned.value,
    price: priced.value.all,
    pricePeak: priced.peakMegabytes,
    oneMonth: priced.value.one,
    check: checked.value.all,
    checkPeak: checked.peakMegabytes,
    checkOne: checked.value.one,
    monthEnd: sumOf([ended.value.taken, ended.value.priced, ended.value.checked, ended.value.stated]),
    monthEndPrice: ended.value.priced,
    monthEndCheck: sumOf([ended.value.priced, ended.value.checked]),
    monthEndLines: ended.value.lines,
    statementP95: asked.value.month.p95,
    yearP95: asked.value.year.p95,
    practiceP95: asked.value.practice.p95,
    twin: twin.value,
    twinLines: twin.value.lines,
    postgresIngest: postgres.value.takenIn,
    postgresPrice: postgres.value.priced,
  }
}

/** Two engines that price the same lines must come to the same sum, or the race is not one. */
function agreement({ priced, ended, postgres, twin }: All): string {
  const ours = priced.value.pricePence + ended.value.pricePence
  if (ours !== postgres.value.pricePence)
    throw new Error(`PostgreSQL prices all lines at ${postgres.value.pricePence} pence, we at ${ours}`)
  if (twin.value.pricePence !== ended.value.pricePence)
    throw new Error(
      `the twin prices ${twin.value.month} at ${twin.value.pricePence} pence, we at ${ended.value.pricePence}`,
    )
  return `**Agreed:** PostgreSQL's prices of all lines and ours add up to the same penny, and so do the twin's of the last month.`
}

const versionOf = (name: string): string =>
  (
    JSON.parse(
      execFileSync(
        process.execPath,
        ['-p', `JSON.stringify(require(${JSON.stringify(packagePath('package.json'))}).dependencies)`],
        { encoding: 'utf8' },
      ),
    ) as Record<string, string>
  )[name]!

function about(place: Place, all: All, busyBefore: number): About {
  const { invented, counted, checked, ended, postgres } = all
  return {
    rows: counted.value.rows,
    seed: place.seed,
    date: new Date().toISOString().slice(0, 10),
    machine:
      `${cpus().length} cores (${cpus()[0]!.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform} ${process.arch}, ` +
      `load ${busyBefore.toFixed(1)} before the run`,
    versions: `Node ${process.versions.node}, DuckDB for Node ${versionOf('@duckdb/node-api')}, PostgreSQL ${postgres.value.version}`,
    notes: [
      `**World:** ${invented.value.patients.toLocaleString('en-GB')} people, ${invented.value.practices} practices, ${invented.value.providers} providers; ${invented.value.megabytes} MB of CSV`,
      `**Checked:** by ${checked.value.rules} rules, which find ${checked.value.findings.toLocaleString('en-GB')} things in all months and ${ended.value.findings.toLocaleString('en-GB')} in the last; PostgreSQL runs no rules here, so it has no such step`,
      agreement(all),
    ],
  }
}

const busyBefore = loadavg()[0]!
const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'locality-bench-')))
const place: Place = { folder, rows: Number(options.rows), seed: Number(options.seed) }
try {
  const all = await runAll(place)
  const goals = goalsOf(figuresOf(all))
  const text = report(about(place, all, busyBefore), steps(all), goals)
  await writeFile(options.out, text)
  process.stdout.write(text)
} finally {
  if (!options.keep) await rm(folder, { recursive: true, force: true })
}
