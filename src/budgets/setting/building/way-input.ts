import { type Result, ok, refused } from '#shared'

/** `0.5`, `.25`, `50%` or `50` to millionths; a number above 1 is a percentage. */
export function weightFrom(text: string): Result<number, 'no-weight'> {
  const match = /^(\d{0,3})(?:\.(\d{1,6}))?\s*(%?)$/.exec(text.trim())
  const no = refused('no-weight', `“${text}” is no weight: write the part of history like 0.5 or 50%.`)
  if (!match || (match[1] === '' && match[2] === undefined)) return no
  const [, whole = '', part = '', sign] = match
  const micro = Number(whole || '0') * 1_000_000 + Number(part.padEnd(6, '0'))
  const isPercent = sign === '%' || micro > 1_000_000
  const weight = isPercent ? micro / 100 : micro
  return Number.isInteger(weight) && weight <= 1_000_000 ? ok(weight) : no
}

/** `planned 30%, prescribing=1` to the weight of history for each line named. */
export function lineWeightsFrom(
  text: string,
  lineNamed: (name: string) => string | undefined,
): Result<Record<string, number>, 'no-weight'> {
  const weights: Record<string, number> = {}
  for (const part of text.split(/[,;]/).map((each) => each.trim())) {
    if (part === '') continue
    const match = /^(.{1,80}?)\s{0,5}[= :]\s{0,5}([\d.]{1,12}%?)$/.exec(part)
    const line = match && lineNamed(match[1]!)
    if (!match || line === undefined)
      return refused(
        'no-weight',
        `“${part}” is no line with a weight: write them like “planned 30%, prescribing 100%”.`,
      )
    const weight = weightFrom(match[2]!)
    if (!weight.ok) return weight
    weights[line!] = weight.value
  }
  return ok(weights)
}
