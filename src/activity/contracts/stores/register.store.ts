import { type Database, sql } from '#db'
import type { Item, Kind, KindName } from '../loading/kind.ts'
import { tablesOf } from './contract-tables.store.ts'

const contractLock = 7_100_010

/** One change of the register at a time: two files at once would each be compared with what the other is about to replace. */
export const lockRegister = (tx: Database): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${contractLock})`.execute(tx)

export interface LoadRecord {
  readonly kind: KindName
  readonly commissioner: string | null
  readonly fileName: string
  readonly sha256: string
  readonly rows: number
  readonly loadedAt: Date
  readonly loadedBy: string
}

export interface Load extends LoadRecord {
  readonly loadNo: number
}

export async function insertLoad(tx: Database, load: LoadRecord): Promise<number> {
  const { load_no } = await tablesOf(tx)
    .insertInto('contracts.load')
    .values({
      kind: load.kind,
      commissioner: load.commissioner,
      file_name: load.fileName,
      sha256: load.sha256,
      rows: load.rows,
      loaded_at: load.loadedAt,
      loaded_by: load.loadedBy,
    })
    .returning('load_no')
    .executeTakeFirstOrThrow()
  return load_no
}

/** The latest version of each contract, by commissioner and reference. */
async function latestVersions(tx: Database): Promise<Map<string, number>> {
  const rows = await tablesOf(tx)
    .selectFrom('contracts.contract as c')
    .select((of) => ['c.commissioner', 'c.reference', of.fn.max('c.version').as('version')])
    .groupBy(['c.commissioner', 'c.reference'])
    .execute()
  return new Map(rows.map(({ commissioner, reference, version }) => [`${commissioner} ${reference}`, version]))
}

/** What a table keeps of a row beside the columns of its file. */
async function besideOf(tx: Database, { name }: Kind, items: readonly Item[]): Promise<Record<string, unknown>[]> {
  if (name === 'low-priority') return items.map((_, at) => ({ row_no: at + 1 }))
  if (name === 'prior-approvals')
    return items.map((item) => ({ patient: item['patient'], key_version: item['key_version'] }))
  if (name !== 'contracts') return items.map((item) => ('provider' in item ? { provider: item['provider'] } : {}))
  const latest = await latestVersions(tx)
  return items.map((item) => {
    const key = `${String(item['commissioner'])} ${String(item['reference'])}`
    const version = (latest.get(key) ?? 0) + 1
    latest.set(key, version)
    return { version }
  })
}

/** A statement may hold 65,535 values, and no table has more than twenty columns. */
const rowsAtOnce = 2000

/** Adds the rows of one load; those of one contract in the order of their first days, which becomes that of their versions. */
export async function insertItems(tx: Database, loadNo: number, kind: Kind, items: readonly Item[]): Promise<void> {
  const ordered =
    kind.name === 'contracts' ? items.toSorted((a, b) => (String(a['from']) < String(b['from']) ? -1 : 1)) : items
  const beside = await besideOf(tx, kind, ordered)
  const kept = kind.columns.filter(
    ({ isPrivate, name }) => !isPrivate && !(kind.name === 'calendar' && name === 'commissioner'),
  )
  const rows = ordered.map((item, at) => ({
    load_no: loadNo,
    ...Object.fromEntries(kept.map(({ name, keptAs }) => [keptAs, item[name] ?? null])),
    ...beside[at],
  }))
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    // The kind names the columns of its table; Kysely cannot follow that.
    await tablesOf(tx)
      .insertInto(kind.table as 'contracts.plan')
      .values(rows.slice(at, at + rowsAtOnce) as never)
      .execute()
  }
}

/** Whether a list was ever loaded for a commissioner, be it empty; the calendar has none. */
export async function isLoaded(db: Database, kind: KindName, commissioner: string | null): Promise<boolean> {
  const row = await tablesOf(db)
    .selectFrom('contracts.load as l')
    .select('l.load_no')
    .where('l.kind', '=', kind)
    .where('l.commissioner', commissioner === null ? 'is' : '=', commissioner)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface ContractEnd {
  readonly commissioner: string
  readonly reference: string
  readonly version: number
  readonly provider: string
  readonly endsOn: string
  readonly reason: string
  readonly endedAt: Date
  readonly endedBy: string
}

export async function insertEnd(tx: Database, end: ContractEnd): Promise<void> {
  await tablesOf(tx)
    .insertInto('contracts.contract_end')
    .values({
      commissioner: end.commissioner,
      reference: end.reference,
      version: end.version,
      provider: end.provider,
      ends_on: end.endsOn,
      reason: end.reason,
      ended_at: end.endedAt,
      ended_by: end.endedBy,
    })
    .execute()
}
