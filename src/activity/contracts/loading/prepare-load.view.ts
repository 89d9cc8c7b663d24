import { createHash } from 'node:crypto'
import type { Database } from '#db'
import { namePatients } from '#activity/import'
import { listOrganisations, onlyCommissioner } from '#organisations'
import { type Ctx, type SheetsFile, readSheets } from '#platform'
import { dayInLondon } from '#shared'
import { type ContractVersion, contractVersions } from '../register/contract.view.ts'
import { currentItems } from '../stores/current-items.view.ts'
import { isLoaded } from '../stores/register.store.ts'
import { contractFaults } from './check-contracts.ts'
import { type Change, differences, spokenOf } from './differences.ts'
import type { Fault } from './fault.ts'
import type { Item, Kind } from './kind.ts'
import { kindNamed, kinds } from './kinds.ts'
import type { Prepared, PreparedList } from './prepared.ts'
import { type ReadItem, type ReadSheet, readItems } from './read-items.ts'
import { type Surroundings, contractKey, settleItems } from './settle-items.ts'

type Reading = Pick<Ctx, 'db' | 'scope' | 'folder' | 'clock'>

export interface FileToLoad {
  readonly path: string
  /** What its sender called it. */
  readonly name: string
}

/** Larger registers are none: a year's plan of fifty contracts has some ten thousand rows. */
const maxBytes = 16 * 1024 ** 2

interface FileRead {
  readonly lists: readonly PreparedList[]
  readonly faults: readonly Fault[]
}

const wholeFile = (file: string, problem: string, whatToDo: string): Fault => ({
  file,
  row: 1,
  column: 'the whole file',
  value: '',
  problem,
  whatToDo,
})

async function readFile(file: SheetsFile): Promise<FileRead> {
  const read = await readSheets({ ...file, maxBytes })
  if (!read.ok) return { lists: [], faults: [wholeFile(file.name, read.message, 'Send another file.')] }
  const sha256 = createHash('sha256').update(read.value.bytes).digest('hex')
  const { sheets } = read.value
  const named = sheets.map((sheet) => ({
    ...sheet,
    name: sheets.length > 1 ? `${file.name}, ${sheet.name}` : file.name,
  }))
  const readings = named.map(readItems)
  return {
    lists: readings.flatMap(({ sheet }) => (sheet ? [{ ...sheet, sha256 }] : [])),
    faults: readings.flatMap(({ faults }) => faults ?? []),
  }
}

function twiceOfOneKind(lists: readonly ReadSheet[]): Fault[] {
  return lists.flatMap(({ kind, file }, at) => {
    const first = lists.slice(0, at).find((other) => other.kind === kind)
    const problem = `is a file of ${kindNamed(kind).title.toLowerCase()}, and so is ${first?.file}`
    return first ? [wholeFile(file, problem, 'Put them together, or load one after the other.')] : []
  })
}

/** Whose register the asker may write, and whose a row is that does not say. */
async function surroundingsOf(
  { db, scope, clock }: Reading,
  versions: readonly ContractVersion[],
  lists: readonly ReadSheet[],
): Promise<Surroundings> {
  const asAt = dayInLondon(clock.now())
  const known = await listOrganisations(db, { asAt, kind: 'commissioner', closed: true, limit: 10_000 })
  const codes = known.map(({ code }) => code)
  const reach = scope.commissioners
  const mine = reach === 'all' ? codes : codes.filter((code) => reach.includes(code))
  const commissioner = reach !== 'all' && reach.length === 1 ? reach[0]! : await onlyCommissioner(db)
  const brought = lists
    .filter(({ kind }) => kind === 'contracts')
    .flatMap(({ items }) => items.map(({ item }) => ({ ...item, commissioner: item['commissioner'] ?? commissioner })))
  const standing = versions.map(({ commissioner: whose, reference, provider }) => ({
    commissioner: whose,
    reference,
    provider,
  }))
  return {
    commissioner,
    commissioners: new Set(mine),
    providerOf: new Map([...standing, ...brought].map((item: Item) => [contractKey(item), String(item['provider'])])),
  }
}

