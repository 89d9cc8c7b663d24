import { type Ctx, readSheets } from '#platform'
import { type Database } from '#db'
import { type Result, dayInLondon, findPlainDate, ok, refused } from '#shared'
import { createHash } from 'node:crypto'
import { type ImportKind } from '../reading/layout.ts'
import { type Reject } from '../reading/reject.ts'
import { type SheetReading } from '../reading/sheet-reading.ts'
import { interpreters } from '../statements/interpreters.ts'
import { type AboutFile, type Statements } from '../statements/statement.ts'
import { recordedCounts, saveCounts } from '../stores/list-count.store.ts'
import { addMemberships, recordedMemberships, removeMemberships } from '../stores/membership.store.ts'
import { lockOrganisations, recordedOrganisations, saveNames, saveOrganisations } from '../stores/organisation.store.ts'
import { type Receipt, findReceipt, recordReceipt } from '../stores/received-file.store.ts'
import { type CheckedStatements, checkStatements } from './check-statements.ts'
import { type FileToImport, type ImportOutcome, type ImportResult, changedBy, noChange, refuseImport, rejectedWords } from './outcome.ts'
import { planChanges } from './plan-changes.ts'
import { recognise } from './recognise.ts'
import { type Changes, type Recorded, countChanges } from './recorded.ts'

interface TakenFile {
  readonly given: FileToImport
  readonly about: AboutFile
  readonly sha256: string
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
  return found === undefined ? refused('no-date', `“${date}” is no day: write it like 2013-04-01.`) : ok({ name, date: found })
}

async function openFile(kind: ImportKind, given: FileToImport): Promise<Result<TakenFile, Exclude<ImportResult, { ok: true }>['code']>> {
  const about = aboutOf(given)
  if (!about.ok) return about
  const read = await readSheets({ path: given.file, name: given.name })
  if (!read.ok) return read
  const readings = recognise(kind, given.name, read.value.sheets)
  if (!readings.ok) return readings
  const statements = interpret(readings.value, about.value)
  if (!statements.ok) return statements
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  const dataset = readings.value.map(({ layout }) => layout.name).join('+')
  return ok({ given, about: about.value, sha256, dataset, readings: readings.value, statements: statements.value })
}

async function recordedFor(tx: Database, { statements }: TakenFile): Promise<Recorded> {
  const members = [...new Set(statements.memberships.map(({ member }) => member))]
  const days = [...new Set(statements.counts.map(({ countedOn }) => countedOn))]
  return {
    organisations: await recordedOrganisations(tx),
    memberships: members.length === 0 ? [] : await recordedMemberships(tx, members),
    counts: days.length === 0 ? new Map() : await recordedCounts(tx, days),
  }
}

const rowsOf = ({ readings }: TakenFile) => readings.flatMap(({ rows }) => rows)
const rejectsOf = (file: TakenFile): Reject[] => rowsOf(file).flatMap(({ rejects }) => rejects)

function outcomeOf(file: TakenFile, checked: CheckedStatements, changes: Changes): ImportOutcome {
  const rows = rowsOf(file)
  const skipped = file.readings.reduce((sum, reading) => sum + reading.skipped, 0)
  const unknown = checked.unknownRows.length
  const rejected = rows.filter((row) => !row.isWhole).length
  return {
    name: file.given.name, layouts: file.readings.map(({ layout }) => layout.title), recognised: false,
    rows: rows.length + skipped, taken: rows.length - rejected - unknown, skipped, unknown,
    rejects: rejectsOf(file), changed: changedBy(changes), notes: [...checked.notes, ...unknownNotes(checked)],
  }
}

function unknownNotes({ unknownPractices }: CheckedStatements): string[] {
  if (unknownPractices.length === 0) return []
  const some = unknownPractices.slice(0, 5).join(', ')
  return [`${unknownPractices.length} practices are not known here and were left out (${some}…): import practices first to have them.`]
}

