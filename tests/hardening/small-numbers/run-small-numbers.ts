import { type Table, cellOf, discloseTable } from '#shared'
import { type Chance, chance } from '../../oracles/chance.ts'
import {
  type FigureRows,
  figuresIn,
  figuresInCsv,
  figuresInJson,
  figuresInPage,
  figuresInXlsx,
  pageOf,
} from './forms.ts'
import { type Published, guess, guessWithProgram } from './other-worlds.ts'
import { type SmallWorld, smallWorld } from './small-world.ts'
import { type Asked, statementsOf } from './world-statements.ts'

export interface SmallNumbersReport {
  readonly views: number
  readonly worlds: number
  readonly workbooks: number
  /** Counts of 1 to 7 that were held back, in both modes. */
  readonly secrets: number
  /** Of them, how many were also looked at as by a reader who runs this program. */
  readonly secretsFromProgram: number
  /** By the plain national rule, without protecting others: how many could be told. */
  readonly toldByPlainRule: number
  readonly failures: readonly string[]
}

interface Setting {
  readonly count: number
  readonly seed: number
  isLate?(): boolean
}

const modes = ['hes', 'strict'] as const
type Mode = (typeof modes)[number]

const mayStand = (text: string, mode: Mode): boolean =>
  text === '*' || text === '0' || (mode === 'hes' ? /^\d*[05]$/.test(text) : !/^[1-7]$/.test(text))

/** What is wrong with the lines of one form: a count of 1 to 7, or one that is not to the nearest five. */
const badLines = (figures: FigureRows, mode: Mode): boolean => figures.some(([lines]) => !mayStand(lines!, mode))

const same = (one: FigureRows, other: FigureRows): boolean => JSON.stringify(one) === JSON.stringify(other)

async function formsOf(table: Table, mode: Mode, withWorkbook: boolean): Promise<Record<string, FigureRows>> {
  const disclosed = discloseTable(table, mode)
  return {
    page: figuresInPage(pageOf(table, mode)),
    CSV: figuresInCsv(disclosed),
    JSON: figuresInJson(disclosed),
    ...(withWorkbook ? { workbook: await figuresInXlsx(disclosed) } : {}),
  }
}

async function wrongForms({ table, by, month }: Asked, mode: Mode, withWorkbook: boolean): Promise<string[]> {
  const wanted = figuresIn(discloseTable(table, mode))
  return Object.entries(await formsOf(table, mode, withWorkbook)).flatMap(([form, figures]) =>
    badLines(figures, mode) || !same(figures, wanted)
      ? [`${mode} ${month} by ${by}: ${form} ${JSON.stringify(figures)}`]
      : [],
  )
}

/** The national rule and nothing else, to see that the search finds what the rule gives away. */
function plainly(table: Table): Table {
  const shown = (count: number): number | string => (count >= 1 && count <= 7 ? '*' : 5 * Math.round(count / 5))
  const row = (one: Table['rows'][number]) => ({ ...one, lines: shown(Number(cellOf(one, 'lines'))) })
  return { ...table, rows: table.rows.map(row), totals: row(table.totals!) }
}

const publishedIn = (world: SmallWorld, mode: Mode): Published[] =>
  statementsOf(world).map((one) => ({ ...one, disclosed: discloseTable(one.table, mode) }))

/** The dearer search is for one world in so many. */
const withProgramEvery = 25

interface Tally {
  views: number
  worlds: number
  workbooks: number
  secrets: number
  secretsFromProgram: number
  toldByPlainRule: number
  failures: string[]
}

async function tryWorld(chances: Chance, tally: Tally): Promise<void> {
  const world = smallWorld(chances)
  const statements = statementsOf(world)
  for (const mode of modes) {
    const { secrets, told } = guess(world, publishedIn(world, mode), mode)
    tally.secrets += secrets
    tally.failures.push(...told.map((where) => `world ${tally.worlds}: ${mode} tells ${where}`))
    for (const one of statements) {
      const withWorkbook = tally.views++ % 50 === 0
      tally.workbooks += Number(withWorkbook)
      tally.failures.push(...(await wrongForms(one, mode, withWorkbook)))
    }
  }
  const plain = statements.map((one) => ({ ...one, disclosed: plainly(one.table) }))
  tally.toldByPlainRule += guess(world, plain, 'hes').told.length
  if (tally.worlds % withProgramEvery === 0) {
    const { secrets, told } = guessWithProgram(world, (other) => publishedIn(other, 'hes'))
    tally.secretsFromProgram += secrets
    tally.failures.push(...told.map((where) => `world ${tally.worlds}: hes tells the reader of the program ${where}`))
  }
  tally.worlds++
}

/**
 * Makes small worlds until so many statements of them have been published, each in both modes: no count of 1 to 7 stands in any form, all forms say the
 * same, and all that is published of a world together leaves every small count at least one other value.
 */
export async function runSmallNumbers({ count, seed, isLate = () => false }: Setting): Promise<SmallNumbersReport> {
  const chances = chance(seed)
  const tally: Tally = {
    views: 0,
    worlds: 0,
    workbooks: 0,
    secrets: 0,
    secretsFromProgram: 0,
    toldByPlainRule: 0,
    failures: [],
  }
  while (tally.views < count && !isLate()) await tryWorld(chances, tally)
  return tally
}
