import { penceFromPounds, poundsText, toPence } from '#shared'
import { findNumber } from '../../../src/activity/import/cells/read-number.ts'
import { type Chance, chance } from '../../oracles/chance.ts'

interface MoneyText {
  readonly text: string
  /** In hundredths of a penny; nothing when nobody can say what the text means. */
  readonly meant: number | undefined
}

const zeros = (chances: Chance): string => '0'.repeat(chances.whole(0, 3))

/** Digits of an amount of so many ten-thousandths of a pound, by counting and never by dividing floats. */
function digitsOf(size: number, chances: Chance, commas: boolean): string {
  const text = String(size).padStart(5, '0')
  const whole = text.slice(0, -4)
  const part = text.slice(-4).replace(/0+$/, '')
  const grouped = commas ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : zeros(chances) + whole
  return part === '' && chances.often(0.5) ? grouped : `${grouped}.${part === '' ? '0' : part}${zeros(chances)}`
}

function goodText(chances: Chance): MoneyText {
  const size = Math.floor(chances.next() ** 3 * 99_999_999_9999)
  const digits = digitsOf(size, chances, chances.often(0.3))
  const pounds = chances.pick(['', '', '£', '£ '])
  const written = chances.pick([
    { text: `${pounds}${digits}`, sign: 1 },
    { text: `-${pounds}${digits}`, sign: -1 },
    { text: `\u2212${digits}`, sign: -1 },
    { text: `(${pounds}${digits})`, sign: -1 },
  ])
  return { text: written.text, meant: size === 0 ? 0 : written.sign * size }
}

const spoil: readonly ((digits: string, chances: Chance) => string)[] = [
  (digits) => `${digits}e3`,
  (digits) => `${digits}.4.5`,
  (digits) => `--${digits}`,
  (digits) => `(-${digits})`,
  (digits) => `+${digits}`,
  (digits) => `${digits}-`,
  (digits) => `${digits},5`,
  (digits) => `0x${digits}`,
  (digits) => `${digits}p`,
  (digits) => `$${digits}`,
  (digits) => `€${digits}`,
  (digits) => `${digits}_000`,
  (digits) => `(${digits}`,
  (digits) => `${digits})`,
  (digits) => `,${digits}`,
  (digits) => `${digits}.`,
  (digits) => `.${digits}.`,
  (digits, chances) => `${digits}${chances.pick(['NaN', 'Infinity', '%', ' CR', '#REF!'])}`,
  (digits, chances) => `${digits}${chances.pick([' ', '\u00a0'])}${digits}`,
  () => '-',
  () => '()',
  () => '£',
  () => '',
]

const brokenText = (chances: Chance): MoneyText => ({
  text: chances.pick(spoil)(String(chances.whole(1, 999_999)), chances),
  meant: undefined,
})

/** Half up by hand: the hundredths of a penny decide, a half goes away from zero. */
function penceMeant(meant: number): number {
  const size = Math.abs(meant)
  const pence = Math.floor(size / 100) + (size % 100 >= 50 ? 1 : 0)
  return meant < 0 && pence !== 0 ? -pence : pence
}

function wrongWith({ text, meant }: MoneyText): string | undefined {
  const found = findNumber(text)
  if (meant === undefined) return found === undefined ? undefined : `“${text}” was read as ${found} and means nothing`
  const pence = found === undefined ? undefined : penceFromPounds(found)
  if (!pence?.ok) return `“${text}” was not read`
  return pence.value === penceMeant(meant)
    ? undefined
    : `“${text}” became ${pence.value} pence and is ${penceMeant(meant)}`
}

function wrongBack(pence: number): string | undefined {
  const read = penceFromPounds(poundsText(toPence(pence)))
  return read.ok && read.value === pence
    ? undefined
    : `${pence} pence were written as ${poundsText(toPence(pence))} and read otherwise`
}

/** Texts of money, good and bad, against a plain reading of what they mean. */
export function tryMoneyTexts(count: number, seed: number): string[] {
  const chances = chance(seed)
  return Array.from({ length: count }).flatMap(
    () => wrongWith(chances.often(0.7) ? goodText(chances) : brokenText(chances)) ?? [],
  )
}

/** Every amount from minus so many pence to as many, written and read back. */
export function tryEveryAmount(most: number): string[] {
  const failures: string[] = []
  for (let pence = -most; pence <= most; pence++) failures.push(...[wrongBack(pence) ?? []].flat())
  return failures
}
