import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LakeBuilder, openBuilder } from '#lake'
import type { IngestOutcome } from '../../../src/activity/import/ingest/ingest-job.ts'
import { codeLists, knownFormats } from '../../../src/activity/import/formats/read-formats.step.ts'
import { shownName } from '../../../src/activity/import/imports/file-name.ts'
import { ingestOn, prepareEngine } from '../../../src/activity/import/ingest/ingest.step.ts'
import { type FuzzCase, fuzzCase } from './fuzz-case.ts'
import { type Line, type Made, wrongWhole, wrongWith } from './judge.ts'

export interface FuzzReport {
  readonly files: number
  /** Files of which something must not be taken. */
  readonly broken: number
  readonly failures: readonly string[]
}

interface Engine {
  builder: LakeBuilder
  readonly staging: string
  /** Whether anything was made in it since it was last cleared: most broken files do not get so far. */
  isUsed: boolean
}

async function open(engine: Engine): Promise<void> {
  const builder = await openBuilder({
    folders: [engine.staging],
    tempFolder: join(engine.staging, 'spill'),
    threads: 1,
    memoryLimit: '400MB',
  })
  await prepareEngine(builder)
  engine.builder = {
    ...builder,
    run(sql, parameters) {
      engine.isUsed = true
      return builder.run(sql, parameters)
    },
  }
}

export async function openEngine(): Promise<Engine> {
  const engine = { staging: await mkdtemp(join(tmpdir(), 'locality-fuzz-')), isUsed: false } as Engine
  await open(engine)
  return engine
}

async function close({ builder, staging }: Engine): Promise<void> {
  await builder.close()
  await rm(staging, { recursive: true, force: true })
}

async function clear(engine: Engine): Promise<void> {
  const { builder, staging } = engine
  await rm(join(staging, 'work'), { recursive: true, force: true })
  if (!engine.isUsed) return
  const tables = await builder.read<{ name: string }>('SELECT t.table_name AS name FROM duckdb_tables() AS t')
  if (tables.length > 0) await builder.run(tables.map(({ name }) => `DROP TABLE ${name}`).join('; '))
  engine.isUsed = false
}

/** A hang is a fault like any other. */
const patience = 60_000

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>(
    (_, reject) => (timer = setTimeout(() => reject(new Error(`it hung for ${patience / 1000} seconds`)), patience)),
  )
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Reads files as one delivery, the way the reading process does. */
async function ingestAll(
  { builder, staging }: Engine,
  cases: readonly FuzzCase[],
  acceptPartial: boolean,
): Promise<IngestOutcome> {
  const work = join(staging, 'work')
  await rm(work, { recursive: true, force: true })
  await mkdir(work)
  for (const [at, one] of cases.entries()) await writeFile(join(work, `file-${at + 1}`), one.bytes)
  const files = cases.map(({ name }, at) => ({ importNo: at + 1, spool: `file-${at + 1}`, name: shownName(name) }))
  return inTime(
    ingestOn(
      builder,
      {
        staging: work,
        files,
        formats: await knownFormats(),
        lists: await codeLists(),
        snapshot: 'freeze',
        acceptPartial,
        keys: { pseudonym: [Buffer.alloc(32, 1)], vault: { version: 1, key: Buffer.alloc(32, 2) } },
        threads: 1,
        memoryLimit: '400MB',
        maxUnpackedBytes: 64 << 20,
        maxWorkbookBytes: 16 << 20,
      },
      () => undefined,
    ),
  )
}

const columns = `l.import_no, l.line_no AS "row", l.line_id, l.provider, l.practice, l.pod, l.start_date::VARCHAR AS start, l.end_date::VARCHAR AS "end",
  l.billed_pence AS pence, l.month::VARCHAR AS month, l.snapshot::VARCHAR AS snapshot`

async function linesOf(
  { builder, staging }: Engine,
  { files }: IngestOutcome,
): Promise<(Line & { import_no: number })[]> {
  if (files.length === 0) return []
  const paths = files.map(({ made }) => `'${join(staging, 'work', made)}'`)
  return builder.read(`SELECT ${columns} FROM read_parquet([${paths.join(', ')}]) AS l`)
}

