import type { LakeBuilder, LakeValue } from '#lake'
import { addDays, daysBetween, toPlainDate } from '#shared'
import type { Reference } from '../reference.ts'
import { dayWeights } from '../world/day-weights.ts'
import type { Hrg } from '../world/price-list.ts'
import { earlier, timeOf } from '../world/time.ts'
import { classes, errands, weightsOf } from '../world/wheels.ts'
import type { World } from '../world/world.ts'

type Rows = readonly (readonly LakeValue[])[]

const slots = 4096
const daySlots = 65_536
const epoch = toPlainDate('1970-01-01')

const seasonNames = ['planned', 'emergency', 'clinic', 'attendance'] as const

function seasonWeights(world: World, reference: Reference): Rows {
  const { from, to } = timeOf(world.size)
  return seasonNames.flatMap((name, at) =>
    dayWeights(reference.seasons[name], reference.seasons.growth, addDays(from, -earlier[name]), to)
      .filter(({ weight }) => weight > 0)
      .map(({ date, weight }) => [5000 + at, daysBetween(epoch, date), weight, daySlots]),
  )
}

const classUse = ({ people }: Reference): Rows =>
  Object.values(people.use).flatMap((weights, kind) => classes.map(({ weight }, at) => [kind, at, weights[weight]!]))

const hrgRows = ({ casemix }: Reference, hrgs: readonly Hrg[]): Rows =>
  hrgs.map((hrg, at) => {
    const chapter = casemix.chapters[hrg.chapter]!
    const level = Math.round(1 / hrg.emergency - 1)
    return [
      at,
      hrg.code,
      chapter.letter,
      level,
      errands.indexOf(chapter.errand),
      hrg.losMean,
      [0.93, 0.7, 0.3, 0.08][level]!,
      chapter.tfc[at % chapter.tfc.length]!,
      hrg.electiveTrim,
      hrg.nonElectiveTrim,
      hrg.shortStayPercent,
      hrg.dayCase !== null,
    ]
  })

const tables = `
  CREATE OR REPLACE TABLE weight (wheel INTEGER, outcome INTEGER, weight DOUBLE, slots INTEGER);
  CREATE OR REPLACE TABLE class_use (kind INTEGER, class INTEGER, weight DOUBLE);
  CREATE OR REPLACE TABLE practice (ix INTEGER, code VARCHAR, group_ix INTEGER, first_patient INTEGER, patients INTEGER,
    tilt DOUBLE, appetite DOUBLE);
  CREATE OR REPLACE TABLE provider (ix INTEGER, code VARCHAR, kind VARCHAR, mff_micro BIGINT, separate BOOLEAN);
  CREATE OR REPLACE TABLE hrg (ix INTEGER, code VARCHAR, letter VARCHAR, level INTEGER, errand INTEGER, los_mean DOUBLE,
    day_case_share DOUBLE, tfc VARCHAR, elective_trim INTEGER, non_elective_trim INTEGER, short_stay_percent INTEGER, is_split BOOLEAN);
  CREATE OR REPLACE TABLE specialty (ix INTEGER, code VARCHAR, surgical BOOLEAN, unpriced BOOLEAN);
  CREATE OR REPLACE TABLE emergency_care (ix INTEGER, hrg VARCHAR);`

/** Puts all that is decided about the world before anybody is drawn into the builder's tables. */
export async function describeWorld(
  builder: LakeBuilder,
  world: World,
  reference: Reference,
  hrgs: readonly Hrg[],
): Promise<void> {
  await builder.run(tables)
  await builder.insertRows(
    'weight',
    weightsOf(world, reference, hrgs).map((weight) => [...weight, slots]),
  )
  await builder.insertRows('weight', seasonWeights(world, reference))
  await builder.insertRows('class_use', classUse(reference))
  await builder.insertRows(
    'practice',
    world.practices.map((p, at) => [at, p.code, p.group, p.firstPatient, p.patients, p.tilt, p.appetite]),
  )
  await builder.insertRows(
    'provider',
    world.providers.map((p, at) => [at, p.code, p.kind, Math.round(p.mff * 1e6), p.separate]),
  )
  await builder.insertRows('hrg', hrgRows(reference, hrgs))
  await builder.insertRows(
    'specialty',
    reference.casemix.specialties.map((s, at) => [at, s.code, s.surgical, s.unpriced]),
  )
  await builder.insertRows(
    'emergency_care',
    reference.casemix.emergency.map(({ hrg }, at) => [at, hrg]),
  )
}
