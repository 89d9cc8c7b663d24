/** Modulus 11, as `isNhsNumber` has it, in the lake's SQL: for an expression that is ten digits. */
export function isNhsNumberSql(digits: string): string {
  const weighted = Array.from({ length: 9 }, (_, at) => `ascii(substr(${digits}, ${at + 1}, 1)) * ${10 - at}`).join(
    ' + ',
  )
  // ascii('0') is 48, and the weights sum to 54, so 48 x 54 stands too high in the sum.
  const check = `(11 - ((${weighted} - ${48 * 54}) % 11)) % 11`
  return `(${digits} <> '0000000000' AND ${check} = ascii(substr(${digits}, 10, 1)) - 48)`
}
