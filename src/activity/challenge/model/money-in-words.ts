import type { Pence } from '#shared'

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const scales: readonly (readonly [number, string])[] = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
]

/** `1234` to “one thousand two hundred and thirty-four”. */
export function numberInWords(value: number): string {
  if (value < 20) return small[value]!
  if (value < 100) {
    const rest = value % 10
    return tens[Math.floor(value / 10)]! + (rest === 0 ? '' : `-${small[rest]}`)
  }
  const [size, name] = scales.find(([each]) => value >= each)!
  const rest = value % size
  const head = `${numberInWords(Math.floor(value / size))} ${name}`
  return rest === 0 ? head : `${head}${rest < 100 ? ' and' : ''} ${numberInWords(rest)}`
}

const counted = (value: number, one: string, many: string): string =>
  `${numberInWords(value)} ${value === 1 ? one : many}`

/** `123450` to “one thousand two hundred and thirty-four pounds and fifty pence”, so that a figure altered on the way is noticed. */
export function moneyInWords(amount: Pence): string {
  const size = Math.abs(amount)
  const [pounds, pence] = [Math.floor(size / 100), size % 100]
  const words =
    pence === 0
      ? counted(pounds, 'pound', 'pounds')
      : pounds === 0
        ? counted(pence, 'penny', 'pence')
        : `${counted(pounds, 'pound', 'pounds')} and ${counted(pence, 'penny', 'pence')}`
  return amount < 0 ? `minus ${words}` : words
}
