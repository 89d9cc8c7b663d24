import { type Pence, type Result, ok, refused, roundHalfUp, toPence } from '#shared'

type Read<Value> = Result<Value, 'bad-cell'>

const bad = (text: string, words: string): Read<never> => refused('bad-cell', `“${text}” ${words}`)

/** A dash, of whatever length, stands for 'no price' in national workbooks. */
const isEmpty = (text: string): boolean => text === '' || /^[-–—]$/.test(text)

/**
 * The number a cell means, in units of 10^-places, or nothing when it is not a number. National workbooks may have a pound sign,
 * commas between thousands, footnote stars and more decimals than were meant (a spreadsheet's 0.30000000000000004).
 */
function scaled(text: string, places: number, isNational: boolean): bigint | undefined {
  const plain = isNational
    ? text
        .replace(/^£\s*/, '')
        .replace(/\s*\*+$/, '')
        .replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, '')
    : text
  const match = /^(\d{1,9})(?:\.(\d{1,20}))?$/.exec(plain)
  if (!match) return undefined
  const [, whole, part = ''] = match
  if (!isNational && part.length > places) return undefined
  return roundHalfUp(BigInt(whole! + part.padEnd(20, '0')), 10n ** BigInt(20 - places))
}

/** What is longer is neither a number nor a code, and a million stars would take a minute to look through. */
const mostLetters = 200

const tidy = (cell: string): string =>
  cell
    .slice(0, mostLetters)
    .replaceAll(/[\s ]+/g, ' ')
    .trim()

/** Above this a price is a slip of the keyboard, and the sums of a line would no longer fit 64 bits. */
const highestPricePence = 1_000_000_000n

export function readPrice(cell: string, isNational: boolean): Read<Pence | null> {
  const text = tidy(cell)
  if (isEmpty(text)) return ok(null)
  const value = scaled(text, 4, isNational)
  if (value === undefined)
    return bad(text, 'is not a price: write pounds like 2406 or 2406.50, or leave it empty for no price')
  const pence = roundHalfUp(value, 100n)
  if (pence > highestPricePence) return bad(text, 'is more than £10,000,000, which no price is: check it')
  return ok(toPence(Number(pence)))
}

export function readDays(cell: string, isNational: boolean): Read<number | null> {
  const text = tidy(cell)
  if (isEmpty(text)) return ok(null)
  const value = scaled(text, isNational ? 1 : 0, isNational)
  if (value === undefined || (isNational && value % 10n !== 0n) || value > 99_999n) {
    return bad(text, 'is not a number of days: write a whole number like 23, or leave it empty for no trim point')
  }
  return ok(Number(isNational ? value / 10n : value))
}

/** A share in ten-thousandths: `25%`, `25` and `0.25` are all 2500; up to 1 a bare number is a fraction, above it a percentage. */
export function readShareBp(cell: string, isNational: boolean): Read<number | null> {
  const text = tidy(cell)
  if (isEmpty(text)) return ok(null)
  const value = scaled(text.replace(/\s*%$/, ''), 6, true)
  if (value === undefined) return bad(text, 'is not a share: write 25% or 0.25')
  const isPercent = text.endsWith('%') || value > 1_000_000n
  const bp = isPercent ? roundHalfUp(value, 10_000n) : roundHalfUp(value, 100n)
  const exact = isNational || (isPercent ? bp * 10_000n : bp * 100n) === value
  return bp > 10_000n || !exact ? bad(text, 'is not a share from 0% to 100% with at most two decimals') : ok(Number(bp))
}

/** A market forces factor in millionths. */
export function readFactorMicro(cell: string, isNational: boolean): Read<number> {
  const text = tidy(cell)
  const value = scaled(text, 6, isNational)
  if (value === undefined || value < 100_000n || value > 9_999_999n) {
    return bad(text, 'is not a market forces factor: write it like 1.063400, with at most six decimals')
  }
  return ok(Number(value))
}

export function readYes(cell: string): Read<boolean> {
  const text = tidy(cell).toLowerCase()
  if (['y', 'yes'].includes(text)) return ok(true)
  return isEmpty(text) || ['n', 'no', 'n/a'].includes(text) ? ok(false) : bad(cell, 'is neither Y nor N')
}

/** A code without the padding and footnote stars of workbooks. */
export const tidyCode = (cell: string): string =>
  tidy(cell)
    .replace(/\s*\*+$/, '')
    .toUpperCase()
