import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BookFacts, priceTable, writePriceBook } from '#activity/pricing'
import type { LakeBuilder } from '#lake'
import type { Month } from '#shared'
import { drawActivity } from '../activity/draw-activity.ts'
import { query, quoted } from '../query.ts'
import type { Mistake } from '../reference.ts'
import type { World } from '../world/world.ts'
import { type ActivityFile, activityFiles, monthsTogether } from './activity-files.ts'
import { prepareMistakes } from '../mistakes/prepare-mistakes.ts'

/** Numbers of the lines of one block stay below this; ten blocks fit into a 32-bit line number. */
const blockRoom = 200_000_000

async function drawBlock(builder: LakeBuilder, world: World, block: number, folder: string): Promise<void> {
  const lines = quoted(join(folder, `lines-${block}.parquet`))
  await drawActivity(builder, world, block)
  await builder.run(query('activity/count-lists.lake.sql'))
  await builder.run(
    `COPY drawn_line TO ${lines} (FORMAT parquet); CREATE OR REPLACE VIEW drawn_block AS SELECT * FROM read_parquet(${lines})`,
  )
  await builder.run(query('activity/settle-deaths.lake.sql'))
  await builder.run('DROP TABLE stay; DROP TABLE clinic; DROP TABLE attendance')
  await builder.run(`SET VARIABLE block_offset = ${block * blockRoom}`)
  await builder.run(query('mistakes/choose-mistakes.lake.sql'))
  await builder.run(query('mistakes/make-versions.lake.sql'))
  const target = quoted(join(folder, `block-${block}`))
  await builder.run(`COPY version TO ${target} (FORMAT parquet, PARTITION_BY (month), WRITE_PARTITION_COLUMNS true)`)
}

async function billMonths(builder: LakeBuilder, parts: string, months: readonly Month[], book: string): Promise<void> {
  const globs = months.map((month) => quoted(join(parts, 'block-*', `month=${month}`, '*.parquet'))).join(', ')
  await builder.run(
    `CREATE OR REPLACE VIEW version_billed AS SELECT * FROM read_parquet([${globs}], hive_partitioning = false)`,
  )
  await builder.run(query('files/lines-to-price.lake.sql'))
  await builder.run(
    `CREATE OR REPLACE TABLE priced AS FROM ${await priceTable(builder, { lines: 'line_to_price', book })}`,
  )
  await builder.run(query('files/bill-lines.lake.sql'))
  await builder.run(query('files/add-total.lake.sql'))
}

async function writeSnapshot(
  builder: LakeBuilder,
  world: World,
  file: ActivityFile,
  { parts, folder }: Folders,
): Promise<void> {
  const hasBoth = world.size.both.includes(file.month)
  const glob = quoted(join(parts, 'block-*', `month=${file.month}`, '*.parquet'))
  await builder.run(
    `CREATE OR REPLACE VIEW version_of_month AS SELECT * FROM read_parquet(${glob}, hive_partitioning = false)`,
  )
  await builder.run(
    `SET VARIABLE month = '${file.month}'; SET VARIABLE snapshot = '${file.snapshot}'; SET VARIABLE has_both = ${hasBoth};`,
  )
  await builder.run(query('files/write-month.lake.sql'))
  await builder.run(query('files/write-answers.lake.sql'))
  await builder.run(`COPY activity_file TO ${quoted(join(folder, file.name))} (FORMAT csv, HEADER true)`)
}

const writeTable = (builder: LakeBuilder, rows: string, path: string): Promise<void> =>
  builder.run(`COPY (SELECT * FROM ${rows}) TO ${quoted(path)} (FORMAT csv, HEADER true)`)

interface Folders {
  readonly parts: string
  readonly folder: string
}

export interface ActivityWanted {
  readonly world: World
  readonly facts: BookFacts
  readonly mistakes: readonly Mistake[]
  readonly folder: string
  readonly report: (stage: string, done: number, total: number) => void
}

/**
 * Draws the people and their care, plants the mistakes, prices every version of every line by the pricing of the product, and writes
 * a file for each snapshot of each month and the answers. The builder must have been told about the world.
 */
export async function writeActivity(builder: LakeBuilder, wanted: ActivityWanted): Promise<void> {
  const { world, folder, report } = wanted
  const parts = join(folder, 'parts')
  const book = join(parts, 'book.parquet')
  await mkdir(parts, { recursive: true })
  await writePriceBook(builder, wanted.facts, book)
  await prepareMistakes(builder, world, wanted.mistakes)
  for (let block = 0; block < world.size.blocks; block += 1) {
    report('drawing people and their care', block, world.size.blocks)
    await drawBlock(builder, world, block, parts)
  }
  await writeMonths(builder, wanted, parts, book)
  await writeTable(builder, 'answer ORDER BY month, snapshot, provider, line_id', join(folder, 'answer-key.csv'))
  await writeTable(builder, 'list_size ORDER BY date, practice, sex, age_band', join(folder, 'list-sizes.csv'))
  await rm(parts, { recursive: true })
}

async function writeMonths(
  builder: LakeBuilder,
  { world, folder, report }: ActivityWanted,
  parts: string,
  book: string,
): Promise<void> {
  const files = activityFiles(world)
  for (const months of monthsTogether(world)) {
    const first = files.findIndex(({ month }) => month === months[0])
    report('pricing and writing bills', first, files.length)
    await billMonths(builder, parts, months, book)
    for (const [at, file] of files.filter(({ month }) => months.includes(month)).entries()) {
      report('pricing and writing bills', first + at, files.length)
      await writeSnapshot(builder, world, file, { parts, folder })
    }
  }
}
