import type { Database } from '#db'
import type { Reject } from '#organisations'
import type { Ctx, SheetRow } from '#platform'
import { hidePatientData, mayDo } from '#shared'
import { openFile } from '../importing/open-file.step.ts'
import { type FileResult, type FrameworkFile, refuseFile, rejectedFile } from '../importing/outcome.ts'
import { lockOwner } from '../stores/locks.store.ts'
import { deedOf } from '../words/person.ts'
import { practicesToRecord } from './practices-of-asker.view.ts'
import { readEntry } from './read-entry.ts'
import { type EntryFacts, type RegisterName, entryKey, registerKind, sameFacts } from './register.ts'
import { insertEntries, insertRegisterLoad } from './registers.store.ts'
import { registerEntries } from './registers.view.ts'

export interface RegisterFile extends FrameworkFile {
  readonly register: RegisterName
}

interface RowFacts {
  readonly number: number
  readonly facts: EntryFacts
}

interface ReadRows {
  readonly good: readonly RowFacts[]
  readonly rejects: readonly Reject[]
  readonly notes: readonly string[]
}

const clean = (cell: string | undefined): string => (cell ?? '').replaceAll(/[\s\u00a0]+/g, ' ').trim()

/** What the product writes beside a register's own columns: read past when it comes back. */
const writtenBeside = ['name', 'by', 'recorded']

function headerFault(columns: readonly string[], header: readonly string[]): string | undefined {
  const missing = columns.filter((column) => column !== 'to' && !header.includes(column))
  if (missing.length > 0) return `lacks “${missing.join('”, “')}”: add what is missing`
  const unknown = header.filter((column) => !columns.includes(column) && !writtenBeside.includes(column))
  if (unknown.length > 0) return `has “${unknown.join('”, “')}”, which nobody knows: known are ${columns.join(', ')}`
  return new Set(header).size === header.length ? undefined : 'has a column twice: keep one'
}

function readRows(
  { name, register }: RegisterFile,
  rows: readonly SheetRow[],
  header: readonly string[],
  known: ReadonlyMap<string, string>,
): ReadRows {
  const [good, rejects, notes]: [RowFacts[], Reject[], string[]] = [[], [], []]
  const first = new Map<string, RowFacts>()
  for (const { number, cells } of rows) {
    const text = (column: string): string => clean(cells[header.indexOf(column)])
    const reject = (column: string, message: string): void =>
      void rejects.push({
        sheet: name,
        row: number,
        column,
        value: hidePatientData(text(column)).slice(0, 80),
        message,
      })
    const read = readEntry(register, text)
    if ('faults' in read) {
      for (const [column, message] of Object.entries(read.faults)) reject(column, message)
      continue
    }
    const { facts } = read
    const earlier = first.get(entryKey(facts))
    if (!known.has(facts.practice))
      reject('practice', 'It is no practice for which you may record: correct its code, or import organisations first.')
    else if (earlier && sameFacts(earlier.facts, facts))
      notes.push(`Row ${number} repeats row ${earlier.number}: it was taken once.`)
    else if (earlier)
      reject('practice', `Row ${earlier.number} says something else of the same practice, thing and day: keep one.`)
    else {
      first.set(entryKey(facts), { number, facts })
      good.push({ number, facts })
    }
  }
  return { good, rejects, notes }
}

export const entryRow = (ctx: Ctx, facts: EntryFacts, more: { commissioner: string; loadNo: number | null }) => ({
  commissioner: more.commissioner,
  practice: facts.practice,
  register: facts.register,
  item: facts.item,
  from_date: facts.from,
  to_date: facts.to,
  points: facts.points,
  result: facts.result,
  is_taken_back: false,
  load_no: more.loadNo,
  words: '',
  ...deedOf(ctx.actor, ctx.clock.now()),
})

async function write(ctx: Ctx, tx: Database, { given, read, known, fileMark, rows }: Writing): Promise<FileResult> {
  for (const commissioner of new Set(read.good.map(({ facts }) => known.get(facts.practice)!)))
    await lockOwner(tx, commissioner)
  const standing = new Map(
    (await registerEntries({ ...ctx, db: tx }, { register: given.register })).map((entry) => [entryKey(entry), entry]),
  )
  const changed = read.good.filter(({ facts }) => {
    const held = standing.get(entryKey(facts))
    return !held || !sameFacts(held, facts)
  })
  for (const commissioner of new Set(changed.map(({ facts }) => known.get(facts.practice)!))) {
    const own = changed.filter(({ facts }) => known.get(facts.practice) === commissioner)
    const loadNo = await insertRegisterLoad(tx, {
      commissioner,
      register: given.register,
      file_name: hidePatientData(given.name),
      file_mark: fileMark,
      rows: own.length,
      ...deedOf(ctx.actor, ctx.clock.now()),
    })
    await insertEntries(
      tx,
      own.map(({ facts }) => entryRow(ctx, facts, { commissioner, loadNo })),
    )
  }
  if (changed.length > 0)
    await ctx.audit(tx, 'framework.import-register', `register ${given.register}`, {
      rows,
      changed: changed.length,
      rejected: read.rejects.length,
    })
  const recognised = changed.length === 0
  return {
    ok: true,
    value: {
      kind: given.register,
      name: given.name,
      rows,
      taken: read.good.length,
      changed: changed.length,
      recognised,
      notes: recognised ? [...read.notes, 'All of this was taken before: nothing was added.'] : read.notes,
      rejects: read.rejects,
    },
  }
}

interface Writing {
  readonly given: RegisterFile
  readonly read: ReadRows
  readonly known: ReadonlyMap<string, string>
  readonly fileMark: string
  readonly rows: number
}

/** Takes a file of a register: what differs from what stands is added, and the same file again adds nothing. */
export async function importRegister(ctx: Ctx, given: RegisterFile): Promise<FileResult> {
  if (!mayDo(ctx.scope, 'framework.assess')) return refuseFile('not-allowed', 'You may not record what practices did.')
  const opened = await openFile(given)
  if (!opened.ok) return refuseFile(opened.code, opened.message)
  const sheet = opened.value.sheets.find(({ rows }) => rows.length > 0)
  if (!sheet || sheet.rows.length < 2) return refuseFile('empty', `“${given.name}” holds no row below its header.`)
  const header = sheet.rows[0]!.cells.map((cell) => clean(cell).toLowerCase())
  while (header.at(-1) === '') header.pop()
  const fault = headerFault(registerKind(given.register).columns, header)
  if (fault) return refuseFile('columns', `The header (row ${sheet.rows[0]!.number}) of “${given.name}” ${fault}.`)
  const known = await practicesToRecord(ctx)
  const rows = sheet.rows.slice(1)
  const read = readRows(given, rows, header, known)
  if (read.rejects.length > 0 && (!given.acceptPartial || read.good.length === 0))
    return rejectedFile(given.name, rows.length, read.rejects)
  const writing = { given, read, known, fileMark: opened.value.fileMark, rows: rows.length }
  return ctx.transaction((tx) => write(ctx, tx, writing))
}