async function madeOf(engine: Engine, outcome: IngestOutcome, count: number): Promise<Made[]> {
  const lines = await linesOf(engine, outcome)
  return Promise.all(
    Array.from({ length: count }, async (_, at): Promise<Made> => {
      const own = outcome.submissions.filter(({ importNo }) => importNo === at + 1)
      const rejects = await readFile(join(engine.staging, 'work', `rejects-${at + 1}.csv`), 'utf8').catch(() => '')
      return {
        ...(outcome.refusal && { refusal: outcome.refusal }),
        rejects,
        lines: lines.filter((line) => line.import_no === at + 1).map(({ import_no: _no, ...line }) => line),
        said: {
          lines: own.reduce((sum, one) => sum + one.lines, 0),
          pence: own.reduce((sum, one) => sum + (one.billedPence ?? 0), 0),
        },
      }
    }),
  )
}

async function take(engine: Engine, cases: readonly FuzzCase[], acceptPartial: boolean): Promise<Made[]> {
  try {
    return await madeOf(engine, await ingestAll(engine, cases, acceptPartial), cases.length)
  } finally {
    await clear(engine).catch(() => undefined)
  }
}

const told = (one: FuzzCase, what: string): string =>
  `seed ${one.seed} (${one.story}; ${one.name.slice(0, 40)}): ${what}`

/** After a crash the engine may be unusable, so it is made anew. */
async function renew(engine: Engine): Promise<void> {
  await engine.builder.close().catch(() => undefined)
  await open(engine)
}

/** One file alone, both ways; every fourth without leave to take a part. */
export async function tryAlone(engine: Engine, one: FuzzCase, alsoWhole: boolean): Promise<string[]> {
  try {
    const [made] = await take(engine, [one], true)
    const wrong =
      wrongWith(one, made!) ?? (alsoWhole ? wrongWhole(one, (await take(engine, [one], false))[0]!) : undefined)
    return wrong === undefined ? [] : [told(one, wrong)]
  } catch (fault) {
    await renew(engine)
    return [told(one, `it crashed: ${fault instanceof Error ? fault.message : fault}`)]
  }
}

/**
 * Files of which something should be taken are given together, as parts of one delivery: that is quicker, and proves
 * that they do not disturb one another. Where something is wrong, each is tried alone.
 */
async function tryTogether(engine: Engine, cases: readonly FuzzCase[]): Promise<string[]> {
  const made = await take(engine, cases, true).catch(() => undefined)
  const wrong = made?.flatMap((each, at) => {
    const what = wrongWith(cases[at]!, each)
    return what === undefined ? [] : [told(cases[at]!, what)]
  })
  if (wrong?.length === 0) return []
  if (!made) await renew(engine)
  const alone: string[] = []
  for (const one of cases) alone.push(...(await tryAlone(engine, one, false)))
  return alone.length > 0
    ? alone
    : [`together, not alone: ${wrong?.join('; ') ?? `seeds ${cases.map(({ seed }) => seed).join()} crashed`}`]
}

const together = 20

const isForTogether = ({ fate, seed }: FuzzCase): boolean => fate.kind === 'lines' && !fate.orLess && seed % 25 !== 0

export interface FuzzSetting {
  readonly count: number
  readonly seed: number
  readonly engines?: number
  report?(done: number, failures: number): void
  /** Time is up: what was begun is ended and no more is begun. */
  isLate?(): boolean
}

export async function runFuzz({
  count,
  seed,
  engines = 2,
  report = () => undefined,
  isLate = () => false,
}: FuzzSetting): Promise<FuzzReport> {
  const failures: string[] = []
  let [next, done, broken] = [0, 0, 0]
  const work = async (): Promise<void> => {
    const engine = await openEngine()
    let waiting: FuzzCase[] = []
    const more = (): boolean => next < count && !isLate()
    while (more() || waiting.length > 0) {
      const one = more() ? fuzzCase(seed + next++) : undefined
      if (one && (one.fate.kind === 'refused' || one.fate.rejected.size > 0 || one.fate.orLess)) broken++
      if (one && isForTogether(one)) waiting.push(one)
      else if (one) failures.push(...(await tryAlone(engine, one, one.seed % 4 === 0)))
      if (waiting.length >= together || (waiting.length > 0 && !more())) {
        failures.push(...(await tryTogether(engine, waiting)))
        waiting = []
      }
      if (one) report(++done, failures.length)
    }
    await close(engine)
  }
  await Promise.all(Array.from({ length: engines }, work))
  return { files: done, broken, failures }
}

if (process.argv[2] === 'seed') {
  const engine = await openEngine()
  const one = fuzzCase(Number(process.argv[3]))
  process.stdout.write(`${one.story}\n${one.bytes.subarray(0, 3000).toString('latin1')}\n`)
  process.stdout.write(`${(await tryAlone(engine, one, true)).join('\n')}\n`)
  await close(engine)
}
