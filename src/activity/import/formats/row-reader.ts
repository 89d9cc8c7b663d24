import { cleanCell } from '../cells/clean-cell.ts'
import { cleanText, withoutPointZero } from '../cells/clean-text.ts'
import { findDate } from '../cells/read-date.ts'
import { podOfAttendance, podOfStay } from '../line/derive-pod.ts'
import { formCheck } from '../line/form.ts'
import type { LineColumn } from '../line/line-column.ts'
import { type Cells, type Problem, submissionRules } from '../line/submission-checks.ts'
import { type Format, type Recipe, normalTitle } from './format.ts'
import type { CodeLists } from './code-lists.ts'
import { targetColumns } from './target-column.ts'

export interface ReaderSetting {
  readonly format: Format
  readonly titles: readonly string[]
  readonly snapshot: string
  readonly lists: CodeLists
}

/** A row made into the cells of a line, and what is wrong with it. */
export interface ReadRow {
  readonly cells: readonly string[]
  readonly problems: readonly Problem[]
}

export interface RowReader {
  /** The names of the cells, in order; those of spells stand last. */
  readonly names: readonly string[]
  read(rowNumber: number, cells: readonly string[]): ReadRow
}

interface Source {
  readonly value: string
  /** Where it stands in the file; empty when it was made up. */
  readonly title: string
}

const nothing: Source = { value: '', title: '' }

/** Where each title stands in the file, found once for each way it is written. */
function placesOf(titles: readonly string[]): (title: string) => number {
  const places = new Map(titles.map((title, at) => [normalTitle(title), at]))
  const known = new Map<string, number>()
  return (title) => {
    const place = known.get(title)
    if (place !== undefined) return place
    known.set(title, places.get(normalTitle(title)) ?? -1)
    return known.get(title)!
  }
}

/** Cells of one row by title, each made tidy once; a column that the file does not have is empty. */
function cellsOf(placeOf: (title: string) => number, given: readonly string[]): Cells {
  const tidied: (string | undefined)[] = []
  return (title) => {
    const place = placeOf(title)
    const raw = given[place]
    return raw === undefined || raw === '' ? '' : (tidied[place] ??= tidy(raw))
  }
}

const partOf = (value: string, part: number | undefined): string =>
  part ? (value.split('/')[part - 1] ?? '').trim() : value

interface RowFacts {
  readonly rowNumber: number
  readonly cells: Cells
  readonly snapshot: string
  /** The line as far as it is made; points of delivery and first days follow from it. */
  readonly made: ReadonlyMap<string, string>
}

function firstOf(titles: readonly string[], cells: Cells, only?: RegExp): Source {
  for (const title of titles) {
    const value = cells(title)
    if (value !== '' && (!only || only.test(value))) return { value, title }
  }
  return nothing
}

function financialMonth({ year, month }: { year: string; month: string }, cells: Cells): Source {
  const start = Number(cells(year).slice(0, 4))
  const number = Number(cells(month))
  if (!/^\d{6}$/.test(cells(year)) || !Number.isInteger(number) || number < 1 || number > 12) return nothing
  const calendar = number + 3 > 12 ? number - 9 : number + 3
  return {
    value: `${start + (number > 9 ? 1 : 0)}-${String(calendar).padStart(2, '0')}`,
    title: month,
  }
}

function monthOf(titles: readonly string[], cells: Cells): Source {
  const { value, title } = firstOf(titles, cells)
  return { value: (findDate(value) ?? '').slice(0, 7), title }
}

function series({ prefix, count }: { prefix: string; count: number }, cells: Cells, only?: RegExp): Source {
  const codes = Array.from({ length: count }, (_, at) => cells(`${prefix}${String(at + 1).padStart(2, '0')}`))
  return {
    value: codes.filter((code) => code !== '' && (!only || only.test(code))).join('|'),
    title: `${prefix}01`,
  }
}

