import { join } from 'node:path'
import type { LakeBuilder } from '#lake'
import type { Job } from '#platform'
import { type Month, type Result, ok, refused, shortDecimal } from '#shared'
import { bnf, earlierLayout, epdLayout } from '../policy/prescribing-policy.view.ts'
import { findBadCells, findBrokenRows } from './bad-rows.step.ts'
import { cellChecks, goodRow, monthCheck } from './cell-checks.ts'
import { type CountedRows, type MonthRefusal, oursSql, partRows, whichMonth } from './count-rows.ts'
import { layoutOf, readHeader } from './epd-header.ts'
import type { ChapterSum, EpdRead, EpdWanted } from './epd-reading.ts'
import { type EpdSource, epdSource, mostBroken } from './epd-source.ts'
import { lakeQuery, quoted } from './lake-query.ts'
import type { FileLook } from './look-at-file.step.ts'

export interface EpdFile {
  readonly look: FileLook
  /** Where `rows.parquet` and `rollup.parquet` are written. */
  readonly staging: string
}

export type EpdRefusal = 'wrong-header' | 'empty' | 'no-practice' | 'unreadable' | MonthRefusal

const here = (file: string): URL => new URL(file, import.meta.url)

async function countRows(builder: LakeBuilder, source: EpdSource): Promise<CountedRows[]> {
  await builder.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans')
  await builder.run(lakeQuery(here('./count-rows.lake.sql'), { file: epdSource(source) }))
  return builder.read<CountedRows>('SELECT t.practice, t.year_month, t.unidentified, t.rows FROM counted AS t')
}

async function layPractices(builder: LakeBuilder, practices: ReadonlySet<string> | 'all'): Promise<void> {
  await builder.run('CREATE OR REPLACE TEMP TABLE kept_practice (practice VARCHAR)')
  if (practices !== 'all')
    await builder.insertRows(
      'kept_practice',
      [...practices].map((practice) => [practice]),
    )
}

interface Sifting {
  readonly source: EpdSource
  readonly month: Month
  readonly practices: ReadonlySet<string> | 'all'
}

/** Takes the good rows out of the file; answers with how many there were. Sorted by practice where that fits into memory. */
async function keepRows(builder: LakeBuilder, { source, month, practices }: Sifting, path: string): Promise<number> {
  const fillings = {
    file: epdSource(source),
    ours: oursSql(practices),
    good: goodRow([...cellChecks, monthCheck(month)]),
    month,
    order: practices === 'all' ? '' : 'ORDER BY practice, bnf_code, quantity, items',
    path: path.replaceAll("'", "''"),
  }
  await builder.run(lakeQuery(here('./keep-rows.lake.sql'), fillings))
  const [kept] = await builder.read<{ rows: number }>(`SELECT count(*) AS rows FROM read_parquet(${quoted(path)})`)
  return kept!.rows
}

async function rollUp(builder: LakeBuilder, staging: string): Promise<Pick<EpdRead, 'rollupRows' | 'sums' | 'exact'>> {
  const [rows, rollup] = [join(staging, 'rows.parquet'), join(staging, 'rollup.parquet')]
  const { drug_code_length: drugs, generic_product: generic } = bnf()
  const fillings = {
    rows: `read_parquet(${quoted(rows)})`,
    drugs: String(drugs),
    generic,
    path: rollup.replaceAll("'", "''"),
  }
  await builder.run(lakeQuery(here('./roll-up.lake.sql'), fillings))
  const from = `read_parquet(${quoted(rollup)})`
  const [whole] = await builder.read<{ rows: number; nic: string; actual: string }>(
    `SELECT count(*) AS rows, sum(r.nic)::VARCHAR AS nic, sum(r.actual_cost)::VARCHAR AS actual FROM ${from} AS r`,
  )
  const sums = await builder.read<ChapterSum>(lakeQuery(here('./sum-chapters.lake.sql'), { rollup: from }))
  const { rows: rollupRows, nic, actual } = whole!
  return { rollupRows, sums, exact: { nic: shortDecimal(nic), actual: shortDecimal(actual) } }
}

const nothing = { rollupRows: 0, sums: [], exact: { nic: '0', actual: '0' } }

const tooBroken = refused(
  'unreadable',
  `More than ${mostBroken.toLocaleString('en-GB')} rows of the file cannot be read at all. Send the file as it was published.`,
)

async function readRegular(
  builder: LakeBuilder,
  { look, staging }: EpdFile,
  wanted: EpdWanted,
  report: Job['report'],
): Promise<Result<EpdRead, EpdRefusal>> {
  const layout = layoutOf([epdLayout(), earlierLayout()], look.titles)
  const columns = readHeader(layout, look.titles)
  if (!columns.ok) return columns
  const source: EpdSource = { path: look.readFrom, isPacked: look.isPacked, layout, columns: columns.value }
  report({ stage: 'Counting rows' })
  const counted = await countRows(builder, source)
  const month = whichMonth(counted, wanted)
  if (!month.ok)
    return counted.length === 0 ? refused('empty', 'There is no row below the header that can be read.') : month
  const practices = wanted.practicesIn(month.value)
  const sifting = { source, month: month.value, practices }
  await layPractices(builder, practices)
  report({ stage: 'Keeping rows', rowsTotal: counted.reduce((sum, { rows }) => sum + rows, 0), rowsDone: 0 })
  const taken = await keepRows(builder, sifting, join(staging, 'rows.parquet'))
  const broken = await findBrokenRows(builder)
  if (broken.rows > mostBroken) return tooBroken
  const parted = partRows(counted, practices)
  report({ stage: 'Checking rows' })
  const bad = await findBadCells(builder, sifting, { missing: parted.ours - taken, broken })
  report({ stage: 'Adding up' })
  const rolled = taken > 0 ? await rollUp(builder, staging) : nothing
  const rejected = broken.rows + bad.rows
  const { left, unidentified, practicesLeft } = parted
  const counts = {
    read: taken + left + unidentified + rejected,
    taken,
    left,
    unidentified,
    rejected,
    practices: new Set(rolled.sums.map(({ practice }) => practice)).size,
    practicesLeft,
  }
  return ok({ month: month.value, counts, rejects: [...broken.rejects, ...bad.rejects], ...rolled })
}

const notRegular = refused(
  'unreadable',
  'The file is not a regular CSV file: some row ends or is quoted in another way than the others. Fetch it again as it was published.',
)

/** The engine gives up on some files as a whole, such as one with a stray end of line: that is the file's fault. */
const isFileFault = (fault: unknown): boolean =>
  fault instanceof Error && /^Invalid Input Error: .*CSV/s.test(fault.message)

/**
 * Reads one month's file in a few passes of the engine, none of which holds it: rows are counted by practice and month, the good
 * ones of the practices wanted are written to Parquet, and only where some are missing is the file gone through for what is
 * wrong. 18 million rows keep within a gigabyte.
 */
export async function readEpd(
  builder: LakeBuilder,
  file: EpdFile,
  wanted: EpdWanted,
  report: Job['report'],
): Promise<Result<EpdRead, EpdRefusal>> {
  try {
    return await readRegular(builder, file, wanted, report)
  } catch (fault) {
    if (isFileFault(fault)) return notRegular
    throw fault
  }
}