/** NHS numbers become the pseudonyms of their commissioner's lines, and go. */
async function withoutNumbers(reading: Reading, list: PreparedList): Promise<PreparedList> {
  if (list.kind !== 'prior-approvals' || list.items.every(({ item }) => 'patient' in item)) return list
  const items: ReadItem[] = []
  for (const commissioner of new Set(list.items.map(({ item }) => String(item['commissioner'])))) {
    const own = list.items.filter(({ item }) => item['commissioner'] === commissioner)
    const patients = await namePatients(
      reading,
      commissioner,
      own.map(({ item }) => String(item['nhs_number'])),
    )
    items.push(
      ...own.map(({ row, item }, at) => {
        const { nhs_number: _number, ...rest } = item
        const { patient, keyVersion } = patients[at]!
        return { row, item: { ...rest, patient, key_version: keyVersion } }
      }),
    )
  }
  return { ...list, items }
}

async function changesOf(reading: Reading, kind: Kind, list: PreparedList, emptied: string | null): Promise<Change[]> {
  const items = list.items.map(({ item }) => item)
  return differences(kind.name, items, spokenOf(kind, items, await currentItems(reading, kind), emptied))
}

/** Whose a list is: of its rows, or of an empty one whoever empties it. The calendar is everybody's. */
export function commissionersOf({ kind, items }: PreparedList, emptied: string | null): (string | null)[] {
  if (kind === 'calendar') return [null]
  return items.length === 0 ? [emptied] : [...new Set(items.map(({ item }) => String(item['commissioner'])))]
}

async function firstsOf(
  { db }: { db: Database },
  list: PreparedList,
  emptied: string | null,
): Promise<Prepared['firsts']> {
  const firsts: Prepared['firsts'][number][] = []
  for (const commissioner of commissionersOf(list, emptied))
    if (!(await isLoaded(db, list.kind, commissioner))) firsts.push({ kind: list.kind, commissioner })
  return firsts
}

/** Holds lists against the register as it stands: what they would change, or why they cannot be taken. */
export async function prepareLists(reading: Reading, lists: readonly PreparedList[]): Promise<Prepared> {
  const ordered = lists.toSorted((a, b) => kindAt(a) - kindAt(b))
  const versions = await contractVersions(reading)
  const around = await surroundingsOf(reading, versions, ordered)
  const settled = ordered.map((list) => ({ list, ...settleItems(list, around) }))
  const faults = settled.flatMap((each) => [
    ...each.faults,
    ...(each.list.kind === 'contracts' && each.faults.length === 0
      ? contractFaults(each.list.file, each.items, versions)
      : []),
  ])
  const { commissioner } = around
  if (faults.length > 0) return { lists: [], changes: [], firsts: [], faults, commissioner }
  const prepared: PreparedList[] = []
  for (const { list, items } of settled) prepared.push(await withoutNumbers(reading, { ...list, items }))
  const changes: Change[] = []
  const firsts: Prepared['firsts'][number][] = []
  for (const list of prepared) {
    changes.push(...(await changesOf(reading, kindNamed(list.kind), list, commissioner)))
    firsts.push(...(await firstsOf(reading, list, commissioner)))
  }
  return { lists: prepared, changes, firsts, faults: [], commissioner }
}

const kindAt = ({ kind }: ReadSheet): number => kinds.findIndex(({ name }) => name === kind)

/** Reads files and holds them against the register. Nothing is kept, and no NHS number leaves this. */
export async function prepareFiles(reading: Reading, files: readonly FileToLoad[]): Promise<Prepared> {
  const reads: FileRead[] = []
  for (const file of files) reads.push(await readFile(file))
  const lists = reads.flatMap((read) => read.lists)
  const faults = [...reads.flatMap((read) => read.faults), ...twiceOfOneKind(lists)]
  if (faults.length === 0) return prepareLists(reading, lists)
  return { lists: [], changes: [], firsts: [], faults, commissioner: null }
}
