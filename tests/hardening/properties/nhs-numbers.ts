import { coverNumbers, isNhsNumber } from '#shared'
import { type Chance, chance } from '../../oracles/chance.ts'

/** The tenth digit by trying each: the weighted sum of all ten, the last with weight 1, is a multiple of 11. */
function lastDigit(nine: readonly number[]): number | undefined {
  const sum = nine.reduce((total, digit, at) => total + digit * (10 - at), 0)
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((last) => (sum + last) % 11 === 0)
}

function drawNumber(chances: Chance): number[] {
  for (;;) {
    const nine = Array.from({ length: 9 }, () => chances.whole(0, 9))
    const last = lastDigit(nine)
    if (last !== undefined && nine.some((digit) => digit > 0)) return [...nine, last]
  }
}

const withDigit = (digits: readonly number[], at: number, digit: number): string => digits.with(at, digit).join('')

const singleErrors = (digits: readonly number[]): string[] =>
  digits.flatMap((right, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => digit !== right).map((digit) => withDigit(digits, at, digit)),
  )

const swaps = (digits: readonly number[]): string[] =>
  digits.slice(1).flatMap((digit, at) =>
    digit === digits[at]
      ? []
      : [
          digits
            .with(at, digit)
            .with(at + 1, digits[at]!)
            .join(''),
        ],
  )

const spaced = (text: string): string[] => [
  text,
  `${text.slice(0, 3)} ${text.slice(3, 6)} ${text.slice(6)}`,
  `x${text.replace(/(...)(...)/, '$1-$2-')}y`,
]

function wrongWith(digits: readonly number[]): string[] {
  const text = digits.join('')
  const refused = isNhsNumber(text) ? [] : [`${text} is a number and was refused`]
  const taken = [...singleErrors(digits), ...swaps(digits)]
    .filter(isNhsNumber)
    .map((wrong) => `${wrong} was taken and is ${text} with a slip`)
  const shown = spaced(text)
    .filter((way) => /\d{2}/.test(coverNumbers(way)))
    .map((way) => `“${way}” was shown as ${coverNumbers(way)}`)
  return [...refused, ...taken, ...shown]
}

/** NHS numbers drawn by chance: each is taken, each slip of one digit or of two neighbours is not, and none is shown. */
export function tryNhsNumbers(count: number, seed: number): string[] {
  const chances = chance(seed)
  const failures: string[] = []
  for (let at = 0; at < count; at++) failures.push(...wrongWith(drawNumber(chances)))
  return failures
}
