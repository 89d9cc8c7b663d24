import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sql } from '#db'
import type { LakeBuilder } from '#lake'
import type { Ctx } from '#platform'

/** One line as a test needs it; what is not said is an elective stay of a practice at a hospital, priced as billed. */
export interface BilledLine {
  readonly lineId: string
  readonly provider?: string
  readonly practice?: string | null
  readonly pod?: string
  readonly hrg?: string | null
  readonly start?: string
  readonly billedPence: number | null
  /** Null: looked at and not priced, for the reason in `basis`. */
  readonly pricePence?: number | null
  readonly basis?: string
  /** Other columns of the line in the lake, as they stand there. */
  readonly more?: Readonly<Record<string, string | number | null>>
}

export interface BilledMonth {
  readonly month: string
  readonly snapshot?: 'flex' | 'freeze'
  readonly lines: readonly BilledLine[]
  /** False: no price run has seen it. */
  readonly priced?: boolean
  readonly pricedAt?: Date
  /** To whom it was billed, among the organisations; nobody said without. */
  readonly commissioner?: string
}

const quoted = (value: string | number | null | undefined): string =>
  value === null || value === undefined
    ? 'NULL'
    : typeof value === 'number'
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`

const columns = `import_no INTEGER, line_no INTEGER, line_id VARCHAR, provider VARCHAR, site VARCHAR, commissioner VARCHAR, practice VARCHAR,
  patient BIGINT, patient_status VARCHAR, sex VARCHAR, age SMALLINT, pod VARCHAR, local_pod VARCHAR, spell_id VARCHAR,
  attendance_id VARCHAR, start_date DATE, start_time VARCHAR, end_date DATE, admission_method VARCHAR, admission_source VARCHAR,
  discharge_method VARCHAR, discharge_destination VARCHAR, patient_classification VARCHAR, critical_care_days INTEGER,
  rehabilitation_days INTEGER, palliative_days INTEGER, delayed_days INTEGER, hrg VARCHAR, tfc VARCHAR, main_specialty VARCHAR,
  first_attendance VARCHAR, attended VARCHAR, outcome VARCHAR, referral_source VARCHAR, referral_date DATE, ubrn VARCHAR,
  multi_professional VARCHAR, consultation_medium VARCHAR, department_type VARCHAR, attendance_category VARCHAR,
  admin_category VARCHAR, overseas_status VARCHAR, service_code VARCHAR, national_tariff VARCHAR, diagnoses VARCHAR,
  procedures VARCHAR, units DECIMAL(13,3), unit_price DECIMAL(18,8), billed_pence BIGINT, excess_bed_days INTEGER, month VARCHAR,
  snapshot VARCHAR, best_practice VARCHAR, dataset VARCHAR`
const names = columns
  .split(',')
  .filter((part) => !/^\d+\)/.test(part))
  .map((part) => part.trim().split(' ')[0]!)

function lineValues(
  importNo: number,
  month: BilledMonth,
  line: BilledLine,
  at: number,
): Record<string, string | number | null> {
  const start = line.start ?? `${month.month}-05`
  return {
    import_no: importNo,
    line_no: at + 2,
    line_id: line.lineId,
    provider: line.provider ?? 'RAA',
    practice: line.practice === undefined ? 'A99001' : line.practice,
    patient: 4_000_000 + at,
    patient_status: 'nhs-number',
    age: 60,
    pod: line.pod ?? 'EL',
    start_date: start,
    end_date: start,
    hrg: line.hrg === undefined ? 'E01' : line.hrg,
    diagnoses: 'J45',
    units: 1,
    billed_pence: line.billedPence,
    month: month.month,
    snapshot: month.snapshot ?? 'freeze',
    dataset: 'activity',
    ...line.more,
  }
}

const priceOf = (line: BilledLine): number | null =>
  line.pricePence === undefined ? line.billedPence : line.pricePence

async function writeLines(
  builder: LakeBuilder,
  path: string,
  rows: readonly Record<string, string | number | null>[],
): Promise<void> {
  await builder.run(`CREATE TABLE lines (${columns})`)
  const values = rows.map((row) => `(${names.map((name) => quoted(row[name])).join(', ')})`)
  await builder.run(`INSERT INTO lines VALUES ${values.join(', ')}`)
  await builder.run(
    `COPY (SELECT * FROM lines ORDER BY practice, provider, line_no) TO ${quoted(path)} (FORMAT parquet)`,
  )
}

const rollUp = `SELECT l.import_no, l.provider, l.practice, l.pod, l.snapshot, l.dataset, count(*)::BIGINT AS lines,
  coalesce(sum(l.billed_pence), 0)::BIGINT AS billed_pence, count(p.price_pence)::BIGINT AS priced_lines,
  coalesce(sum(p.price_pence), 0)::BIGINT AS price_pence, coalesce(sum(l.billed_pence - p.price_pence), 0)::BIGINT AS difference_pence,
  (count(*) - count(p.price_pence))::BIGINT AS unpriced_lines,
  coalesce(sum(CASE WHEN p.price_pence IS NULL THEN l.billed_pence END), 0)::BIGINT AS unpriced_billed_pence
  FROM lines AS l JOIN prices AS p ON p.import_no = l.import_no AND p.line_no = l.line_no GROUP BY ALL`

async function writePrices(
  builder: LakeBuilder,
  paths: { price: string; rollUp: string },
  importNo: number,
  lines: readonly BilledLine[],
): Promise<void> {
  await builder.run(`CREATE TABLE prices (import_no INTEGER, line_no INTEGER, price_pence BIGINT, price_basis VARCHAR,
    tariff_year VARCHAR, tariff_id INTEGER, base_pence BIGINT, los_days INTEGER, trim_days INTEGER, excess_days INTEGER,
    per_day_pence BIGINT, mff_micro INTEGER, top_up_bp INTEGER, price_note VARCHAR)`)
  const values = lines.map((line, at) => {
    const price = priceOf(line)
    const basis = line.basis ?? (price === null ? 'no-national-price' : 'elective')
    const list = price === null ? `NULL, NULL, NULL` : `'2007/08', 1, ${price}`
    return `(${importNo}, ${at + 2}, ${quoted(price)}, ${quoted(basis)}, ${list}, NULL, NULL, NULL, NULL, 1000000, 0, NULL)`
  })
  await builder.run(`INSERT INTO prices VALUES ${values.join(', ')}`)
  await builder.run(`COPY prices TO ${quoted(paths.price)} (FORMAT parquet)`)
  await builder.run(`COPY (${rollUp}) TO ${quoted(paths.rollUp)} (FORMAT parquet)`)
}

const one = async <T>(rows: Promise<{ rows: T[] }>): Promise<T> => (await rows).rows[0]!

async function registerImport(ctx: Ctx, { commissioner }: BilledMonth): Promise<number> {
  const sha = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  await sql`INSERT INTO activity.received_file (sha256, bytes, first_received_at) VALUES (${sha}, 1, now())`.execute(
    ctx.db,
  )
  const { import_no: importNo } = await one(
    sql<{ import_no: number }>`
    INSERT INTO activity.import (delivery_no, run_id, sha256, file_name, accept_partial, commissioner)
    VALUES (coalesce((SELECT max(i.import_no) FROM activity.import AS i), 0) + 1, 1, ${sha}, 'invented.csv', false, ${commissioner ?? null})
    RETURNING import_no`.execute(ctx.db),
  )
  for (const event of ['received', 'accepted'])
    await sql`INSERT INTO activity.import_event (import_no, event, actor, at) VALUES (${importNo}, ${event}, 'a tester', now())`.execute(
      ctx.db,
    )
  return importNo
}

async function registerLines(ctx: Ctx, importNo: number, month: BilledMonth, path: string): Promise<number> {
  const billed = (lines: readonly BilledLine[]) => lines.reduce((sum, line) => sum + (line.billedPence ?? 0), 0)
  const snapshot = month.snapshot ?? 'freeze'
  for (const provider of new Set(month.lines.map((line) => line.provider ?? 'RAA'))) {
    const own = month.lines.filter((line) => (line.provider ?? 'RAA') === provider)
    await sql`INSERT INTO activity.submission (import_no, provider, month, snapshot, dataset, lines, billed_pence)
      VALUES (${importNo}, ${provider}, ${month.month}, ${snapshot}, 'activity', ${own.length}, ${billed(own)})`.execute(
      ctx.db,
    )
  }
  const { lake_file_id: lakeFileId } = await one(
    sql<{ lake_file_id: number }>`
    INSERT INTO activity.lake_file (import_no, holds, month, dataset, path, sha256, bytes, lines, billed_pence)
    VALUES (${importNo}, 'lines', ${month.month}, 'activity', ${path}, 'x', 1, ${month.lines.length}, ${billed(month.lines)})
    RETURNING lake_file_id`.execute(ctx.db),
  )
  return lakeFileId
}

async function registerPrices(
  ctx: Ctx,
  month: BilledMonth,
  lakeFileId: number,
  price: string,
  rollUpPath: string,
): Promise<void> {
  const at = month.pricedAt ?? ctx.clock.now()
  await sql`INSERT INTO pricing.price_book (book_sha, path, file_sha256, built_at) VALUES ('a-book', 'books/a-book.parquet', 'x', ${at})
    ON CONFLICT DO NOTHING`.execute(ctx.db)
  const { price_run_id: runId } = await one(
    sql<{ price_run_id: number }>`
    INSERT INTO pricing.price_run (month, book_sha, started_at, finished_at, priced_by)
    VALUES (${month.month}, 'a-book', ${at}, ${at}, 'a tester') RETURNING price_run_id`.execute(ctx.db),
  )
  await sql`INSERT INTO pricing.priced_file (price_run_id, lake_file_id, price_path, price_sha256, rollup_path, rollup_sha256,
      lines, billed_pence, priced_lines, price_pence, difference_pence, unpriced_lines, unpriced_billed_pence)
    VALUES (${runId}, ${lakeFileId}, ${price}, 'x', ${rollUpPath}, 'x', ${month.lines.length}, 0, 0, 0, 0, 0, 0)`.execute(
    ctx.db,
  )
}

/** Puts a month of lines, and their prices, where the importer and the price run would, without either. */
export async function billMonth(ctx: Ctx, month: BilledMonth): Promise<{ importNo: number }> {
  const importNo = await registerImport(ctx, month)
  const path = `activity/${month.month}/${importNo}-activity.parquet`
  const paths = {
    price: `prices/${month.month}/${importNo}-1.parquet`,
    rollUp: `rollups/${month.month}/${importNo}-1.parquet`,
  }
  const inLake = (relative: string): string => `${ctx.lake.folder}/${relative}`
  for (const relative of [path, paths.price, paths.rollUp]) await mkdir(dirname(inLake(relative)), { recursive: true })
  await ctx.lake.build(async (builder) => {
    await writeLines(
      builder,
      inLake(path),
      month.lines.map((line, at) => lineValues(importNo, month, line, at)),
    )
    if (month.priced !== false)
      await writePrices(builder, { price: inLake(paths.price), rollUp: inLake(paths.rollUp) }, importNo, month.lines)
  })
  const lakeFileId = await registerLines(ctx, importNo, month, path)
  if (month.priced !== false) await registerPrices(ctx, month, lakeFileId, paths.price, paths.rollUp)
  return { importNo }
}
