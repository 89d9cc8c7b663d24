import type { ContractTables } from '../stores/contract-tables.store.ts'
import type { CellType, Value } from './cell-type.ts'

export const kindNames = [
  'contracts',
  'contract-plan',
  'follow-up-caps',
  'marginal-rates',
  'multi-professional',
  'clinics',
  'quality-measures',
  'prior-approvals',
  'excluded-drugs',
  'low-priority',
  'calendar',
] as const
export type KindName = (typeof kindNames)[number]

/** One row of a list, by the names of its columns; `commissioner` is filled in where the file leaves it out. */
export type Item = Readonly<Record<string, Value>>

export interface FileColumn {
  readonly name: string
  readonly label: string
  readonly type: CellType
  /** Filled in every row; there, but a cell may be empty; or left out as one likes. */
  readonly need: 'filled' | 'there' | 'may'
  /** What an empty cell means. */
  readonly otherwise: Value
  /** The column of the table that keeps it. */
  readonly keptAs: string
  /** Never shown, and not kept as it is. */
  readonly isPrivate: boolean
}

export interface Kind {
  readonly name: KindName
  readonly title: string
  /** What one row is, for a sentence that counts them. */
  readonly one: string
  readonly table: Exclude<
    keyof ContractTables,
    `contracts.v_${string}` | 'contracts.load' | 'contracts.proposal' | 'contracts.contract_end'
  >
  /** A file with this column is of this kind. */
  readonly mark: readonly string[]
  readonly columns: readonly FileColumn[]
  /** A file is the whole list of what these columns name. */
  readonly whole: readonly string[]
  /** What makes two rows of such a list the same thing. */
  readonly key: readonly string[]
}

/** The kinds whose rows stand under a contract, which says with which provider. */
export const isUnderContract = ({ name, columns }: Kind): boolean =>
  name !== 'contracts' && columns.some((each) => each.name === 'reference')

const partOf = (columns: readonly string[], item: Item): string =>
  JSON.stringify(columns.map((name) => item[name] ?? null))
export const wholeOf = (kind: Kind, item: Item): string => partOf(kind.whole, item)
export const keyOf = (kind: Kind, item: Item): string => partOf([...kind.whole, ...kind.key], item)
