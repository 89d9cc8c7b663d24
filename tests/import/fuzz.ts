import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LakeBuilder, openBuilder } from '#lake'
import { type IngestOutcome } from '../../src/activity/import/ingest/ingest-job.ts'
import { ingestOn, prepareEngine } from '../../src/activity/import/ingest/ingest.step.ts'
import { codeLists, knownFormats } from '../../src/activity/import/formats/read-formats.step.ts'
import { type FuzzCase, fuzzCase } from './fuzz-cases.ts'

export interface FuzzFailure {
  readonly seed: number
  readonly story: string
  readonly what: string
}

export interface FuzzReport {
  readonly files: number
  readonly broken: number
  readonly seconds: number
  readonly failures: readonly FuzzFailure[]
}

interface Engine {
  readonly builder: LakeBuilder
  readonly staging: string
}

async function openEngine(): Promise<Engine> {
  const staging = await mkdtemp(join(tmpdir(), 'locality-fuzz-'))
  const builder = await openBuilder({ folders: [staging], tempFolder: join(staging, 'spill'), threads: 1, memoryLimit: '256MB' })
  await prepareEngine(builder)
  return { builder, staging }
}

async function clear({ builder, staging }: Engine): Promise<void> {
  const tables = await builder.read<{ name: string }>('SELECT t.table_name AS name FROM duckdb_tables() AS t')
  for (const { name } of tables) await builder.run(`DROP TABLE ${name}`)
  for (const name of ['made-1', 'rejects-1.csv', 'file', 'file.canonical', 'file.unpacked', 'file.unpacked.canonical'])
    await rm(join(staging, name), { recursive: true, force: true })
}

async function ingestCase(engine: Engine, one: FuzzCase, acceptPartial: boolean): Promise<IngestOutcome> {
  await writeFile(join(engine.staging, 'file'), one.bytes)
  return ingestOn(engine.builder, {
    staging: engine.staging, files: [{ importNo: 1, spool: 'file', name: 'fuzzed.csv' }], formats: await knownFormats(), lists: await codeLists(), snapshot: 'freeze', acceptPartial,
    keys: { pseudonym: Buffer.alloc(32, 1), vault: Buffer.alloc(32, 2) }, threads: 1, memoryLimit: '256MB',
    maxUnpackedBytes: 1 << 26, maxWorkbookBytes: 1 << 24,
  }, () => undefined)
}

/** A message is a sentence or more, ends as one, and says something to do. */
const saysWhatToDo = (message: string): boolean =>
  message.length > 30 && /[.)”]$/.test(message) &&
  /\b(Send|Write|Correct|Add|Fill|Give|Leave|Use|Save|Put|Name|Pack|Split|Round|Check|Separate|Remove|remove|Begin|import again|open it)\b/.test(message)

async function takenLines({ builder, staging }: Engine, outcome: IngestOutcome) {
  const files = outcome.files.map(({ made }) => `'${join(staging, made)}'`).join(', ')
  return builder.read<{ line_id: string; pence: number; start: string; month: string; row: number }>(
    `SELECT l.line_id, l.billed_pence AS pence, l.start_date::VARCHAR AS start, l.month::VARCHAR AS month, l.line_no AS "row" FROM read_parquet([${files}]) AS l`)
}

async function wrongLines(engine: Engine, one: FuzzCase, outcome: IngestOutcome, expected: number): Promise<string | undefined> {
  const lines = await takenLines(engine, outcome)
  if (lines.length !== expected) return `${lines.length} lines were taken and ${expected} should have been`
  const wrong = lines.find((line) => {
    const meant = one.lines.get(line.line_id)
    return !meant || meant.pence !== line.pence || meant.start !== line.start || meant.month !== line.month
  })
  return wrong && `the line ${JSON.stringify(wrong)} is not what the file says`
}

async function judge(engine: Engine, one: FuzzCase): Promise<string | undefined> {
  const outcome = await ingestCase(engine, one, false)
  if (one.verdict.kind === 'taken') {
    if (outcome.refusal) {
      const rejects = await readFile(join(engine.staging, 'rejects-1.csv'), 'utf8').catch(() => '')
      return `a good file was refused: ${outcome.refusal.message} ${rejects}`
    }
    return wrongLines(engine, one, outcome, one.lines.size)
  }
  if (!outcome.refusal || outcome.files.length > 0) return 'a broken file was taken'
  if (!saysWhatToDo(outcome.refusal.message)) return `the message does not say what to do: ${outcome.refusal.message}`
  return one.verdict.kind === 'rejected' ? judgeRejects(engine, one, outcome, one.verdict.rows) : undefined
}

async function judgeRejects(engine: Engine, one: FuzzCase, outcome: IngestOutcome, rows: readonly number[]): Promise<string | undefined> {
  if (outcome.refusal?.code !== 'rejects') return `the file was refused as ${outcome.refusal?.code}: ${outcome.refusal?.message}`
  const text = await readFile(join(engine.staging, 'rejects-1.csv'), 'utf8')
  const rejects = text.trim().split('\n').slice(1)
  const found = [...new Set(rejects.map((line) => Number(line.split(',')[0])))]
  if (JSON.stringify(found) !== JSON.stringify(rows)) return `rows ${found.join()} were rejected and ${rows.join()} should have been: ${text}`
  if (!rejects.every((line) => /[.]"?$/.test(line))) return `a reject does not say what to do: ${text}`
  return /94347659/.test(text) ? 'a reject shows an NHS number' : undefined
}

/** A part taken is the good rows and nothing else. */
async function judgePart(engine: Engine, one: FuzzCase): Promise<string | undefined> {
  if (one.verdict.kind !== 'rejected') return undefined
  await clear(engine)
  const outcome = await ingestCase(engine, one, true)
  const bad = one.verdict.rows.filter((row) => row - 2 < one.lines.size).length
  const expected = one.lines.size - bad
  if (expected === 0) return outcome.refusal ? undefined : 'a file without a good row was taken'
  return outcome.refusal ? `a part was refused: ${outcome.refusal.message}` : wrongLines(engine, one, outcome, expected)
}

async function tryCase(engine: Engine, one: FuzzCase): Promise<FuzzFailure | undefined> {
  const failed = (what: string): FuzzFailure => ({ seed: one.seed, story: one.story, what })
  try {
    const what = (await judge(engine, one)) ?? (one.seed % 4 === 0 ? await judgePart(engine, one) : undefined)
    return what === undefined ? undefined : failed(what)
  } catch (fault) {
    return failed(`it crashed: ${fault instanceof Error ? fault.message : fault}`)
  } finally {
    await clear(engine)
  }
}

/** Gives the reader files of consecutive seeds: none may crash it, be wrongly taken, or be refused without a word of advice. */
export async function runFuzz({ count, seed, engines = 2, onFile = () => undefined }: {
  count: number; seed: number; engines?: number; onFile?: (done: number) => void
}): Promise<FuzzReport> {
  const began = performance.now()
  const failures: FuzzFailure[] = []
  let next = 0
  let broken = 0
  const work = async (): Promise<void> => {
    const engine = await openEngine()
    while (next < count) {
      const one = fuzzCase(seed + next++)
      if (one.verdict.kind !== 'taken') broken++
      const failure = await tryCase(engine, one)
      if (failure) failures.push(failure)
      onFile(next)
    }
    await engine.builder.close()
    await rm(engine.staging, { recursive: true, force: true })
  }
  await Promise.all(Array.from({ length: engines }, work))
  return { files: count, broken, failures, seconds: (performance.now() - began) / 1000 }
}