function derived(kind: NonNullable<Recipe['derive']>, made: ReadonlyMap<string, string>): string {
  const of = (name: string): string => made.get(name) ?? ''
  const facts = {
    hrg: of('hrg'),
    patientClassification: of('patient_classification'),
    admissionMethod: of('admission_method'),
    startDate: of('start_date'),
    endDate: of('end_date'),
    firstAttendance: of('first_attendance'),
    mainSpecialty: of('main_specialty'),
  }
  if (kind === 'admitted' || (kind === 'by-kind' && facts.admissionMethod !== '')) return podOfStay(facts)
  return kind === 'outpatient' || facts.firstAttendance !== '' ? podOfAttendance(facts) : 'AE'
}

function fallback(recipe: Recipe, { rowNumber, made }: RowFacts): string {
  if (recipe.else === 'row-number') return `row ${rowNumber}`
  return recipe.else === 'month-start' && made.get('month') ? `${made.get('month')}-01` : ''
}

/** A word of the recipe's own: “constructor” is one of every object's. */
const wordFor = ({ words }: Recipe, value: string): string | undefined =>
  words && Object.hasOwn(words, value) ? words[value] : undefined

type Maker = (row: RowFacts) => Source

function makerOf(recipe: Recipe): Maker {
  const only = recipe.only === undefined ? undefined : new RegExp(`^(?:${recipe.only})$`)
  const find: Maker = ({ cells, snapshot, made }) => {
    if (recipe.constant !== undefined) return { value: recipe.constant, title: '' }
    if (recipe.option) return { value: snapshot, title: '' }
    if (recipe.financial) return financialMonth(recipe.financial, cells)
    if (recipe.month_of) return monthOf(recipe.month_of, cells)
    if (recipe.series) return series(recipe.series, cells, only)
    if (recipe.derive) return { value: derived(recipe.derive, made), title: 'point of delivery' }
    return recipe.from ? firstOf(recipe.from, cells, only) : nothing
  }
  return (row) => {
    if (recipe.unless !== undefined && row.cells(recipe.unless) !== '') return nothing
    const found = find(row)
    const value = wordFor(recipe, found.value) ?? partOf(found.value, recipe.part)
    return value === '' && recipe.else ? { value: fallback(recipe, row), title: '' } : { value, title: found.title }
  }
}

/** What a person is told a column is called: as the file calls it, where it does. */
function titleOf(column: LineColumn, recipe: Recipe, has: (title: string) => boolean): string {
  const titles = [
    ...(recipe.from ?? []),
    ...(recipe.month_of ?? []),
    ...(recipe.financial ? [recipe.financial.month] : []),
  ]
  return titles.find(has) ?? titles[0] ?? column.name
}

interface Plan {
  readonly column: LineColumn
  readonly make: Maker
  readonly title: string
}

/** Points of delivery follow from the rest, and first days from the month, so these are made last. */
const lateness = ({ column: { name } }: Plan): number => ['start_date', 'pod'].indexOf(name) + 1

/** A format of lines has every column it has a recipe for, if the file has any of the recipe's columns. */
function plansOf({ format, titles }: ReaderSetting): Plan[] {
  const present = new Set(titles.map(normalTitle))
  const has = (title: string): boolean => present.has(normalTitle(title))
  return targetColumns(format).flatMap((column) => {
    const recipe = format.lines[column.name]
    const sources = recipe?.from ?? recipe?.month_of
    const idle = !recipe || (sources && !recipe.else && !column.needed && !sources.some(has))
    return idle ? [] : [{ column, make: makerOf(recipe), title: titleOf(column, recipe, has) }]
  })
}

