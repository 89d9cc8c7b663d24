import type { LakeBuilder } from '#lake'
import { query } from '../query.ts'
import { earlier, timeOf } from '../world/time.ts'
import type { World } from '../world/world.ts'

/**
 * How many of each to draw so that about the lines wanted are left: some draws begin before the time or end after it, some fall to
 * people who have moved or on top of a stay. The factors were measured on 3.5 million lines.
 */
export function drawCounts(
  lines: number,
  days: number,
): Record<'stays' | 'referrals' | 'attendances' | 'images', number> {
  const reaching = (before: number): number => (days + before) / days
  return {
    stays: Math.round(lines * 0.2 * 1.17 * reaching(earlier.emergency)),
    referrals: Math.round(lines * 0.65 * 0.425 * reaching(earlier.clinic)),
    attendances: Math.round(lines * 0.15 * 0.69),
    images: Math.round(lines * 0.012 * reaching(earlier.clinic)),
  }
}

/** In this order; the wheels are made again when it is known how many people of each class there are. */
const queries = [
  'draw-macros.lake.sql',
  'make-wheels.lake.sql',
  'make-people.lake.sql',
  'make-wheels.lake.sql',
  'make-stays.lake.sql',
  'make-clinics.lake.sql',
  'make-attendances.lake.sql',
  'make-lines.lake.sql',
] as const

/** The lines of one block of people, as they ought to be billed, in the builder's table `line`. */
export async function drawActivity(builder: LakeBuilder, world: World, block: number): Promise<void> {
  const { size } = world
  const { from, to, days } = timeOf(size)
  const counts = drawCounts(size.lines / size.blocks, days)
  const people = size.patients / size.blocks
  const clinicKey = counts.stays * 4
  const attendanceKey = clinicKey + counts.referrals * 8
  const values: Record<string, string | number> = {
    ...counts,
    salt: world.seed * 1000 + block,
    block_first: block * people,
    block_next: (block + 1) * people,
    first_day: from,
    last_day: to,
    days,
    clinic_key: clinicKey,
    attendance_key: attendanceKey,
    image_key: attendanceKey + Math.max(counts.stays, counts.attendances) * 2 + 2,
  }
  const settings = Object.entries(values).map(
    ([name, value]) => `SET VARIABLE ${name} = ${typeof value === 'number' ? value : `'${value}'`};`,
  )
  await builder.run(settings.join('\n'))
  await builder.run('DELETE FROM weight WHERE wheel >= 4000 AND wheel < 4005')
  for (const file of queries) await builder.run(query(`activity/${file}`))
}
