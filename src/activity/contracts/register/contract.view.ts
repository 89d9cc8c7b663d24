import type { Selectable } from '#db'
import type { Asker } from '#platform'
import { type Month, type Pence, type PlainDate, addMonths, firstDay } from '#shared'
import { type ContractTables, tablesOf } from '../stores/contract-tables.store.ts'
import type { Contract, Mechanism } from './contract.ts'
import { isWithin } from './within.ts'

/** A version of a contract, with who brought it and what it said before it was cut short. */
export interface ContractVersion extends Contract {
  readonly version: number
  readonly agreedFrom: PlainDate
  readonly agreedTo: PlainDate | null
  readonly loadedAt: Date
  readonly loadedBy: string
}

type Row = Selectable<ContractTables['contracts.v_contract']>

const pence = (value: number | null): Pence | null => value as Pence | null

const versionOf = (row: Row): ContractVersion => ({
  contractId: row.contract_id,
  reference: row.reference,
  commissioner: row.commissioner,
  provider: row.provider,
  mechanism: row.mechanism as Mechanism,
  from: row.valid_from as PlainDate,
  to: row.holds_to as PlainDate | null,
  services: row.services,
  fixedPencePerYear: pence(row.fixed_pence_per_year),
  lineTolerancePence: row.line_tolerance_pence as Pence,
  batchTolerancePence: row.batch_tolerance_pence as Pence,
  clocks: { acknowledgeDays: row.acknowledge_days, answerDays: row.answer_days, escalateDays: row.escalate_days },
  readmissionThresholdBp: row.readmission_threshold_bp,
  cquinBp: row.cquin_bp,
  version: row.version,
  agreedFrom: row.valid_from as PlainDate,
  agreedTo: row.valid_to as PlainDate | null,
  loadedAt: row.loaded_at,
  loadedBy: row.loaded_by,
})

/** Every version of every contract that the asker may see, by reference and version; also those that never hold. */
export async function contractVersions({ db, scope }: Asker): Promise<ContractVersion[]> {
  const rows = await tablesOf(db)
    .selectFrom('contracts.v_contract as c')
    .selectAll('c')
    .orderBy('c.commissioner')
    .orderBy('c.reference')
    .orderBy('c.version')
    .execute()
  return rows.map(versionOf).filter(isWithin(scope))
}

const isEverInForce = ({ from, to }: Contract): boolean => to === null || from < to

/** Whether it holds on some day from the first to before the second. */
const touches =
  (from: PlainDate, before: PlainDate) =>
  (contract: Contract): boolean =>
    isEverInForce(contract) && contract.from < before && (contract.to === null || contract.to > from)

/** In force on any day of the months from the first to the last, both included; an amended contract is there once for each version. */
export const contractsBetween = async (asker: Asker, first: Month, last: Month): Promise<Contract[]> =>
  (await contractVersions(asker)).filter(touches(firstDay(first), firstDay(addMonths(last, 1))))

/** In force on any day of the month; a contract amended within it is there once for each version. */
export const contractsIn = (asker: Asker, month: Month): Promise<Contract[]> => contractsBetween(asker, month, month)

/** The one that covers everything goes before those that cover single services. */
const widestFirst = (a: Contract, b: Contract): number =>
  Math.sign(a.services.length) - Math.sign(b.services.length) || (a.reference < b.reference ? -1 : 1)

/** The contract with a provider on a day, or nothing; of several the one that covers all services, else the first by reference. */
export async function findContract(
  asker: Asker,
  provider: string,
  day: PlainDate,
  commissioner?: string,
): Promise<Contract | undefined> {
  const holding = (await contractVersions(asker)).filter(
    (contract) =>
      contract.provider === provider &&
      (commissioner === undefined || contract.commissioner === commissioner) &&
      contract.from <= day &&
      (contract.to === null || day < contract.to),
  )
  return holding.toSorted(widestFirst)[0]
}
