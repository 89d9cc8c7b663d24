import { createHash } from 'node:crypto'
import type { Database } from '#db'
import { findOrganisation } from '#organisations'
import { type Ctx, readSheets } from '#platform'
import { type Refused, type Result, dayInLondon, hidePatientData, mayDo, ok } from '#shared'
import { type PlainRow, plainRows } from '../reading/plain-rows.ts'
import type { LoadKind } from '../stores/envelope-tables.store.ts'
import { insertLoad, latestLoad, lockYear } from '../stores/load.store.ts'
import {
  type YearFile,
  type YearRefusal,
  type YearRefusalCode,
  type YearResult,
  refuseYear,
  rejectedWords,
} from './outcome.ts'

export interface ReadRow<Item> {
  readonly row: PlainRow
  readonly item: Item
}

/** What a kind of file has that the others have not. */
export interface FileKind<Item> {
  readonly kind: LoadKind
  readonly columns: readonly string[]
  /** What a row says; nothing where it was rejected. */
  readonly read: (row: PlainRow) => Item | undefined
  /** Rejects rows that cannot stand beside what is recorded or beside each other; answers with notes. */
  readonly check: (tx: Database, file: YearFile, items: readonly ReadRow<Item>[]) => Promise<string[]>
  /** Why the items cannot be taken as a whole. */
  readonly refuse?: (tx: Database, file: YearFile, items: readonly Item[]) => Promise<Result<unknown, YearRefusalCode>>
  readonly write: (
    tx: Database,
    load: { loadNo: number; commissioner: string },
    rows: readonly ReadRow<Item>[],
  ) => Promise<void>
  /** What the journal keeps of it beside counts. */
  readonly detail?: (items: readonly Item[]) => Record<string, unknown>
}

async function notAllowed(ctx: Ctx, { commissioner }: YearFile): Promise<YearRefusal | undefined> {
  if (!mayDo(ctx.scope, 'budget.set')) return refuseYear('not-allowed', 'You may not set what budgets are made of.')
  const { commissioners } = ctx.scope
  const known = await findOrganisation(ctx.db, commissioner)
  if (known?.kind === 'commissioner' && (commissioners === 'all' || commissioners.includes(commissioner)))
    return undefined
  return refuseYear(
    'no-commissioner',
    `“${commissioner}” is no commissioner here: import organisations first, or correct the code.`,
  )
}

interface Opened<Item> {
  readonly file: YearFile
  readonly sha256: string
  readonly rows: readonly PlainRow[]
  readonly items: readonly ReadRow<Item>[]
}

const refusal = ({ code, message }: Refused<YearRefusalCode>): YearRefusal => refuseYear(code, message)

async function decide<Item>(ctx: Ctx, tx: Database, kind: FileKind<Item>, opened: Opened<Item>): Promise<YearResult> {
  const { file, rows, sha256 } = opened
  await lockYear(tx, file)
  const notes = await kind.check(tx, file, opened.items)
  const rejects = rows.flatMap((row) => row.rejects)
  const good = opened.items.filter(({ row }) => row.isWhole)
  if (rejects.length > 0 && (!file.acceptPartial || good.length === 0))
    return refuseYear('rejected', rejectedWords(file.name, rows.length, rejects), rejects)
  const items = good.map(({ item }) => item)
  const fault = await kind.refuse?.(tx, file, items)
  if (fault?.ok === false) return refusal(fault)
  const told = {
    name: file.name,
    year: file.year,
    commissioner: file.commissioner,
    rows: rows.length,
    taken: good.length,
    rejects,
  }
  const last = await latestLoad(tx, kind.kind, file)
  if (last?.sha256 === sha256 && last.rows === good.length) {
    const words = `This very content was taken on ${dayInLondon(last.loadedAt)} and counts.`
    return ok({ ...told, loadNo: last.loadNo, recognised: true, notes: [...notes, words] })
  }
  const loadNo = await insertLoad(tx, {
    kind: kind.kind,
    commissioner: file.commissioner,
    year: file.year,
    file_name: hidePatientData(file.name),
    sha256,
    rows: good.length,
    rejected: rows.length - good.length,
    loaded_at: ctx.clock.now(),
    loaded_by: ctx.actor.name,
    person_id: ctx.actor.userId ?? null,
  })
  await kind.write(tx, { loadNo, commissioner: file.commissioner }, good)
  const detail = { rows: good.length, rejected: rows.length - good.length, sha256, ...kind.detail?.(items) }
  await ctx.audit(tx, `budget.${kind.kind}`, `${kind.kind} ${file.commissioner} ${file.year}`, detail)
  return ok({ ...told, loadNo, recognised: false, notes })
}

/** Reads a file for a year whole before anything of it counts, then takes all of it, or nothing. */
export async function takeYearFile<Item>(ctx: Ctx, kind: FileKind<Item>, file: YearFile): Promise<YearResult> {
  const barred = await notAllowed(ctx, file)
  if (barred) return barred
  const read = await readSheets({ path: file.file, name: file.name })
  if (!read.ok) return refusal(read)
  const rows = plainRows(file.name, kind.columns, read.value.sheets)
  if (!rows.ok) return refusal(rows)
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  const items = rows.value.flatMap((row) => {
    const item = row.isWhole ? kind.read(row) : undefined
    return item === undefined ? [] : [{ row, item }]
  })
  return ctx.transaction((tx) => decide(ctx, tx, kind, { file, sha256, rows: rows.value, items }))
}
