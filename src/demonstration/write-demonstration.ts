import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BookFacts } from '#activity/pricing'
import { type LakeBuilder, openBuilder } from '#lake'
import { type Pence, toPence } from '#shared'
import { describeWorld } from './activity/describe-world.ts'
import { ageWeightsFile, envelopeFile, needIndexFile } from './files/budget-files.ts'
import { contractFiles } from './files/contract-files.ts'
import { membershipsFile, organisationsFile } from './files/organisation-files.ts'
import { prescribingFile, prescribingFiles } from './files/prescribing-files.ts'
import { priceFacts } from './files/price-facts.ts'
import { readMe } from './files/read-me.ts'
import { localPricesFile, tariffFolder, tariffFolderName } from './files/tariff-files.ts'
import { writeActivity } from './files/write-activity.ts'
import { query } from './query.ts'
import { type CaseMix, type Reference, readReference, readSizes } from './reference.ts'
import { type Hrg, makeHrgs } from './world/price-list.ts'
import { type World, makeWorld } from './world/world.ts'

export interface FilesWanted {
  /** A name of `reference/demonstration/sizes.yaml`. */
  readonly size: string
  readonly seed: number
  /** Where the files are to lie; made if it is not there. */
  readonly folder: string
  /** About how many lines, where it is not to be what the size says: for benches. */
  readonly lines?: number
  readonly report?: (stage: string, done: number, total: number) => void
}

/** What was planted of one kind of mistake. */
export interface Planted {
  readonly rule: string
  readonly kind: string
  readonly words: string
  readonly lines: number
  readonly over_pence: Pence
  readonly under_pence: Pence
}

export interface FilesWritten {
  readonly world: World
  readonly lines: number
  readonly billedPence: Pence
  readonly planted: readonly Planted[]
  /** Names of tariff years, and of files, in the folder. */
  readonly years: readonly string[]
}

export const sizeNames: readonly string[] = Object.keys(readSizes())

/** A smaller or larger set keeps its years and the lines of each person: people grow with the lines. */
function worldOf(
  reference: Reference,
  { size: name, seed, lines }: Pick<FilesWanted, 'size' | 'seed' | 'lines'>,
): World {
  const size = reference.sizes[name]
  if (!size) throw new RangeError(`no such size: ${name}`)
  if (lines === undefined) return makeWorld(reference, size, seed)
  const patients = Math.max(
    size.practices * 20,
    Math.round((size.patients * lines) / size.lines / size.blocks) * size.blocks,
  )
  return makeWorld(reference, { ...size, lines, patients }, seed)
}

/** The prices of an invented commissioner, for those who price its lines in another way. */
export function demonstrationPrices(wanted: Pick<FilesWanted, 'size' | 'seed' | 'lines'>): BookFacts {
  const reference = readReference()
  return priceFacts(worldOf(reference, wanted), reference.casemix, makeHrgs(reference.casemix, wanted.seed))
}

async function writeLists(folder: string, world: World, casemix: CaseMix, hrgs: readonly Hrg[]): Promise<string[]> {
  await writeFile(join(folder, 'organisations.csv'), organisationsFile(world))
  await writeFile(join(folder, 'memberships.csv'), membershipsFile(world))
  await writeFile(join(folder, 'local-prices.csv'), localPricesFile(world, casemix))
  for (const [name, text] of Object.entries(contractFiles(world, casemix))) await writeFile(join(folder, name), text)
  const years = Object.keys(casemix.uplift).toSorted()
  for (const year of years) {
    const target = join(folder, tariffFolderName(year))
    await mkdir(target, { recursive: true })
    const files = tariffFolder(world, casemix, hrgs, casemix.uplift[year]!)
    for (const [name, text] of Object.entries(files)) await writeFile(join(target, name), text)
  }
  return years
}

async function writeMoney(folder: string, world: World, { money, people }: Reference): Promise<void> {
  await writeFile(join(folder, 'envelope.csv'), envelopeFile(world, money))
  await writeFile(join(folder, 'need-index.csv'), needIndexFile(world, money))
  await writeFile(join(folder, 'age-weights.csv'), ageWeightsFile(money, people))
}

async function writePrescribing(folder: string, world: World, { formulary }: Reference): Promise<void> {
  for (const { month, name } of prescribingFiles(world, formulary))
    await writeFile(join(folder, name), prescribingFile({ world, formulary, month }))
}

/** Writes all the files of an invented commissioner. The same size and seed write the same bytes. */
export async function writeDemonstration(wanted: FilesWanted): Promise<FilesWritten> {
  const { folder, seed, size, report = () => undefined } = wanted
  const reference = readReference()
  const world = worldOf(reference, wanted)
  const hrgs = makeHrgs(reference.casemix, seed)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'README.txt'), readMe(world, size))
  const years = await writeLists(folder, world, reference.casemix, hrgs)
  await writePrescribing(folder, world, reference)
  await writeMoney(folder, world, reference)
  const builder = await openBuilder({
    folders: [folder],
    tempFolder: join(folder, 'spill'),
    memoryLimit: '3GB',
  })
  try {
    await describeWorld(builder, world, reference, hrgs)
    await writeActivity(builder, {
      world,
      facts: priceFacts(world, reference.casemix, hrgs),
      mistakes: reference.mistakes,
      folder,
      report,
    })
    return { world, years, ...(await sumUp(builder, world)) }
  } finally {
    await builder.close()
  }
}

async function sumUp(
  builder: LakeBuilder,
  { size }: World,
): Promise<Pick<FilesWritten, 'planted' | 'lines' | 'billedPence'>> {
  await builder.run('CREATE OR REPLACE TABLE open_month (month VARCHAR)')
  await builder.insertRows(
    'open_month',
    size.open.map((month) => [month]),
  )
  const planted = await builder.read<Planted>(query('files/sum-answers.lake.sql'))
  const [total] = await builder.read<{ lines: number; pence: number }>(
    'SELECT sum(t.lines)::BIGINT AS lines, sum(t.billed_pence)::BIGINT AS pence FROM total AS t',
  )
  return { planted, lines: total!.lines, billedPence: toPence(total!.pence) }
}
