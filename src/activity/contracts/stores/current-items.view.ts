import type { Ctx } from '#platform'
import { patientsNow } from '#activity/import'
import type { Item, Kind } from '../loading/kind.ts'
import { type ContractVersion, contractVersions } from '../register/contract.view.ts'
import { isWithin, seesEveryProvider } from '../register/within.ts'
import { tablesOf } from './contract-tables.store.ts'

type Reading = Pick<Ctx, 'db' | 'scope' | 'folder'>

const contractItem = (contract: ContractVersion): Item => ({
  commissioner: contract.commissioner,
  reference: contract.reference,
  provider: contract.provider,
  mechanism: contract.mechanism,
  from: contract.agreedFrom,
  to: contract.agreedTo,
  services: contract.services,
  fixed_per_year: contract.fixedPencePerYear,
  line_tolerance: contract.lineTolerancePence,
  batch_tolerance: contract.batchTolerancePence,
  acknowledge_days: contract.clocks.acknowledgeDays,
  answer_days: contract.clocks.answerDays,
  escalate_days: contract.clocks.escalateDays,
  readmission_threshold_percent: contract.readmissionThresholdBp,
  cquin_percent: contract.cquinBp,
})

/** The terms that hold at some time: not those that a later version replaced from their first day. An end cuts them and hides none. */
const isNotReplaced = (all: readonly ContractVersion[]) => (version: ContractVersion) =>
  !all.some(
    (later) =>
      later.commissioner === version.commissioner &&
      later.reference === version.reference &&
      later.version > version.version &&
      later.agreedFrom <= version.agreedFrom,
  )

async function contractItems(reading: Reading): Promise<Item[]> {
  const versions = await contractVersions(reading)
  return versions.filter(isNotReplaced(versions)).map(contractItem)
}

type Row = Readonly<Record<string, unknown>>

/** A value as files give it: an instant as its text, a decimal without the noughts that the database adds. */
function valueOf({ columns }: Kind, name: string, given: unknown): Item[string] {
  if (given instanceof Date) return given.toISOString()
  const type = columns.find((column) => column.name === name)?.type
  const read = typeof given === 'string' ? type?.read(given) : undefined
  return read?.ok ? read.value : (given as Item[string])
}

const itemOf = (kind: Kind, row: Row): Item => ({
  ...Object.fromEntries(
    kind.columns
      .filter(({ isPrivate }) => !isPrivate)
      .map(({ name, keptAs }) => [name, valueOf(kind, name, row[keptAs] ?? null)]),
  ),
  ...(row['provider'] === undefined ? {} : { provider: String(row['provider']) }),
})

/** The columns by which a list stands in order: what it is of, then what tells its rows apart. */
const orderOf = (kind: Kind): string[] =>
  kind.name === 'low-priority'
    ? ['commissioner', 'row_no']
    : [...kind.whole, ...kind.key].map((name) => kind.columns.find((column) => column.name === name)!.keptAs)

async function listRows({ db }: Reading, kind: Kind): Promise<Row[]> {
  const view = kind.table.replace('contracts.', 'contracts.v_')
  // The views of the lists differ in their columns alone, which the kind names; Kysely knows each by its name only.
  let query = tablesOf(db)
    .selectFrom(`${view} as t` as 'contracts.v_plan as t')
    .selectAll('t')
  for (const column of orderOf(kind)) query = query.orderBy(`t.${column}` as 't.pod')
  return await query.execute()
}

async function withPatients(reading: Reading, kind: Kind, rows: readonly Row[]): Promise<Item[]> {
  if (!seesEveryProvider(reading.scope)) return []
  const items: Item[] = []
  for (const commissioner of new Set(rows.map((row) => String(row['commissioner'])))) {
    const own = rows.filter((row) => row['commissioner'] === commissioner)
    const kept = own.map((row) => ({ patient: String(row['patient']), keyVersion: Number(row['key_version']) }))
    const patients = await patientsNow(reading, commissioner, kept)
    items.push(...own.map((row, at) => ({ ...itemOf(kind, row), patient: patients[at]! })))
  }
  return items
}

/** The rows of a list as they stand now, as its file would have them, within what the asker may see. */
export async function currentItems(reading: Reading, kind: Kind): Promise<Item[]> {
  if (kind.name === 'contracts') return contractItems(reading)
  const rows = await listRows(reading, kind)
  if (kind.name === 'calendar') return rows.map((row) => itemOf(kind, row))
  const seen = rows.filter((row) => isWithin(reading.scope)(row as { commissioner: string; provider?: string }))
  return kind.name === 'prior-approvals' ? withPatients(reading, kind, seen) : seen.map((row) => itemOf(kind, row))
}
