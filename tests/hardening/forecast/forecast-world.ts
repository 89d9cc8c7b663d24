import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { priceTable, writePriceBook } from '#activity/pricing'
import { type LakeBuilder, openBuilder } from '#lake'
import type { Month } from '#shared'
import { describeWorld } from '../../../src/demonstration/activity/describe-world.ts'
import { drawActivity } from '../../../src/demonstration/activity/draw-activity.ts'
import { priceFacts } from '../../../src/demonstration/files/price-facts.ts'
import { readReference } from '../../../src/demonstration/reference.ts'
import { makeHrgs } from '../../../src/demonstration/world/price-list.ts'
import { timeOf } from '../../../src/demonstration/world/time.ts'
import { makeWorld } from '../../../src/demonstration/world/world.ts'

/** What patients of a practice cost in a month at one point of delivery, before any mistake was planted. */
export interface Spent {
  readonly practice: string
  readonly month: Month
  readonly pod: string
  readonly lines: number
  readonly pence: number
}

export interface ForecastWorld {
  readonly months: readonly Month[]
  readonly practices: readonly string[]
  readonly spent: readonly Spent[]
  /** By how much care grows in a year, as the world was told: every practice's, and nothing else changes between years. */
  readonly growth: number
}

/** The months in which the world is billed: two years. */
const time = { first: '2005-04', last: '2008-03' }

/** Drawn lines as the pricing asks for them: lines as the import leaves them. */
const toPrice = `CREATE OR REPLACE VIEW line_to_price AS
  SELECT 1 AS import_no, d.key::INTEGER AS line_no, d.* EXCLUDE (key, source, birth_date, patient, invented_pence, hrg_ix, class, month_at, units),
    date_sub('year', d.birth_date, d.start_date)::SMALLINT AS age, NULL::BIGINT AS patient, d.units::DECIMAL(13, 3) AS units,
    d.invented_pence::BIGINT AS billed_pence, strftime(d.month_at, '%Y-%m') AS month, NULL::VARCHAR AS site, NULL::INTEGER AS rehabilitation_days,
    NULL::INTEGER AS palliative_days, NULL::INTEGER AS delayed_days, NULL::VARCHAR AS service_code, NULL::DECIMAL(18, 8) AS unit_price,
    NULL::VARCHAR AS best_practice, 'freeze' AS snapshot, 'activity' AS dataset
  FROM drawn_line AS d`

const sums = (priced: string): string => `SELECT l.practice, l.month, l.pod, count(*)::BIGINT AS lines,
    coalesce(sum(coalesce(p.price_pence, l.billed_pence)), 0)::BIGINT AS pence
  FROM line_to_price AS l JOIN ${priced} AS p ON p.line_no = l.line_no GROUP BY ALL ORDER BY ALL`

async function spentIn(builder: LakeBuilder, folder: string, seed: number, patients: number): Promise<ForecastWorld> {
  const reference = readReference()
  const pct = reference.sizes['pct']!
  const lines = Math.round((pct.lines * patients) / pct.patients)
  const world = makeWorld(reference, { ...pct, ...time, both: [], open: [], lines, patients }, seed)
  const hrgs = makeHrgs(reference.casemix, seed)
  const book = join(folder, 'book.parquet')
  await describeWorld(builder, world, reference, hrgs)
  await writePriceBook(builder, priceFacts(world, reference.casemix, hrgs), book)
  await drawActivity(builder, world, 0)
  await builder.run(
    `CREATE TABLE drawn AS FROM drawn_line; CREATE OR REPLACE VIEW drawn_line AS FROM drawn; ${toPrice}`,
  )
  const spent = await builder.read<Spent>(sums(await priceTable(builder, { lines: 'line_to_price', book })))
  return {
    months: timeOf(world.size).months,
    practices: world.practices.map(({ code }) => code),
    spent,
    growth: reference.seasons.growth,
  }
}

/** Invents a commissioner as `locality demo` does, with so many people in 70 practices, and adds up two years of what they cost. */
export async function makeForecastWorld(seed: number, patients: number): Promise<ForecastWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'locality-forecast-'))
  const builder = await openBuilder({ folders: [folder], tempFolder: join(folder, 'spill'), memoryLimit: '3GB' })
  try {
    return await spentIn(builder, folder, seed, patients)
  } finally {
    await builder.close()
    await rm(folder, { recursive: true, force: true })
  }
}
