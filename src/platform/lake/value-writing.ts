import {
  DuckDBDateValue,
  type DuckDBDecimalType,
  DuckDBDecimalValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api'
import { toPlainDate } from '#shared'
import type { LakeValue } from './lake.ts'

const dayMs = 86_400_000

const dateOf = (text: string): DuckDBDateValue =>
  new DuckDBDateValue(Date.parse(`${toPlainDate(text)}T00:00:00Z`) / dayMs)

function decimalOf(text: string, { width, scale }: DuckDBDecimalType): DuckDBDecimalValue {
  const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text)
  const [, sign, whole = '', part = ''] = match ?? []
  if (!match || whole + part === '' || part.length > scale || whole.length > width - scale) {
    throw new RangeError(`${text} does not fit DECIMAL(${width},${scale})`)
  }
  const size = BigInt(whole + part.padEnd(scale, '0'))
  return new DuckDBDecimalValue(sign ? -size : size, width, scale)
}

const bigTypes = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT])
const asGiven = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.DOUBLE,
])

/** Makes a plain value into what a column of this type takes; it throws where something would be lost. */
export function writerFor(type: DuckDBType): (value: LakeValue) => DuckDBValue {
  const write = writerOf(type)
  return (value) => (value === null ? null : write(value))
}

function writerOf(type: DuckDBType): (value: Exclude<LakeValue, null>) => DuckDBValue {
  if (type.typeId === DuckDBTypeId.VARCHAR) return String
  if (type.typeId === DuckDBTypeId.DATE) return (value) => dateOf(String(value))
  if (type.typeId === DuckDBTypeId.DECIMAL) return (value) => decimalOf(String(value), type as DuckDBDecimalType)
  if (bigTypes.has(type.typeId)) return (value) => BigInt(value)
  if (asGiven.has(type.typeId)) return (value) => value
  throw new TypeError(`rows cannot be inserted into a column of type ${type}: make it text and cast it in SQL`)
}
