import { type Table, cellOf } from '#shared'
import { none } from '../../../src/activity/statement/shape/dimension.ts'
import type { SmallWorld, WorldCell } from './small-world.ts'
import type { Asked } from './world-statements.ts'

/** What a reader sees of one sum: the row or the total of one statement, and the counts that it can stand for. */
interface Seen {
  readonly where: string
  readonly count: number
  readonly least: number
  readonly most: number
}

export interface Published extends Asked {
  readonly disclosed: Table
}

const totalCode = 'Total'

const codeIn = (row: Table['rows'][number]): string => String(cellOf(row, 'code') ?? none)

/**
 * By the rule as it is told to readers, written anew and not taken from the code: `*` is 1 to 7, or at least 1 where it protects another
 * (nought too in a table of nothing but `*`), a five is two less to two more and never small, a nought is a nought.
 */
function seenAs(
  shown: unknown,
  count: number,
  isBlank: boolean,
  isTotal: boolean,
  mode: 'hes' | 'strict',
): Omit<Seen, 'where'> {
  if (shown === '*') {
    const small = count >= 1 && count <= 7 && (!isBlank || isTotal)
    return { count, least: small ? 1 : Number(!isBlank), most: small ? 7 : Infinity }
  }
  if (shown === 0 || mode === 'strict') return { count, least: Number(shown), most: Number(shown) }
  return { count, least: Math.max(8, Number(shown) - 2), most: Number(shown) + 2 }
}

function seenIn({ table, disclosed, by, month }: Published, mode: 'hes' | 'strict'): Map<string, Seen> {
  const truth = new Map(table.rows.map((row) => [codeIn(row), Number(cellOf(row, 'lines'))]))
  truth.set(totalCode, Number(cellOf(table.totals!, 'lines')))
  const isBlank = disclosed.rows.every((row) => cellOf(row, 'lines') === '*')
  return new Map(
    [...disclosed.rows, disclosed.totals!].map((row) => {
      const code = codeIn(row)
      const isTotal = code === totalCode
      const seen = seenAs(cellOf(row, 'lines'), truth.get(code)!, isBlank, isTotal && by !== 'month', mode)
      return [code, { ...seen, where: `${month} by ${by}: ${code}` }]
    }),
  )
}

/** One line more here, one line fewer there: the smallest step to another world. */
interface Step {
  readonly less?: WorldCell
  readonly more?: WorldCell
}

const axes = ['practice', 'provider', 'pod'] as const

/** Lines that went to another practice, provider or point of delivery of their month, and lines that were or were not there. */
function stepsIn({ cells }: SmallWorld): Step[] {
  const moves = cells.flatMap((less) =>
    less.lines === 0
      ? []
      : cells
          .filter((more) => more.month === less.month && axes.filter((axis) => more[axis] !== less[axis]).length === 1)
          .map((more) => ({ less, more })),
  )
  return [
    ...moves,
    ...cells.map((more) => ({ more })),
    ...cells.filter(({ lines }) => lines > 0).map((less) => ({ less })),
  ]
}

/** How much each row of a statement changes by a step; nothing where it does not change. */
function changesOf(published: Published, { less, more }: Step): Map<string, number> {
  const changes = new Map<string, number>()
  const add = (code: string | undefined, by: number): void => {
    if (code !== undefined) for (const one of [code, totalCode]) changes.set(one, (changes.get(one) ?? 0) + by)
  }
  add(less && published.codeOf(less), -1)
  add(more && published.codeOf(more), 1)
  return new Map([...changes].filter(([, change]) => change !== 0))
}

export interface Guesses {
  /** Small counts that are held back. */
  readonly secrets: number
  /** Those that can be told with certainty, as far as this search sees: no neighbouring world is published the same. */
  readonly told: readonly string[]
}

/**
 * For every count of 1 to 7 in every statement of a world, looks for another world, a step away, in which that count is different and every figure of
 * every statement is seen the same. Where there is one, no two, three or all of the statements together tell the count, whatever the method: both worlds
 * fit them. Where there is none it counts as told.
 */
