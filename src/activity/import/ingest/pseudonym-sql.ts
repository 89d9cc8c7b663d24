import { createHmac } from 'node:crypto'
import { isNhsNumberSql } from '../line/nhs-number-sql.ts'

const blockBytes = 64

/** The two pads of HMAC (RFC 2104) for a key no longer than a block, as hexadecimal text. They are given as parameters, never as SQL. */
export function padsOf(key: Uint8Array): { inner: string; outer: string } {
  if (key.length > blockBytes) throw new RangeError('a key of more than 64 bytes would have to be hashed first')
  const pad = (mask: number): string =>
    Buffer.from(Array.from({ length: blockBytes }, (_, at) => (key[at] ?? 0) ^ mask)).toString('hex')
  return { inner: pad(0x36), outer: pad(0x5c) }
}

/** HMAC-SHA256 of a text, of which the first eight bytes are kept as a signed number. Needs $inner and $outer. */
export const pseudonymSql = (text: string): string => {
  const digest = `sha256(unhex($outer) || unhex(sha256(unhex($inner) || encode(${text}))))`
  const unsigned = `('0x' || substr(${digest}, 1, 16))::UBIGINT`
  return `(SELECT CASE WHEN u.n > 9223372036854775807 THEN (u.n::HUGEINT - 18446744073709551616)::BIGINT ELSE u.n::BIGINT END
    FROM (SELECT ${unsigned} AS n) AS u)`
}

/** The same outside the lake. */
export const pseudonymOf = (key: Uint8Array, text: string): bigint =>
  createHmac('sha256', key).update(text).digest().readBigInt64BE(0)

/** What is hashed: a number is the same person everywhere, a provider's own identifier only there. */
export const nhsText = (number: string): string => `nhs:${number}`
export const localText = (provider: string, given: string): string => `local:${provider}:${given}`

const digitsOf = (given: string): string => `replace(replace(${given}, ' ', ''), '-', '')`

const patientsIn = (source: string): string =>
  `SELECT DISTINCT s.patient AS given FROM ${source} AS s WHERE s.patient IS NOT NULL`

/** Every different identifier with its digits and what it is. */
export const givenSql = (sources: readonly string[]): string => `
  CREATE TABLE given AS
  SELECT d.given, d.digits,
    CASE WHEN NOT regexp_full_match(d.digits, '[0-9]{10}') THEN 'pseudonym'
      WHEN ${isNhsNumberSql('d.digits')} THEN 'nhs-number' ELSE 'invalid' END AS status
  FROM (SELECT g.given, ${digitsOf('g.given')} AS digits
    FROM (${sources.map(patientsIn).join(' UNION ')}) AS g) AS d`
