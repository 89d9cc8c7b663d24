import type { Month } from '#shared'
import { timeOf } from '../world/time.ts'
import type { World } from '../world/world.ts'

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

/** Reading and pricing cost something to begin with, so small months are worked on together; large ones a few at a time. */
const linesTogether = 600_000

function together<Item>({ size }: World, items: readonly Item[]): Item[][] {
  const linesEach = size.lines / timeOf(size).months.length
  const count = Math.max(1, Math.floor(linesTogether / linesEach))
  return Array.from({ length: Math.ceil(items.length / count) }, (_, at) => items.slice(at * count, (at + 1) * count))
}

export const monthsTogether = (world: World): Month[][] => together(world, timeOf(world.size).months)

/** Files that are sent in as one delivery. */
export const deliveriesOf = (world: World): ActivityFile[][] => together(world, activityFiles(world))
