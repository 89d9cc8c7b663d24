import { type Month } from '#shared'
import { timeOf } from '../world/time.ts'
import { type World } from '../world/world.ts'

export type Snapshot = 'flex' | 'freeze'

export interface ActivityFile {
  readonly name: string
  readonly month: Month
  readonly snapshot: Snapshot
}

/** Which snapshots of a month are written: the last month is known only from its first. */
export function snapshotsOf({ size }: World, month: Month): Snapshot[] {
  if (size.open.includes(month)) return ['flex']
  return size.both.includes(month) ? ['flex', 'freeze'] : ['freeze']
}

export const activityFiles = (world: World): ActivityFile[] =>
  timeOf(world.size).months.flatMap((month) =>
    snapshotsOf(world, month).map((snapshot) => ({
      name: `activity-${month}-${snapshot}.csv`,
      month,
      snapshot,
    })),
  )

/** Pricing has a cost for each query, so that small months are priced together; large ones a few at a time, to keep memory. */
const linesTogether = 600_000

export function monthsTogether({ size }: World, months: readonly Month[]): Month[][] {
  const together = Math.max(1, Math.floor((linesTogether * months.length) / size.lines))
  return Array.from({ length: Math.ceil(months.length / together) }, (_, at) =>
    months.slice(at * together, (at + 1) * together),
  )
}
