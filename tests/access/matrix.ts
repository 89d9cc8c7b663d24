import { readFileSync } from 'node:fs'
import { packagePath } from '#platform'
import { parse } from 'csv-parse/sync'
import { type Relation, relations } from './world.ts'

/** Who might ask: everybody without a session or a post, every role, and a program with a narrowed token. */
export type Asker = string

export interface Cell {
  readonly thing: string
  readonly action: string
  readonly asker: Asker
  /** Nothing where the thing stands in no relation to anybody: a price list, a journal. */
  readonly relation: Relation | undefined
  readonly isAllowed: boolean
}

const letters: Readonly<Record<string, Relation>> = {
  O: 'own',
  G: 'group',
  C: 'commissioner',
  E: 'elsewhere',
  N: 'nobody',
}

type Row = Readonly<Record<string, string>>

const rows: readonly Row[] = parse(readFileSync(packagePath('tests', 'access', 'matrix.csv'), 'utf8'), {
  columns: true,
})

export const askers: readonly Asker[] = Object.keys(rows[0]!).slice(2)

function readCell(text: string): 'yes' | readonly Relation[] {
  if (text === 'yes') return 'yes'
  const read = text === '-' ? [] : [...text].map((letter) => letters[letter])
  if (read.some((relation) => relation === undefined)) throw new Error(`the matrix has a cell “${text}”`)
  return read as Relation[]
}

/** Whether any cell of a row speaks of relations; a row of nothing but refusals is told by its name. */
const isRelated = (row: Row): boolean => askers.some((asker) => /^[OGCEN]+$/.test(row[asker]!))

function cellsOf(row: Row): Cell[] {
  const { thing, action } = row as { thing: string; action: string }
  return askers.flatMap((asker): Cell[] => {
    const allowed = readCell(row[asker]!)
    if (!isRelated(row)) return [{ thing, action, asker, relation: undefined, isAllowed: allowed === 'yes' }]
    return relations.map((relation) => ({
      thing,
      action,
      asker,
      relation,
      isAllowed: allowed === 'yes' || allowed.includes(relation),
    }))
  })
}

/** Every cell of the table, as somebody decided it; nothing here asks the product. */
export const cells: readonly Cell[] = rows.flatMap(cellsOf)

export const isAllowed = (thing: string, action: string, asker: Asker, relation?: Relation): boolean => {
  const found = cells.find(
    (cell) =>
      cell.thing === thing &&
      cell.action === action &&
      cell.asker === asker &&
      (cell.relation ?? relation) === relation,
  )
  if (!found) throw new Error(`the matrix has no cell for ${thing}, ${action}, ${asker}`)
  return found.isAllowed
}
