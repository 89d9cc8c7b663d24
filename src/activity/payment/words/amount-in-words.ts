import type { Pence } from '#shared'

const small = [
  'nought',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
]
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const large = [
  { size: 1_000_000_000, word: 'thousand million' },
  { size: 1_000_000, word: 'million' },
  { size: 1_000, word: 'thousand' },
]

function belowHundred(value: number): string {
  if (value < 20) return small[value]!
  const unit = value % 10
  return `${tens[Math.floor(value / 10)]!}${unit === 0 ? '' : `-${small[unit]!}`}`
}

function belowThousand(value: number): string {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  if (hundreds === 0) return belowHundred(rest)
  return `${small[hundreds]!} hundred${rest === 0 ? '' : ` and ${belowHundred(rest)}`}`
}

/**
 * A whole number from 0 to 999,999,999,999 as it is read aloud: 102,000 is “one hundred and two thousand”, 1,005 is “one thousand and
 * five”. Throws beyond that.
 */
export function numberInWords(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new RangeError(`not read aloud: ${value}`)
  const parts: string[] = []
  let rest = value
  for (const { size, word } of large) {
    const count = Math.floor(rest / size)
    if (count > 0) parts.push(`${belowThousand(count)} ${word}`)
    rest %= size
  }
  if (parts.length === 0) return belowThousand(rest)
  if (rest === 0) return parts.join(' ')
  return `${parts.join(' ')}${rest < 100 ? ' and' : ''} ${belowThousand(rest)}`
}

/** `10200050` is “one hundred and two thousand pounds and fifty pence”; a negative amount begins with “minus”. */
export function amountInWords(amount: Pence): string {
  const size = Math.abs(amount)
  const [pounds, pence] = [Math.floor(size / 100), size % 100]
  const words = [
    ...(pounds > 0 || pence === 0 ? [`${numberInWords(pounds)} ${pounds === 1 ? 'pound' : 'pounds'}`] : []),
    ...(pence > 0 ? [`${numberInWords(pence)} ${pence === 1 ? 'penny' : 'pence'}`] : []),
  ].join(' and ')
  return amount < 0 ? `minus ${words}` : words
}