export function guess(world: SmallWorld, statements: readonly Published[], mode: 'hes' | 'strict'): Guesses {
  const seen = statements.map((one) => seenIn(one, mode))
  const secrets = new Map(
    seen.flatMap((rows, at) =>
      [...rows].flatMap(([code, { count, where }]) =>
        count >= 1 && count <= 7 ? [[`${at} ${code}`, where] as const] : [],
      ),
    ),
  )
  const open = new Map(secrets)
  for (const step of stepsIn(world)) {
    const changed = statements.map((one) => [...changesOf(one, step)])
    const fits = changed.every((changes, at) =>
      changes.every(([code, change]) => {
        const row = seen[at]!.get(code)
        return row !== undefined && row.least <= row.count + change && row.count + change <= row.most
      }),
    )
    if (fits) for (const [at, changes] of changed.entries()) for (const [code] of changes) open.delete(`${at} ${code}`)
    if (open.size === 0) break
  }
  return { secrets: secrets.size, told: [...open.values()] }
}

type Lines = ReadonlyMap<WorldCell, number>

/** The same world with other lines in some of its cells. */
function withLines(world: SmallWorld, changed: Lines): SmallWorld {
  const cell = (one: WorldCell): WorldCell => {
    const lines = changed.get(one) ?? one.lines
    return lines === one.lines ? one : { ...one, lines, pricedLines: lines }
  }
  return { ...world, cells: world.cells.map(cell) }
}

const oneStep = ({ less, more }: Step): Lines =>
  new Map([...(less ? [[less, less.lines - 1] as const] : []), ...(more ? [[more, more.lines + 1] as const] : [])])

type Axis = (typeof axes)[number]

/** So many lines of a month went from one practice, provider or point of delivery to another, all else about them the same. */
function severalSteps({ cells }: SmallWorld, from: WorldCell, to: WorldCell, axis: Axis, most: number): Lines {
  const changed = new Map<WorldCell, number>()
  let left = most
  for (const less of cells.filter((cell) => cell.month === from.month && cell[axis] === from[axis])) {
    const others = axes.filter((one) => one !== axis)
    const more = cells.find(
      (cell) => cell.month === from.month && cell[axis] === to[axis] && others.every((one) => cell[one] === less[one]),
    )!
    const moved = Math.min(left, less.lines)
    changed.set(less, less.lines - moved).set(more, more.lines + moved)
    left -= moved
  }
  return changed
}

/** Worlds near by: one line moved, or come, or gone; then any number of lines moved between two codes of a month. */
function* nearWorlds(world: SmallWorld): Generator<SmallWorld> {
  for (const step of stepsIn(world)) yield withLines(world, oneStep(step))
  for (const month of world.months)
    for (const axis of axes) {
      const inMonth = world.cells.filter((cell) => cell.month === month)
      const firsts = [...new Map(inMonth.map((cell) => [cell[axis], cell])).values()]
      for (const from of firsts)
        for (const to of firsts) {
          const most = inMonth.filter((cell) => cell[axis] === from[axis]).reduce((sum, { lines }) => sum + lines, 0)
          for (let lines = 2; from !== to && lines <= Math.min(most, 40); lines++)
            yield withLines(world, severalSteps(world, from, to, axis, lines))
        }
    }
}

const linesIn = (table: Table): [string, string][] =>
  [...table.rows, table.totals!].map((row) => [codeIn(row), String(cellOf(row, 'lines'))])

/**
 * The same for a reader who runs this very program: the other world must be published, by the program, character for character the same. Dearer, so
 * it is for a few worlds.
 */
export function guessWithProgram(world: SmallWorld, publish: (world: SmallWorld) => readonly Published[]): Guesses {
  const here = publish(world)
  const text = (all: readonly Published[]): string => JSON.stringify(all.map(({ disclosed }) => linesIn(disclosed)))
  const truth = (all: readonly Published[]): Map<string, string> =>
    new Map(
      all.flatMap(({ table, month, by }) =>
        linesIn(table).map(([code, lines]) => [`${month} by ${by}: ${code}`, lines] as const),
      ),
    )
  const [shown, counts] = [text(here), truth(here)]
  const open = new Map([...counts].filter(([, lines]) => /^[1-7]$/.test(lines)))
  const secrets = open.size
  for (const near of nearWorlds(world)) {
    if (open.size === 0) break
    const other = publish(near)
    if (text(other) !== shown) continue
    const others = truth(other)
    for (const [where, lines] of open) if (others.get(where) !== lines) open.delete(where)
  }
  return { secrets, told: [...open.keys()] }
}
