import type { Ctx } from '#platform'
import { type MonthFiles, filesWithPrice, filesWithoutPrice } from './month-files.view.ts'
import { type Waiting, outdatedWarning, pricedNote, snapshotNote, sourceNote, unpricedWarning } from './month-words.ts'
import type { PriceAge } from './price-age.view.ts'

export interface Said {
  readonly notes: readonly string[]
  /** What must not be missed: also said on standard error. */
  readonly warnings: readonly string[]
}

function monthWarnings(files: MonthFiles, age: PriceAge, waiting?: Waiting): string[] {
  const isWaiting = waiting ? waiting.lines > 0 : filesWithoutPrice(files).length > 0
  const every = filesWithPrice(files).length === 0
  return [
    ...(isWaiting ? [unpricedWarning(files.month, waiting, every)] : []),
    ...(age.outdated(files) ? [outdatedWarning(files.month)] : []),
  ]
}

/** Only what the asker may see: who else has delivered is not theirs to know. */
function countedInScope({ scope }: Ctx, files: MonthFiles): MonthFiles['current']['counted'] {
  const { providers } = scope
  return providers === 'all'
    ? files.current.counted
    : files.current.counted.filter((pair) => providers.includes(pair.provider))
}

/** Source, version and prices of the last month given, and the warnings of all of them. `waiting` is of the last. */
export function monthNotes(ctx: Ctx, months: readonly MonthFiles[], waiting: Waiting, age: PriceAge): Said {
  const last = months.at(-1)
  if (!last) return { notes: [], warnings: [] }
  const warnings = months.flatMap((files) => monthWarnings(files, age, files === last ? waiting : undefined))
  const counted = countedInScope(ctx, last)
  const priced = pricedNote(
    age.lists(last),
    filesWithPrice(last).map((file) => file.pricedAt),
  )
  const facts = [
    snapshotNote(last.month, counted),
    sourceNote(counted.map((pair) => pair.importNo)),
    ...(priced ? [priced] : []),
  ]
  return { notes: [...warnings, ...facts], warnings }
}
