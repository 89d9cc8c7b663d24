import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BookFacts, priceTable, writePriceBook } from '#activity/pricing'
import { type LakeBuilder, type LakeValue, openBuilder } from '#lake'
import { generatedFacts, generatedLine } from './generated-lines.ts'
import { type OracleLine, priceLine } from './price-line.ts'
import { chance } from './chance.ts'

export interface TwinReport {
  readonly lines: number
  readonly bases: Readonly<Record<string, number>>
  /** The first differences found, in words; none is what everybody hopes for. */
  readonly differences: readonly string[]
}

const columns = `import_no INTEGER, line_no INTEGER, provider VARCHAR, pod VARCHAR, local_pod VARCHAR, spell_id VARCHAR, start_date DATE,
  end_date DATE, age SMALLINT, admission_method VARCHAR, critical_care_days INTEGER, rehabilitation_days INTEGER, palliative_days INTEGER,
  delayed_days INTEGER, hrg VARCHAR, tfc VARCHAR, first_attendance VARCHAR, attended VARCHAR, multi_professional VARCHAR,
  department_type VARCHAR, service_code VARCHAR, national_tariff VARCHAR, best_practice VARCHAR, units DECIMAL(13,3), billed_pence BIGINT`

const milliText = (milli: number): string =>
  `${milli < 0 ? '-' : ''}${Math.floor(Math.abs(milli) / 1000)}.${String(Math.abs(milli) % 1000).padStart(3, '0')}`

export const lakeRow = (line: OracleLine, lineNo: number): LakeValue[] => [
  1,
  lineNo,
  line.provider,
  line.pod,
  line.localPod,
  line.spellId,
  line.startDate,
  line.endDate,
  line.age,
  line.admissionMethod,
  line.criticalCareDays,
  line.rehabilitationDays,
  line.palliativeDays,
  line.delayedDays,
  line.hrg,
  line.tfc,
  line.firstAttendance,
  line.attended,
  line.multiProfessional,
  line.departmentType,
  line.serviceCode,
  line.nationalTariff,
  line.bestPractice,
  line.unitsMilli === null ? null : milliText(line.unitsMilli),
  line.billedPence,
]

export interface SqlPrice {
  readonly line_no: number
  readonly price_pence: number | null
  readonly price_basis: string
  readonly excess_days: number | null
}

/** A builder on a folder of its own; close it. */
export async function openTwinBuilder(): Promise<{ builder: LakeBuilder; folder: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-twin-'))
  const tempFolder = join(folder, 'spill')
  const builder = await openBuilder({ folders: [folder], tempFolder, threads: 2, memoryLimit: '1GB' })
  const close = async () => {
    await builder.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { builder, folder, close }
}

export async function withBuilder<T>(work: (builder: LakeBuilder, folder: string) => Promise<T>): Promise<T> {
  const { builder, folder, close } = await openTwinBuilder()
  return await work(builder, folder).finally(close)
}

const books = new WeakMap<LakeBuilder, Map<BookFacts, string>>()

/** Each builder writes the book of the same facts once. */
async function bookOf(builder: LakeBuilder, folder: string, facts: BookFacts): Promise<string> {
  const written = books.get(builder) ?? new Map<BookFacts, string>()
  books.set(builder, written)
  const path = written.get(facts) ?? join(folder, `book-${written.size}.parquet`)
  if (!written.has(facts)) await writePriceBook(builder, facts, path)
  written.set(facts, path)
  return path
}

const pricedColumns = 'line_no, price_pence, price_basis, excess_days'

/** Prices lines by the SQL of the product; rows in the order of the lines. */
export async function priceBySql<Row = SqlPrice>(
  builder: LakeBuilder,
  folder: string,
  facts: BookFacts,
  lines: readonly OracleLine[],
  wanted = pricedColumns,
): Promise<Row[]> {
  const book = await bookOf(builder, folder, facts)
  await builder.run(`CREATE OR REPLACE TABLE line (${columns})`)
  await builder.insertRows(
    'line',
    lines.map((line, at) => lakeRow(line, at + 2)),
  )
  const prices = await priceTable(builder, { lines: 'line', book })
  return await builder.read<Row>(`SELECT ${wanted} FROM ${prices} ORDER BY line_no`)
}

const extraDayLine = /^(EL|NEL|NELNE)XBD$/

export const spellsBilledApart = (lines: readonly OracleLine[]): Set<string> =>
  new Set(
    lines
      .filter(({ pod, spellId }) => extraDayLine.test(pod) && spellId !== null)
      .map(({ provider, spellId }) => `${provider} ${spellId}`),
  )

function differencesOf(facts: BookFacts, lines: readonly OracleLine[], prices: readonly SqlPrice[]): string[] {
  const apart = spellsBilledApart(lines)
  return lines.flatMap((line, at) => {
    const sql = prices[at]!
    const twin = priceLine(facts, line, apart)
    const pence = twin.pence === null ? null : Number(twin.pence)
    const agrees = sql.price_pence === pence && sql.price_basis === twin.basis && sql.excess_days === twin.excessDays
    return agrees
      ? []
      : [
          `SQL ${sql.price_basis} ${sql.price_pence} (${sql.excess_days}), twin ${twin.basis} ${pence} (${twin.excessDays}): ${JSON.stringify(line)}`,
        ]
  })
}

/** Prices generated lines twice, by SQL and by the slow twin, and says where they differ. */
export async function runTwin({
  count,
  seed,
  batch = 50_000,
}: {
  count: number
  seed: number
  batch?: number
}): Promise<TwinReport> {
  const draw = chance(seed)
  const facts = generatedFacts(draw)
  const bases: Record<string, number> = {}
  const differences: string[] = []
  await withBuilder(async (builder, folder) => {
    for (let done = 0; done < count; done += batch) {
      const lines = Array.from({ length: Math.min(batch, count - done) }, () => generatedLine(draw))
      const prices = await priceBySql(builder, folder, facts, lines)
      for (const { price_basis: basis } of prices) bases[basis] = (bases[basis] ?? 0) + 1
      differences.push(...differencesOf(facts, lines, prices).slice(0, 20 - differences.length))
    }
  })
  return { lines: count, bases, differences }
}
