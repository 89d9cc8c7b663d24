import { createHmac } from 'node:crypto'

const blockBytes = 64

/** The two pads of HMAC (RFC 2104) for a key no longer than a block, as hexadecimal text. They are given as parameters, never as SQL. */
export function padsOf(key: Uint8Array): { inner: string; outer: string } {
  if (key.length > blockBytes) throw new RangeError('a key of more than 64 bytes would have to be hashed first')
  const pad = (mask: number): string =>
    Buffer.from(Array.from({ length: blockBytes }, (_, at) => (key[at] ?? 0) ^ mask)).toString('hex')
  return { inner: pad(0x36), outer: pad(0x5c) }
}

const digestSql = (text: string): string => `sha256(unhex($outer) || unhex(sha256(unhex($inner) || encode(${text}))))`

/** HMAC-SHA256 of a text, of which the first eight bytes are kept as a signed number. Needs $inner and $outer. */
export const pseudonymSql = (text: string): string => {
  const unsigned = `('0x' || substr(${digestSql(text)}, 1, 16))::UBIGINT`
  return `(SELECT CASE WHEN u.n > 9223372036854775807 THEN (u.n::HUGEINT - 18446744073709551616)::BIGINT ELSE u.n::BIGINT END
    FROM (SELECT ${unsigned} AS n) AS u)`
}

/** The same outside the lake. */
export const pseudonymOf = (key: Uint8Array, text: string): bigint =>
  createHmac('sha256', key).update(text).digest().readBigInt64BE(0)

/** What is hashed: a number is the same person everywhere, a provider's own identifier only there. */
export const nhsText = (number: string): string => `nhs:${number}`
export const localText = (provider: string, given: string): string => `local:${provider}:${given}`

/**
 * A later version of the key hashes what the version before it made, so that a lake can be given new pseudonyms without a single NHS
 * number.
 */
export const chainText = (patient: bigint | string): string => `chain:${patient}`
export const chainSql = (patient: string): string => pseudonymSql(`'chain:' || ${patient}::VARCHAR`)

/** The pseudonym of a text under all versions in force, the oldest first. */
export const chainedPseudonym = ([first, ...later]: readonly Uint8Array[], text: string): bigint =>
  later.reduce((patient, key) => pseudonymOf(key, chainText(patient)), pseudonymOf(first!, text))

/** Sixteen letters that make no word and no number: what leaves is not taken for an NHS number, by the guard or by anybody. */
const letters = 'bcdfghjklmnpqrst'
const extractLength = 20

const lettersOf = (hex: string): string =>
  Array.from(hex.slice(0, extractLength), (digit) => letters[Number.parseInt(digit, 16)]).join('')

/** The key under which pseudonyms leave, with the version that stands in front of each. */
export interface ExtractKey {
  readonly version: number
  readonly key: Uint8Array
}

/**
 * What stands for a patient outside: `p2-` and twenty letters (80 bits) of a second HMAC, under the key of extracts. The number of the
 * lake never leaves, so an extract joins to another of its version and to nothing in here without that key.
 */
export const extractPseudonym = ({ version, key }: ExtractKey, patient: string): string =>
  `p${version}-${lettersOf(createHmac('sha256', key).update(`extract:${patient}`).digest('hex'))}`

/** The same for a column of lines. Needs $inner and $outer of that key. */
export const extractPseudonymSql = (patient: string, version: number): string =>
  `'p${Math.trunc(version)}-' || translate(substr(${digestSql(`'extract:' || ${patient}::VARCHAR`)}, 1, ${extractLength}),
    '0123456789abcdef', '${letters}')`
