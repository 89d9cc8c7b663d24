/** As many decimals as a weight may have: beyond that a spreadsheet makes them up. */
const mostDecimals = 12

const pattern = new RegExp(String.raw`^(\d{1,9})(?:\.(\d{1,${mostDecimals}}))?$`)

/** A number of 0 or more as decimal text, kept to its last digit: ` 0012.50` is `12.50`. Nothing where it is none. */
export function readDecimal(text: string): string | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const whole = match[1]!.replace(/^0+(?=\d)/, '')
  return match[2] === undefined ? whole : `${whole}.${match[2]}`
}

export const isZero = (decimal: string): boolean => /^[0.]+$/.test(decimal)
