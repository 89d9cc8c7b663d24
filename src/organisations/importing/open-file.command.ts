import { readSheets } from '#platform'
import { type Result, findPlainDate, ok, refused } from '#shared'
import { createHash } from 'node:crypto'
import type { ImportKind } from '../reading/layout.ts'
import type { SheetReading } from '../reading/sheet-reading.ts'
import { interpreters } from '../statements/interpreters.ts'
import type { AboutFile, Statements } from '../statements/statement.ts'
import type { FileToImport, ImportRefusalCode } from './outcome.ts'
import { recognise } from './recognise.ts'

/** A file read whole and understood, before anything is known of what is recorded. */
export interface OpenedFile {
  readonly given: FileToImport
  readonly about: AboutFile
  readonly sha256: string
  /** The names of its layouts. */
  readonly dataset: string
  readonly readings: readonly SheetReading[]
  readonly statements: Statements
}

const join = (all: readonly Statements[]): Statements => ({
  organisations: all.flatMap(({ organisations }) => organisations),
  memberships: all.flatMap(({ memberships }) => memberships),
  counts: all.flatMap(({ counts }) => counts),
  notes: all.flatMap(({ notes }) => notes),
})

function interpret(readings: readonly SheetReading[], about: AboutFile): Result<Statements, 'no-date'> {
  const all: Statements[] = []
  for (const reading of readings) {
    const interpreter = interpreters[reading.layout.name]
    if (!interpreter) throw new Error(`no interpreter for the layout ${reading.layout.name}`)
    const statements = interpreter(reading, about)
    if (!statements.ok) return statements
    all.push(statements.value)
  }
  return ok(join(all))
}

function aboutOf({ name, date }: FileToImport): Result<AboutFile, 'no-date'> {
  const found = date === undefined ? null : findPlainDate(date)
  if (found === undefined) return refused('no-date', `“${date}” is no day: write it like 2013-04-01.`)
  return ok({ name, date: found })
}

export async function openFile(kind: ImportKind, given: FileToImport): Promise<Result<OpenedFile, ImportRefusalCode>> {
  const about = aboutOf(given)
  if (!about.ok) return about
  const read = await readSheets({ path: given.file, name: given.name })
  if (!read.ok) return read
  const found = recognise(kind, given.name, read.value.sheets)
  if (!found.ok) return found
  const readings = found.value
  const statements = interpret(readings, about.value)
  if (!statements.ok) return statements
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  const dataset = readings.map(({ layout }) => layout.name).join('+')
  return ok({ given, about: about.value, sha256, dataset, readings, statements: statements.value })
}