/** All that a file changes, in one transaction with its receipt and its entry in the audit trail. */
async function write(tx: Database, ctx: Ctx, file: TakenFile, outcome: ImportOutcome, changes: Changes): Promise<void> {
  const rejected = new Set(outcome.rejects.map(({ sheet, row }) => `${sheet} ${row}`)).size
  const fileNo = await recordReceipt(tx, {
    sha256: file.sha256, dataset: file.dataset, asAt: file.about.date, name: file.given.name, rowsRead: outcome.rows,
    rowsTaken: outcome.taken, rowsSkipped: outcome.skipped, rowsUnknown: outcome.unknown, rowsRejected: rejected,
    factsChanged: countChanges(changes),
  }, ctx.clock.now(), ctx.actor.name)
  await saveOrganisations(tx, changes.organisations, fileNo)
  await saveNames(tx, changes.names)
  await removeMemberships(tx, changes.removed)
  await addMemberships(tx, changes.added, fileNo)
  await saveCounts(tx, changes.counts, fileNo)
  await ctx.audit(tx, 'organisations.import', `${file.dataset} ${file.given.name}`, { ...auditDetail(outcome, changes), sha256: file.sha256 })
}

/** What was ended or withdrawn is kept in words, the first two hundred of it: it cannot be read from the tables any more. */
const auditDetail = ({ taken, skipped, unknown, rejects, changed }: ImportOutcome, { removed }: Changes) => ({
  taken, skipped, unknown, rejects: rejects.length, changed,
  removed: removed.slice(0, 200).map(({ member, parent, from, to }) => `${member} in ${parent} ${from} to ${to ?? ''}`.trim()),
})

const seenBefore = ({ given, readings }: TakenFile, receipt: Receipt, rows: number): ImportOutcome => ({
  name: given.name, layouts: readings.map(({ layout }) => layout.title), recognised: true, rows, taken: receipt.rowsTaken,
  skipped: rows - receipt.rowsTaken, unknown: 0, rejects: [], changed: noChange,
  notes: [`This very content was imported on ${dayInLondon(receipt.receivedAt)}; nothing changes.`],
})

async function decide(ctx: Ctx, tx: Database, file: TakenFile): Promise<ImportResult> {
  await lockOrganisations(tx)
  const receipt = await findReceipt(tx, { sha256: file.sha256, dataset: file.dataset, asAt: file.about.date })
  const rows = file.readings.reduce((sum, reading) => sum + reading.rows.length + reading.skipped, 0)
  if (receipt?.whole) return ok(seenBefore(file, receipt, rows))
  const recorded = await recordedFor(tx, file)
  const checked = checkStatements(file.statements, recorded)
  const changes = planChanges(checked, recorded, file.about.date ?? dayInLondon(ctx.clock.now()))
  const outcome = outcomeOf(file, checked, changes)
  if (outcome.rejects.length > 0 && (!file.given.acceptPartial || outcome.taken === 0))
    return refuseImport('rejected', rejectedWords(file.given.name, outcome.rows, outcome.rejects), outcome.rejects)
  if (outcome.taken === 0) return refuseImport('nothing-known', nothingWords(outcome))
  if (receipt && countChanges(changes) === 0) return ok({ ...outcome, recognised: true })
  await write(tx, ctx, file, outcome, changes)
  return ok(outcome)
}

const nothingWords = ({ name, skipped, unknown }: ImportOutcome): string =>
  unknown > 0
    ? `None of the practices in “${name}” is known: import practices or organisations first, then this file again.`
    : `“${name}” holds no row to take (${skipped} were of other kinds): check which file it is.`

/** Reads a file of organisations whole before anything of it counts, then takes all of it, or nothing. */
export async function takeFile(ctx: Ctx, kind: ImportKind, given: FileToImport): Promise<ImportResult> {
  const file = await openFile(kind, given)
  if (!file.ok) return refuseImport(file.code, file.message)
  return ctx.transaction((tx) => decide(ctx, tx, file.value))
}
