import { type Month, type Table, toPence } from '#shared'
import { type Dimension, dimensions, none } from '../../../src/activity/statement/shape/dimension.ts'
import { entriesFrom, statementTable } from '../../../src/activity/statement/totals/statement-table.ts'
import type { StatementEntry } from '../../../src/activity/statement/totals/statement-row.ts'
import type { CodeSums } from '../../../src/activity/statement/totals/sums-by.ts'
import type { Sums } from '../../../src/activity/statement/totals/sums.ts'
import { vocabularyOf } from '../../../src/platform/vocabulary/vocabulary.ts'
import type { SmallWorld, WorldCell } from './small-world.ts'

/** One statement that whoever may not see small numbers can ask for: its table as it truly is, and which lines each row adds up. */
export interface Asked {
  readonly by: Dimension
  readonly month: Month
  readonly table: Table
  /** Whether a cell of the world is added up in a statement's row, by the row's code. */
  codeOf(cell: WorldCell): string | undefined
}

const nouns = ['commissioner', 'group', 'practice', 'provider', 'region']
const vocabulary = vocabularyOf({
  name: 'plain-2007',
  title: 'Plain',
  words: Object.fromEntries(nouns.map((noun) => [noun, { one: noun, many: `${noun}s` }])),
})
const names = { organisation: (code: string) => `Name of ${code}`, pod: (code: string) => `Pod ${code}` }

const sum = (cells: readonly WorldCell[], key: 'lines' | 'pricedLines' | 'billedPence' | 'pricePence'): number =>
  cells.reduce((total, cell) => total + cell[key], 0)

function sumsOf(cells: readonly WorldCell[]): Sums {
  const priced = sum(cells, 'pricedLines')
  return {
    lines: sum(cells, 'lines'),
    billedPence: toPence(sum(cells, 'billedPence')),
    pricePence: priced === 0 ? null : toPence(sum(cells, 'pricePence')),
    differencePence: priced === 0 ? null : toPence(sum(cells, 'billedPence') - sum(cells, 'pricePence')),
    unpricedLines: sum(cells, 'lines') - priced,
    unpricedBilledPence: toPence(0),
    waitingLines: 0,
    waitingBilledPence: toPence(0),
  }
}

const groupIn = ({ groups }: SmallWorld, practice: string): string => groups.get(practice) ?? none

const codeBy = (world: SmallWorld, by: Dimension, cell: WorldCell): string =>
  by === 'group' ? groupIn(world, cell.practice) : cell[by]

function linked(world: SmallWorld, by: Dimension, entry: StatementEntry, cells: readonly WorldCell[]): StatementEntry {
  if (by === 'practice') return { ...entry, group: groupIn(world, entry.code ?? '') }
  if (by !== 'group') return entry
  const practices = world.practices.filter((practice) => groupIn(world, practice) === (entry.code ?? none))
  return {
    ...entry,
    practiceLines: practices.map((code) =>
      sum(
        cells.filter(({ practice }) => practice === code),
        'lines',
      ),
    ),
  }
}

type Only = (cell: WorldCell) => boolean

const everything: Only = () => true

/** A row appears where there is a line in the months asked for, as in the product. */
function statementBy(world: SmallWorld, by: Dimension, month: Month, only = everything): Asked {
  const inMonths: Only = (cell) => only(cell) && (by === 'month' ? cell.month <= month : cell.month === month)
  const cells = world.cells.filter(inMonths)
  const yearly = by !== 'month'
  const all = world.cells.filter((cell) => only(cell) && cell.month <= month)
  const codes = [...new Set(all.filter(({ lines }) => lines > 0).map((cell) => codeBy(world, by, cell)))]
  const rows: CodeSums[] = codes.map((code) => ({
    code: code === none ? null : code,
    sums: sumsOf(cells.filter((cell) => codeBy(world, by, cell) === code)),
    allSums: sumsOf(all.filter((cell) => codeBy(world, by, cell) === code)),
  }))
  const asked = { month, by, yearToDate: yearly }
  const entries = entriesFrom({ vocabulary }, asked, rows, names).map((entry) => linked(world, by, entry, cells))
  const table = statementTable({ vocabulary }, asked, entries)
  return { by, month, table, codeOf: (cell) => (inMonths(cell) ? codeBy(world, by, cell) : undefined) }
}

/** Everything that can be asked of a world: each month by each dimension. Narrowed statements are refused in the product. */
export const statementsOf = (world: SmallWorld): Asked[] =>
  world.months.flatMap((month) => dimensions.map((by) => statementBy(world, by, month)))

/** What could be asked beside these if statements could be narrowed to one practice, provider or point of delivery. */
export const narrowedStatementsOf = (world: SmallWorld): Asked[] =>
  world.months.flatMap((month) =>
    (['practice', 'provider', 'pod'] as const).flatMap((key) =>
      world[`${key}s`].flatMap((code) =>
        dimensions.flatMap((by) => (by === key ? [] : [statementBy(world, by, month, (cell) => cell[key] === code)])),
      ),
    ),
  )
