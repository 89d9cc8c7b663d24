const plain = /^\d{1,15}(?:\.\d{1,20})?$/
const withThousands = /^\d{1,3}(?:,\d{3})+(?:\.\d{1,20})?$/
const minus = /^[-\u2212\u2013]/

/** Binary noise of a spreadsheet, 1755.1200000000001, is longer than any price; within a hundred-millionth it is a price again. */
const withoutNoise = (text: string): string => (/\.\d{11,}$/.test(text) ? Number(text).toFixed(8) : text)

const shortest = (text: string): string => {
  const [whole = '0', part = ''] = text.split('.')
  const tail = part.replace(/0+$/, '')
  const head = whole.replace(/^0+(?=\d)/, '')
  return tail ? `${head}.${tail}` : head
}

/**
 * The number a person meant, as plain text, or nothing: `£1,234.50` is 1234.5, `(12.00)` and `−12` are negative.
 * `1,23`, `1e3` and `1.234,50` could be read in two ways and are nothing.
 */
export function findNumber(text: string): string | undefined {
  const inBrackets = /^\((.*)\)$/.exec(text)
  const unsigned = (inBrackets?.[1] ?? text).replace(/^([-\u2212\u2013]?)\s*£\s*/, '$1')
  const negative = minus.test(unsigned)
  if (negative && inBrackets) return undefined
  const digits = negative ? unsigned.slice(1) : unsigned
  if (!plain.test(digits) && !withThousands.test(digits)) return undefined
  const size = shortest(withoutNoise(digits.replaceAll(',', '')))
  return (negative || inBrackets) && size !== '0' ? `-${size}` : size
}

export const decimalsOf = (number: string): number => number.split('.')[1]?.length ?? 0

export const wholeDigitsOf = (number: string): number => number.replace('-', '').split('.')[0]!.length