function needProblems(format: Format, has: (title: string) => boolean): (cells: Cells) => Problem[] {
  if (format.name === 'plain' || !format.checks) return () => []
  const checks = format.columns
    .filter(({ title }) => has(title))
    .map((column) => ({ ...column, check: formCheck(column.form ?? '') }))
  return (cells) =>
    checks.flatMap(({ title, need, check }): Problem[] => {
      const value = cells(title)
      if (value === '') {
        return need === 'M'
          ? [
              {
                column: title,
                value,
                problem: 'is empty',
                whatToDo: 'Fill it in: the national specification makes it mandatory.',
              },
            ]
          : []
      }
      const problem = check?.(value)
      return problem
        ? [
            {
              column: title,
              value,
              problem,
              whatToDo: 'Write it as the national specification says.',
            },
          ]
        : []
    })
}

/** Cells without odd blanks, and whole numbers without the point that a spreadsheet gives them. */
const tidy = (text: string): string => withoutPointZero(cleanText(text))

function refusals(format: Format): (cells: Cells) => Problem[] {
  const rules = format.refuse_rows ?? []
  return (cells) =>
    rules.flatMap(({ column, value, problem, what_to_do: whatToDo }) => {
      const there = cells(column)
      const asDay = findDate(there)
      return there === value || (value === '' && asDay === '') ? [{ column, value: there, problem, whatToDo }] : []
    })
}

/** What the episodes of one spell share, and their order in it. */
function spellCells(format: Format): { names: readonly string[]; make(cells: Cells): string[] } {
  const spells = format.spells
  if (!spells) return { names: [], make: () => [] }
  return {
    names: ['spell_key', 'episode_day', 'episode_order'],
    make: (cells) => [
      [spells.patient, spells.provider, spells.start].map(cells).join('/'),
      findDate(cells(spells.day)) ?? '',
      cells(spells.order).padStart(3, '0'),
    ],
  }
}

function lineProblems(
  plans: readonly Plan[],
  later: ReadonlySet<string>,
  row: RowFacts & { made: Map<string, string> },
): Problem[] {
  const problems: Problem[] = []
  for (const { column, make, title } of plans) {
    const source = make(row)
    const cell = cleanCell(column, source.value)
    row.made.set(column.name, 'text' in cell ? cell.text : '')
    if ('problem' in cell)
      problems.push({
        column: source.title || title,
        value: source.value,
        problem: cell.problem,
        whatToDo: cell.whatToDo,
      })
    else if (cell.text === '' && column.needed && !later.has(column.name)) {
      problems.push({
        column: title,
        value: source.value,
        problem: 'is empty',
        whatToDo: `Fill it in: every line needs its ${column.name.replaceAll('_', ' ')}.`,
      })
    }
  }
  return problems
}

/** One problem for a cell is enough: the first found says most. */
function firstForEach(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ column }) => !seen.has(column) && seen.add(column))
}

/** Makes rows of a file, whose header has been checked, into lines. */
export function rowReader(setting: ReaderSetting): RowReader {
  const { format, titles, snapshot, lists } = setting
  const placeOf = placesOf(titles)
  const present = new Set(titles.map(normalTitle))
  const plans = plansOf(setting)
  const inOrder = plans.toSorted((a, b) => lateness(a) - lateness(b))
  const forms = needProblems(format, (title) => present.has(normalTitle(title)))
  const submission = format.checks ? submissionRules(new Set(format.columns.map(({ title }) => title))) : () => []
  const refused = refusals(format)
  const spell = spellCells(format)
  // Only the last episode of a spell has its discharge, and so its month.
  const later = new Set(format.spells ? ['month'] : [])
  const read = (rowNumber: number, given: readonly string[]): ReadRow => {
    const cells = cellsOf(placeOf, given)
    const made = new Map<string, string>()
    const own = lineProblems(inOrder, later, { rowNumber, cells, snapshot, made })
    const problems = firstForEach([...refused(cells), ...forms(cells), ...submission(cells, lists), ...own])
    return {
      cells: [...plans.map(({ column }) => made.get(column.name) ?? ''), ...spell.make(cells)],
      problems,
    }
  }
  return { names: [...plans.map(({ column }) => column.name), ...spell.names], read }
}
